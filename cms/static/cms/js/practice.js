// What an anonymous visitor practised stays in this tab, and goes with her when she
// keeps her place. Loaded by lesson.js at the first answer, never before.
const SHELF = "palabre.practised";

/** Keep one answer as an event: `ask` and `lesson` are datasets, `data` the form. */
export function remember({ ask: activity, kind, risks }, data, { lesson, version, language }) {
  const event = {
    id: newId(),
    verb: "answered",
    lesson,
    activity,
    answer: answerIn(data, activity, kind, risks),
    version: Number(version),
    language,
    occurred_at: now(),
  };
  try {
    const events = JSON.parse(sessionStorage[SHELF] || "[]");
    sessionStorage[SHELF] = JSON.stringify([...events, event].slice(-500));
  } catch {
    // A browser that keeps nothing: the address of the page still carries her answers.
  }
}

/** Signed in: hand over what this tab kept. The server knows each event by its id. */
export async function carry() {
  try {
    const events = sessionStorage[SHELF];
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!events || !token) return;
    const response = await fetch("/api/v1/events", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: `{"events":${events}}`,
    });
    if (!response.ok) return;
    delete sessionStorage[SHELF];
    location.reload(); // so that she sees what came along
  } catch {
    // No line: on the next page.
  }
}

/** The answer as the API wants it: ids and numbers only. */
function answerIn(data, activity, kind, risks) {
  const rows = [...data]
    .filter(([name]) => name.startsWith(`${activity}.`))
    .map(([name, value]) => [name.slice(activity.length + 1), value]);
  if (data.getAll(activity).includes("dont_know")) return "dont_know";
  if (kind === "numeric") return data.get(activity);
  if (kind === "risk_ranking") return weighed(data, activity.slice(0, 8), risks.trim().split(" "));
  if (["matching", "sorting", "costing", "price_split"].includes(kind)) return Object.fromEntries(rows);
  if (kind === "ordering") return rows.sort((a, b) => a[1] - b[1]).map(([item]) => item);
  return data.getAll(activity);
}

/** A ranking: its fields are numbered, since twelve risks go into one address. */
function weighed(data, short, risks) {
  const sector = data.get(`${short}.sector`);
  const sides = (place) => [0, 1, 2, 3].map((side) => Number(data.get(`${short}.${place}.${side}`)));
  const rows = risks.map((risk, place) => [risk, sides(place)]).filter(([, row]) => row.some(Boolean));
  return { ...(sector && { sector }), ...Object.fromEntries(rows) };
}

/** A UUIDv7: when, then chance. (crypto.randomUUID is missing without https.) */
function newId() {
  const chance = crypto.getRandomValues(new Uint8Array(10));
  chance[0] = (chance[0] & 15) | 0x70;
  chance[2] = (chance[2] & 63) | 0x80;
  const hex = (number, width) => number.toString(16).padStart(width, "0");
  const digits = hex(Date.now(), 12) + [...chance].map((byte) => hex(byte, 2)).join("");
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The moment by her own clock and offset: 2026-03-01T18:30:00.000+01:00 */
function now() {
  const date = new Date();
  const east = -date.getTimezoneOffset();
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const size = Math.abs(east);
  const local = new Date(date.getTime() + east * 60000).toISOString().slice(0, -1);
  return `${local}${east < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}
