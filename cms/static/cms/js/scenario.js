// Goes on with a scenario in place. After her first step the page carries its scenes;
// only an ending goes to the server, which stores it and explains.
const MOST = 10;

/**
 * Where a path leads: `{ scene, values, ended }`, or null if nobody offered it.
 * Scenes that are not in the book are endings. As `walk` in learning/activities/scenario.py.
 */
export function walk({ variables, scenes }, path) {
  const values = new Map(variables.map(({ id, start }) => [id, start]));
  let here = scenes[0];
  let scene = here.id;
  for (const taken of path) {
    const option = here?.options.find(({ id }) => id === taken);
    if (!option) return null;
    for (const [id, by] of Object.entries(option.effects))
      values.set(id, Math.min(Math.max(values.get(id) + by, 0), MOST));
    scene = option.to;
    here = scenes.find(({ id }) => id === scene);
  }
  return { scene, values: Object.fromEntries(values), ended: !here?.options.length };
}

/** Which variables ended well, by id: the answer is right if all have. */
export function grade(activity, path) {
  const { values } = walk(activity, path);
  return Object.fromEntries(activity.variables.map(({ id, good_from }) => [id, values[id] >= good_from]));
}

/** Its buttons are pressed here first; what only the server can do bubbles on to lesson.js. */
export function comfort(ask) {
  ask.onsubmit = (event) => {
    const book = ask.querySelector("script");
    if (ask.ariaBusy || !book || !event.submitter) return;
    if (!step(ask, event.submitter, JSON.parse(book.textContent))) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Take a step, or begin again; false where only the server can go on. */
function step(ask, { name, value }, book) {
  const its = ask.dataset.ask;
  const taken = [...ask.querySelectorAll(`input[name="${its}"]`)];
  const path = name === its ? [...taken.map((input) => input.value), value] : [];
  const here = walk(book, path);
  if (!here || here.ended) return false;
  const option = book.scenes.flatMap(({ options }) => options).find(({ id }) => id === value);
  const scene = ask.querySelector(".scene");
  if (path.length) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    scene.before(input);
  } else taken.forEach((input) => input.remove());
  ask.querySelector(".feedback")?.remove();
  const said = scene.querySelector(".said");
  said.hidden = !path.length;
  said.lastElementChild.textContent = option?.text;
  const { text, options } = book.scenes.find(({ id }) => id === here.scene);
  scene.querySelector("[id]").innerText = text; // as <br> where the author broke a line
  for (const gauge of scene.querySelectorAll("[data-gauge]")) {
    const full = here.values[gauge.dataset.gauge];
    gauge.querySelector("b").textContent = book.of_ten.replace("#", full);
    gauge.lastElementChild.textContent = "●".repeat(full) + "○".repeat(MOST - full);
  }
  const buttons = [...scene.querySelectorAll("button")];
  options.forEach(({ id, text: words }, at) => {
    const button = buttons[at] || scene.appendChild(buttons[0].cloneNode());
    button.value = id;
    button.textContent = words;
  });
  buttons.slice(options.length).forEach((button) => button.remove());
  scene.focus();
  return true;
}
