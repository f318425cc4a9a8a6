// Costing: the result follows the numbers while she types. Sending is lesson.js's work.
import { decimalString, evaluate } from "./formula.js";
import { inFigures, numberIn } from "./numbers.js";

function show(ask) {
  const values = {};
  for (const each of ask.querySelectorAll("[data-input]")) {
    values[each.dataset.input] = each.tagName === "DATA" ? each.value : numberIn(each.value);
  }
  let said = "";
  try {
    if (!Object.values(values).includes("")) {
      const result = inFigures(decimalString(evaluate(ask.dataset.formula, values)));
      said = ask.dataset.result.replace("%s", () => `${result} ${ask.dataset.unit}`.trim());
    }
  } catch {
    // No result with these numbers: checking them says why.
  }
  const place = ask.querySelector("output") || document.createElement("output");
  if (!place.parentNode) ask.querySelector("fieldset").append(place);
  place.textContent = said;
}

document.addEventListener("input", (event) => {
  const ask = event.target.closest("[data-kind=costing]");
  if (ask) show(ask);
});
