// Putting in order: two buttons for each line, instead of choosing its number. The selects
// are hidden and keep the answer; lesson.js loads this where things are put in order.

const add = (parent, tag, attributes, text) => {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.textContent = text;
  parent.append(made);
  return made;
};

/** Give the lines of one question their buttons, unless they have them. */
export function comfort(ask) {
  if (ask.querySelector(".move")) return;
  const rows = () => [...ask.querySelectorAll(".row")];
  const place = (row) => row.querySelector("select");
  const count = rows().length;
  const told = add(ask, "p", { class: "visually-hidden", role: "status" });
  // What she has chosen already keeps its place; the others fill the gaps.
  const order = [];
  const others = rows().filter((row) => {
    const at = place(row).value - 1;
    return at < 0 || order[at] || !(order[at] = row);
  });
  const number = () => rows().forEach((row, at) => (place(row).value = at + 1));
  for (let at = 0; at < count; at++) {
    const row = order[at] || others.shift();
    const words = row.firstElementChild.textContent;
    rows()[count - 1].after(row);
    place(row).hidden = true;
    for (const [by, sign, name] of [[-1, "↑", ask.dataset.up], [1, "↓", ask.dataset.down]]) {
      const button = add(row, "button", { type: "button", class: "move", "aria-label": `${name}: ${words}` }, sign);
      button.onclick = () => {
        const other = rows()[rows().indexOf(row) + by];
        if (by < 0) other?.before(row);
        else other?.after(row);
        number();
        button.focus();
        told.textContent = `${words}: ${place(row).value}/${count}`;
      };
    }
  }
  number();
}
