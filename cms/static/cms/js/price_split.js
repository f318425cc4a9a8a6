// Who earns what: says while she types how much is still to share out.
import { decimalString, evaluate } from "./formula.js";
import { inFigures, numberIn } from "./numbers.js";

document.addEventListener("input", (event) => {
  const ask = event.target.closest("[data-kind=price_split]");
  if (!ask) return;
  const { total, unit, words, over } = ask.dataset;
  const parts = [...ask.querySelectorAll(".number")].map((each) => numberIn(each.value));
  const names = parts.map((_, at) => `p${at}`);
  const values = Object.fromEntries(parts.map((part, at) => [names[at], part || "0"]));
  const place = ask.querySelector("output") || document.createElement("output");
  if (!place.parentNode) ask.querySelector("fieldset").append(place);
  try {
    const left = decimalString(evaluate(["total", ...names].join(" - "), { total, ...values }), 15);
    const amount = `${inFigures(left.replace("-", ""))} ${unit}`.trim();
    place.textContent = (left.startsWith("-") ? over : words).replace("%s", amount);
  } catch {
    place.textContent = "";
  }
});
