// Follows the class: asks every other second whether there is something new, and puts it in
// place. Without it the page reloads itself, and forms work as forms.
// No words in here: they come from data-… attributes of <main>.
const main = document.querySelector("main");
const said = main.querySelector("[data-line]");
// The wall, of which there is one, asks more often than the phones.
const EVERY = Number(main.dataset.every) || 2000;
let etag = "";
let unsent = null;
let sending = false;

const lives = (root) => root.querySelectorAll("[data-live]");
const say = (words) => said.textContent !== words && (said.textContent = words || "");

// What somebody is filling in stays, as long as it is still asked.
main.addEventListener("input", (event) => {
  const live = event.target.closest("[data-live]");
  if (live) live.dataset.touched = "1";
});
const isBusy = (live, fresh) => live.dataset.touched && live.dataset.key === fresh.dataset.key;

const put = (html, force) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = lives(page);
  if (!found.length) {
    // The class is over, or somebody has to sign in again: say so, and ask no more.
    const there = page.querySelector("main");
    if (there) main.replaceChildren(...there.childNodes);
    return false;
  }
  for (const live of lives(main)) {
    const fresh = page.querySelector(`[data-live="${live.dataset.live}"]`);
    if (!fresh || (!force && isBusy(live, fresh))) continue;
    if (live.innerHTML === fresh.innerHTML) continue;
    const open = [...live.querySelectorAll("details")].map((each) => each.open);
    const same = live.dataset.key === fresh.dataset.key;
    live.replaceChildren(...fresh.childNodes);
    live.dataset.key = fresh.dataset.key;
    delete live.dataset.touched;
    if (same) live.querySelectorAll("details").forEach((each, n) => (each.open ||= open[n]));
  }
  return true;
};

const take = async (response, force) => {
  etag = response.headers.get("ETag") || "";
  return put(await response.text(), force);
};

// An answer is kept until it has arrived: sent twice it counts once.
const send = async () => {
  if (!unsent || sending) return;
  sending = true;
  try {
    const response = await fetch(location.pathname, { method: "POST", body: unsent });
    unsent = null;
    say("");
    await take(response, true);
  } catch {
    say(main.dataset.unsent);
  }
  sending = false;
};

main.addEventListener("submit", (event) => {
  if (!("answer" in event.target.dataset)) return;
  const data = new URLSearchParams(new FormData(event.target));
  if (!data.get("choice")?.trim()) return;
  event.preventDefault();
  unsent = data;
  send();
});

const follow = async () => {
  if (unsent) await send();
  else if (!document.hidden) {
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const response = await fetch(location.href, { headers, cache: "no-store" });
      if (!unsent) say("");
      if (response.status !== 304 && !unsent && !(await take(response))) return;
    } catch {
      if (!unsent) say(main.dataset.lost);
    }
  }
  setTimeout(follow, EVERY + Math.random() * 300);
};

// The clock counts here, from what the server said was left.
const began = new WeakMap();
const tick = () => {
  for (const clock of main.querySelectorAll("[data-clock]")) {
    if (!began.has(clock)) began.set(clock, performance.now());
    const gone = "ends" in clock.dataset ? (performance.now() - began.get(clock)) / 1000 : 0;
    const left = Math.max(0, Math.round(clock.dataset.left - gone));
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    const count = clock.querySelector("[data-count]");
    if (count.textContent !== text) count.textContent = text;
    clock.classList.toggle("up", left === 0);
  }
};
setInterval(tick, 500);
// A page out of the browser's store may show an old clock: then ask at once.
setTimeout(follow, main.querySelector("[data-clock]") ? 0 : EVERY);
