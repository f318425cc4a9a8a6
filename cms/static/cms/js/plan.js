// A plan: her words stay on this phone, where she alone uses it, and the sheet prints alone.
const isOwn = "ownPhone" in document.documentElement.dataset;

/** Whatever is not the sheet is out of sight while it prints. */
function printAlone(sheet) {
  const away = [];
  for (let at = sheet; at !== document.body; at = at.parentElement) {
    for (const other of at.parentElement.children) {
      if (other !== at && !other.hidden) away.push(other);
    }
  }
  for (const area of sheet.querySelectorAll("textarea")) {
    const line = parseFloat(getComputedStyle(area).lineHeight) || 24;
    area.rows = Math.max(area.rows, Math.ceil(area.scrollHeight / line));
  }
  const back = () => away.forEach((each) => (each.hidden = false));
  addEventListener("afterprint", back, { once: true });
  away.forEach((each) => (each.hidden = true));
  print();
}

const fieldsOf = (sheet) => [...sheet.querySelectorAll("textarea, [type=checkbox]")];
const nameOf = (field) => (field.type === "checkbox" ? field.value : field.name);

/** What is on the phone is shown, unless what is kept in her place is younger. */
function keepHere(sheet) {
  const key = `palabre.plan.${sheet.dataset.plan}`;
  const kept = Date.parse(sheet.querySelector("form")?.dataset.kept ?? 0) || 0;
  const { at = 0, words = {} } = JSON.parse(localStorage[key] || "{}");
  for (const field of at > kept ? fieldsOf(sheet) : []) {
    const word = words[nameOf(field)];
    if (field.type === "checkbox") field.checked = Boolean(word);
    else field.value = word ?? "";
  }
  sheet.addEventListener("input", () => {
    const now = fieldsOf(sheet).map((each) => [nameOf(each), each.type === "checkbox" ? each.checked : each.value]);
    localStorage[key] = JSON.stringify({ at: Date.now(), words: Object.fromEntries(now) });
  });
  // Deleted in her place is deleted here too.
  sheet.querySelector("[name=forget]")?.addEventListener("click", () => delete localStorage[key]);
}

for (const sheet of document.querySelectorAll("[data-plan]")) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button quiet", textContent: sheet.dataset.print });
  button.onclick = () => printAlone(sheet);
  sheet.append(button);
  if (!isOwn) continue;
  try {
    // A page that has just been refused shows what was sent.
    if (!sheet.querySelector(".feedback")) keepHere(sheet);
    const said = document.createElement("p");
    said.className = "soft";
    said.textContent = sheet.dataset.here;
    button.before(said);
  } catch {
    // A browser that keeps nothing promises nothing.
  }
}
