// Comfort for a lesson: without it, every question works as a plain form.
// No words in here: they come from data-… attributes. Behind a note it is late (care.js).
const main = document.querySelector("main");
const here = main.dataset;
const root = document.documentElement;

const add = (parent, tag, attributes, text) => {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.textContent = text;
  parent.append(made);
  return made;
};

// An answer is sent as the form would send it; its section is swapped in place.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const ask = form.closest(".ask");
  const button = event.submitter || form.elements.check;
  if (!ask || form.dataset.plain) return;
  event.preventDefault();
  if (ask.ariaBusy) return;
  ask.ariaBusy = "true";
  const data = new URLSearchParams(new FormData(form));
  data.append(button.name, button.value);
  try {
    const url = new URL(form.action);
    const sent = { headers: { "X-Requested-With": "fetch" } };
    if (form.method === "get") url.search = data;
    else Object.assign(sent, { method: "POST", body: data });
    const html = await (await fetch(url, sent)).text();
    const page = new DOMParser().parseFromString(html, "text/html");
    ask.replaceChildren(...page.getElementById(ask.id).childNodes);
    ask.ariaBusy = null;
    // What else an answer may change: the steps, and that the lesson is done.
    for (const name of [".steps", ".standing"]) {
      const fresh = page.querySelector(name);
      if (fresh) main.querySelector(name)?.replaceChildren(...fresh.childNodes);
    }
    bring(ask);
    ask.querySelector(".feedback, .scene").focus();
    if ("anonymous" in here && ask.querySelector(".feedback:not(.problem)"))
      (await practice()).remember(ask.dataset, data, here);
  } catch {
    ask.ariaBusy = null;
    if (navigator.onLine || !here.offline) {
      form.dataset.plain = 1; // once more, the browser's own way
      form.requestSubmit(button);
    } else {
      ask.querySelector(".feedback")?.remove();
      add(ask, "div", { class: "feedback", role: "status", tabindex: -1, lang: root.lang, dir: root.dir }, here.offline).focus();
    }
  }
});

// What a visitor practised is kept until she has a place: fetched when she begins.
const practice = () => import("./practice.js");
if ("anonymous" in here) main.addEventListener("change", practice, { once: true });
if ("carry" in here) practice().then((it) => it.carry());
if ("ownPhone" in root.dataset) import("./notebook.js");

// Reading aloud, where the phone has a voice of its own; some find theirs late.
const voices = window.speechSynthesis;
const listen = () => voices.getVoices().some((it) => it.localService) && import("./listen.js");
const hear = () => listen() || (voices.onvoiceschanged = listen);
if (voices && here.listen) document.readyState === "complete" ? hear() : addEventListener("load", hear);
// The module of a kind comes when she begins; with data-sight, on sight. No line: as it is.
const bring = (ask) =>
  ask?.dataset.module && import(`./${ask.dataset.module}.js`).then((it) => it.comfort?.(ask), () => {});
main.addEventListener("focusin", (event) => bring(event.target.closest("[data-module]")));
const sight = new IntersectionObserver((seen) => seen.forEach((it) => it.isIntersecting && bring(it.target)));
document.querySelectorAll("[data-sight]").forEach((ask) => sight.observe(ask));
