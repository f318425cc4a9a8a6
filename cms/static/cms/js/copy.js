// A button beside each message that can be copied. Over plain http the browser lends no
// clipboard: then the old way, and if that fails too, the text is marked for her hand.
async function copy(field) {
  field.focus();
  field.select();
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(field.value);
      return true;
    }
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

for (const place of document.querySelectorAll("[data-copy-text]")) {
  const button = place.querySelector("[data-copy]");
  const told = place.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(place.querySelector("textarea"));
    told.textContent = done ? told.dataset.copied : told.dataset.select;
  });
}
