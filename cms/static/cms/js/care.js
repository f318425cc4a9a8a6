// Pages that nobody should be seen with: the first script that comes, and a small one.
// Away at once: the page is out of sight before the network answers, and its place in the
// history is taken by where we go. Without this file the link does the rest, a little later.
// Esc or Shift three times within five seconds does the same (as on GOV.UK).
const link = document.querySelector("[data-exit]");
const root = document.documentElement;
let last = "", since = 0, times = 0;

const leave = () => {
  root.hidden = true;
  document.title = "…";
  try {
    sessionStorage.clear(); // what she practised in this tab
  } catch {
    // A browser that keeps nothing has nothing to clear.
  }
  location.replace(link.href);
};

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
addEventListener("keydown", ({ key, repeat, timeStamp }) => {
  if (repeat) return;
  if (key !== last || timeStamp - since > 5000) [last, since, times] = [key, timeStamp, 0];
  times += 1;
  if (times === 3 && (key === "Escape" || key === "Shift")) leave();
});
// Back again out of the browser's memory: still out of sight, and away once more.
addEventListener("pageshow", ({ persisted }) => persisted && root.hidden && leave());

// A lesson behind a note: its script comes when she goes on, and not if she does not.
const door = document.querySelector("[data-script]");
const behind = door?.parentElement;
// No line: every question is a plain form.
const goOn = () => behind.open && import(door.dataset.script).catch(() => {});
behind?.addEventListener("toggle", goOn);
if (behind) goOn();
