// Listen: the phone's own voice reads the lesson. Loaded by lesson.js after the page, and
// only where there is a voice on the phone itself; a voice of the network is never used,
// since it would tell another company what she reads. Words come from data-listen.
const speech = speechSynthesis;
const main = document.querySelector("main");
const article = main.querySelector("article");
const [listen, pause, goOn, stop] = main.dataset.listen.split("|");
const language = (article.lang || document.documentElement.lang).split("-")[0];
const PARTS = "h1, h2, h3, p, li, legend, label, .row > span, figcaption, blockquote, svg[role=img]";
// Chrome cuts what takes longer than some fifteen seconds.
const LONGEST = 180;

/** Does a voice speak our language? Phones write "fr_FR", "fra" and (for id) "in_ID". */
const speaks = ({ lang }) => {
  try {
    return new Intl.Locale(lang.replaceAll("_", "-")).language === language;
  } catch {
    return false;
  }
};
const voice = speech.getVoices().find((each) => each.localService === true && speaks(each));

/** What is on the page to be read, in pieces that are not cut. */
function pieces() {
  const said = [...article.querySelectorAll(PARTS)]
    .filter((part) => !part.querySelector(PARTS) && !part.closest("[hidden]"))
    .map((part) => part.getAttribute("aria-label") || part.textContent);
  return said.flatMap((text) => cut(text.replace(/\s+/g, " ").trim()));
}

/** After a sentence, else after a comma, else between words, else anywhere. */
function cut(text) {
  const found = [];
  while (text.length > LONGEST) {
    const start = text.slice(0, LONGEST);
    const marks = [/^.*[.!?…؟۔។](?=\s|$)/s, /^.*[,;:،](?=\s)/s, /^.*(?=\s)/s];
    const part = marks.map((mark) => start.match(mark)?.[0]).find(Boolean) || start;
    found.push(part);
    text = text.slice(part.length).trim();
  }
  return text ? [...found, text] : found;
}

let queue = [];
let at = 0;
let speaking; // the utterance being read; kept, or Chrome forgets to say when it ends

function speak() {
  if (at >= queue.length) return end();
  const mine = (speaking = new SpeechSynthesisUtterance(queue[at]));
  mine.voice = voice;
  mine.lang = voice.lang;
  // What was paused or stopped ends too; only the one in turn goes on.
  mine.onend = () => mine === speaking && (at++, speak());
  mine.onerror = () => mine === speaking && end();
  speech.speak(mine);
  show(pause);
}

// Not speech.pause(): on Android it ends the reading for good.
function hush() {
  speaking = null;
  speech.cancel();
}

function end() {
  hush();
  at = 0;
  show(listen);
}

let first, second;
function show(words) {
  first.textContent = words;
  second.hidden = words === listen;
}

if (voice) {
  const bar = document.createElement("p");
  const button = (words) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button quiet";
    made.textContent = words;
    bar.append(made, " ");
    return made;
  };
  first = button(listen);
  second = button(stop);
  second.hidden = true;
  first.onclick = () => {
    if (speaking) {
      hush();
      show(goOn);
    } else {
      if (!at) queue = pieces();
      speak();
    }
  };
  second.onclick = () => {
    end();
    first.focus();
  };
  article.before(bar);
  addEventListener("pagehide", hush);
}
