// A register on a phone. Every tick is kept here at once, by ids and never by names, and
// goes to the server when there is a line: ten seconds later, so that it can be undone.
const PREFIX = "palabre.register.";
const UNDO_MS = 10_000;
const AGAIN_MS = 10_000;
const LEFT_MS = 10 * 60_000;

/** A UUIDv7; crypto.randomUUID is missing where the page comes over plain http. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let place = 0; place < 6; place++) bytes[place] = Math.floor(now / 256 ** (5 - place)) % 256;
  bytes[6] = (bytes[6] & 15) | 0x70;
  bytes[8] = (bytes[8] & 63) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Says by a cookie that ticks wait, and where: leaving a shared phone empties it, so the
    server asks first (learning/members/views/entering.py). Any register sends for all. */
function tellWhatWaits() {
  const waits = Object.keys(localStorage).some((key) => key.startsWith(PREFIX));
  const where = waits ? encodeURIComponent(location.pathname) : "";
  document.cookie = `waiting=${where}; path=/; SameSite=Lax; max-age=${waits ? 30 * 86400 : 0}`;
}

/** The ticks that wait for one address; in the browser's storage, else in memory. */
class Waiting {
  constructor(key, url) {
    this.key = key;
    this.url = url;
    this.isKept = true;
    try {
      this.ticks = JSON.parse(localStorage[key] || "{}").ticks || [];
    } catch {
      this.ticks = [];
    }
  }

  keep() {
    try {
      if (this.ticks.length) localStorage[this.key] = JSON.stringify({ url: this.url, ticks: this.ticks });
      else delete localStorage[this.key];
      tellWhatWaits();
    } catch {
      this.isKept = false;
    }
  }

  drop(ids) {
    this.ticks = this.ticks.filter((tick) => !ids.has(tick.id));
    this.keep();
  }
}

/** POST some ticks; the server's answer, or null where there was none. */
async function post(url, ticks, token) {
  const sent = ticks.map(({ id, line, minutes, late, at }) => ({
    id, line, minutes, late, ago: Math.max(0, Math.round((Date.now() - at) / 1000)),
  }));
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ ticks: sent }),
    keepalive: true,
  });
}

