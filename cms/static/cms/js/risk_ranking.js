// Risk ranking: a risk that is half answered opens, so that she finds what is missing.
const open = () => {
  for (const risk of document.querySelectorAll("[data-kind=risk_ranking] details")) {
    const sides = [...risk.querySelectorAll("select")].map((each) => each.value);
    const isHalf = sides.some(Boolean) && !sides.every(Boolean);
    if (isHalf) risk.open = true;
    risk.querySelector("summary").classList.toggle("weighed", sides.every(Boolean));
  }
};
document.addEventListener("change", open);
open();
