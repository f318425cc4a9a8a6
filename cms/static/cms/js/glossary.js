// Puts the glossary beside each segment of the translation editor of wagtail-localize.
// The editor is React; what is added at the end of a list item is left alone by it.

const script = document.getElementById("glossary-terms");
const editor = document.querySelector(".js-translation-editor");
const terms = script ? JSON.parse(script.textContent) : [];

const standsIn = (term, text) => {
  const wanted = term.source.toLowerCase();
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
  }
  return false;
};

const line = (term) => {
  const item = document.createElement("p");
  item.dataset.glossary = "";
  item.className = "help-block help-info";
  const said = [term.source, term.words].filter(Boolean).join(" → ");
  item.textContent = term.note ? `${said} (${term.note})` : said;
  return item;
};

const show = () => {
  for (const segment of editor.querySelectorAll("li.complete, li.incomplete, li.errored")) {
    const source = segment.querySelector(":scope > p:not([data-glossary])");
    if (!source || segment.querySelector(":scope > [data-glossary]")) continue;
    const text = source.textContent.toLowerCase();
    segment.append(...terms.filter((term) => standsIn(term, text)).map(line));
  }
};

if (editor && terms.length) {
  new MutationObserver(show).observe(editor, { childList: true, subtree: true });
  show();
}