class Register {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.waiting = new Waiting(PREFIX + form.dataset.register, form.dataset.marks);
    this.token = form.elements.csrfmiddlewaretoken.value;
    this.count = form.querySelector("[data-count]");
    this.tally = { here: Number(this.count.dataset.here), all: Number(this.count.dataset.all) };
    this.shown = this.tally.all;
    this.touchedAt = Date.now();
    this.server = new Map();
    for (const row of this.rows()) {
      if (row.dataset.was !== "") this.server.set(row.dataset.line, [Number(row.dataset.was), "late" in row.dataset]);
    }
    this.state = "saved";
    this.refused = false;
    form.querySelector("[data-save]").hidden = true;
    form.addEventListener("change", (event) => this.touched(event.target));
    form.addEventListener("submit", (event) => this.submitted(event));
    form.querySelector("[data-undo]").addEventListener("click", () => this.undo());
    for (const tick of this.waiting.ticks) this.showLine(tick.line, [tick.minutes ?? this.whole, tick.late]);
    this.show();
  }

  get whole() {
    return Number(this.words.whole);
  }

  rows() {
    return [...this.form.querySelectorAll("[data-line]")];
  }

  row(line) {
    return this.form.querySelector(`[data-line="${CSS.escape(line)}"]`);
  }

  /** What holds on this phone: the latest tick that waits, else what the server said. */
  held(line) {
    const tick = this.waiting.ticks.filter((each) => each.line === line).pop();
    return tick ? [tick.minutes ?? this.whole, tick.late] : this.server.get(line);
  }

  touched(field) {
    const row = field.closest("[data-line]");
    if (!row) return;
    const typed = row.querySelector("[name^=minutes-]").value.trim();
    // Whoever types minutes says that she was there.
    const away = row.querySelector("[value=away]");
    if (typed && field.name.startsWith("minutes-") && (away.checked || !row.querySelector(":checked"))) {
      row.querySelector("[value=present]").checked = true;
    }
    const state = row.querySelector("[type=radio]:checked")?.value;
    const isAway = state === "away";
    const minutes = isAway ? 0 : typed === "" ? null : Number(typed);
    const isWrong = minutes !== null && !isAway && !(Number.isInteger(minutes) && minutes > 0 && minutes <= this.whole);
    row.querySelector("[name^=minutes-]").setAttribute("aria-invalid", isWrong);
    this.refused = isWrong;
    this.show();
    if (!state || isWrong) return;
    this.tick(row.dataset.line, minutes, state === "late");
  }

  tick(line, minutes, late) {
    this.touchedAt = Date.now();
    const before = this.held(line);
    const tick = { id: newId(), line, minutes, late, at: Date.now(), due: Date.now() + UNDO_MS };
    this.waiting.ticks.push(tick);
    this.waiting.keep();
    this.latest = { tick, before };
    const button = this.form.querySelector("[data-undo]");
    button.hidden = false;
    clearTimeout(this.undoEnds);
    this.undoEnds = setTimeout(() => (button.hidden = true), UNDO_MS);
    setTimeout(() => this.send(), UNDO_MS + 100);
    this.show();
  }

  undo() {
    const { tick, before } = this.latest;
    this.form.querySelector("[data-undo]").hidden = true;
    if (this.waiting.ticks.some((each) => each.id === tick.id)) this.waiting.drop(new Set([tick.id]));
    else if (before) this.tick(tick.line, before[0], before[1]);
    else return;
    this.showLine(tick.line, this.held(tick.line));
    this.show();
  }

  submitted(event) {
    if (!this.waiting.isKept) return; // a browser that keeps nothing saves as without us
    event.preventDefault();
    if (event.submitter?.name === "rest") {
      for (const row of this.rows()) {
        if (row.querySelector(":checked")) continue;
        row.querySelector("[value=present]").checked = true;
        this.tick(row.dataset.line, null, false);
      }
    }
    if (event.submitter?.name !== "rest") this.send({ all: true });
  }

  /** Send what is due, or all there is; what the server has taken waits no more. */
  async send({ all = false } = {}) {
    const due = this.waiting.ticks.filter((tick) => all || tick.due <= Date.now());
    if (!due.length || this.isSending) return;
    this.isSending = true;
    try {
      let answer = await post(this.waiting.url, due, this.token);
      if (answer.status === 403 && (await this.look())) answer = await post(this.waiting.url, due, this.token);
      await this.take(answer);
    } catch {
      this.state = "offline";
    }
    this.isSending = false;
    this.show();
  }

  async take(answer) {
    if (answer.status === 403) this.state = "signIn";
    else if (!answer.ok) this.state = "offline";
    else {
      const told = await answer.json();
      this.refused = told.taken.some((each) => each.became === "refused");
      this.waiting.drop(new Set(told.taken.map((each) => each.id)));
      this.learn(told);
      this.state = "saved";
    }
  }

  /** How the register stands on the server; false where one has to sign in again. */
  async look() {
    const answer = await fetch(this.waiting.url, { redirect: "error" });
    if (answer.status === 403) this.state = "signIn";
    if (!answer.ok) return false;
    this.learn(await answer.json());
    this.state = "saved";
    return true;
  }

  learn(told) {
    this.token = told.token;
    this.tally = told.tally;
    this.server = new Map(Object.entries(told.lines));
    for (const row of this.rows()) {
      const line = row.dataset.line;
      this.showLine(line, this.held(line));
    }
  }

  showLine(line, held) {
    const row = this.row(line);
    if (!row) return;
    for (const radio of row.querySelectorAll("[type=radio]")) {
      radio.checked = held !== undefined && radio.value === (held[0] === 0 ? "away" : held[1] ? "late" : "present");
    }
    const minutes = row.querySelector("[name^=minutes-]");
    if (minutes !== document.activeElement) minutes.value = held && held[0] && held[0] !== this.whole ? held[0] : "";
  }

  here() {
    let here = this.tally.here;
    for (const line of new Set(this.waiting.ticks.map((tick) => tick.line))) {
      here += Number(this.held(line)[0] > 0) - Number((this.server.get(line)?.[0] ?? 0) > 0);
    }
    return here;
  }

  show() {
    const { words } = this.count.dataset;
    this.count.textContent = words.replace("{here}", this.here()).replace("{all}", this.tally.all);
    const count = this.waiting.ticks.length;
    const name = !this.waiting.isKept ? "unkept" : !count ? "saved" : this.state === "saved" ? "waiting" : this.state;
    let told = this.words[name].replace("{count}", count);
    if (this.stays && name === "offline") told = `${told} ${this.words.stay}`;
    if (this.refused) told = `${this.words.refused} ${told}`;
    if (this.tally.all > this.shown) told = `${told} ${this.words.more}`;
    const status = this.form.querySelector("[data-status]");
    if (status.textContent !== told) status.textContent = told;
    this.form.querySelector("[data-enter]").hidden = name !== "signIn";
    this.form.querySelector("[data-save]").hidden = this.waiting.isKept;
    this.form.dataset.standing = name;
  }

  async every() {
    // A phone put down must not keep a session alive for ever.
    const isLeft = Date.now() - this.touchedAt > LEFT_MS && !this.waiting.ticks.length;
    if (document.hidden || isLeft) return;
    try {
      await this.look();
    } catch {
      this.state = "offline";
    }
    this.show();
    await this.send();
  }
}

/** What other registers on this phone left behind goes too. */
async function sendOthers(own, token) {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX) && each !== own)) {
    const { url } = JSON.parse(localStorage[key]);
    const waiting = new Waiting(key, url);
    const answer = await post(url, waiting.ticks, token);
    if (answer.ok) waiting.drop(new Set((await answer.json()).taken.map((each) => each.id)));
  }
}

/** Leave goes on once everything is sent. Without a line the browser could not leave either,
    and whoever takes the phone next would still be signed in: so say it, and stay. */
async function leave(event, register) {
  if (!register.waiting.ticks.length) return;
  event.preventDefault();
  await register.send({ all: true });
  // With a line and still not sent, the server asks; see there.
  if (!register.waiting.ticks.length || register.state !== "offline") return event.target.submit();
  register.stays = true;
  register.show();
}

const form = document.querySelector("[data-register]");
if (form) {
  const register = new Register(form);
  const every = () => register.every();
  addEventListener("online", () => register.send());
  addEventListener("pagehide", () => register.send({ all: true }));
  document.addEventListener("visibilitychange", () => (document.hidden ? register.send({ all: true }) : every()));
  document.addEventListener("submit", (event) => event.target.matches(".leave") && leave(event, register));
  setInterval(every, AGAIN_MS);
  register.send();
  sendOthers(register.waiting.key, register.token).catch(() => {});
} else {
  // A closed register takes what was ticked before it was closed.
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  sendOthers("", token).catch(() => {});
}
try {
  tellWhatWaits(); // the storage may have been emptied meanwhile
} catch {
  // A browser that keeps nothing has nothing waiting.
}
