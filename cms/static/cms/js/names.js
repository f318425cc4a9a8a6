// Opened names mask themselves: the server stops showing them after five minutes, and a
// page that lies open on a table forgets them by then.
const FIVE_MINUTES = 5 * 60 * 1000;

function mask() {
  for (const name of document.querySelectorAll("[data-opened-name]")) name.remove();
}

setTimeout(mask, FIVE_MINUTES);
// A page from the browser's own memory may be older than that.
addEventListener("pageshow", (event) => event.persisted && mask());
