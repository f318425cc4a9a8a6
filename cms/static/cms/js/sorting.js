// Sorting with bins: tap a card and then a bin, or drag it, or use the keyboard. The
// selects are hidden and keep the answer; lesson.js loads this where cards are sorted.

/** Which cards lie in their bin, by id. As `judge` in learning/activities/sorting.py. */
export function grade({ cards }, answer) {
  return Object.fromEntries(cards.map(({ id, bin }) => [id, answer[id] === bin]));
}

const make = (tag, properties, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};

/** Put bins in the place of the selects of one question, unless they are there. */
export function comfort(ask) {
  if (ask.querySelector(".bin")) return;
  const rows = [...ask.querySelectorAll(".row")];
  const told = make("p", { className: "visually-hidden" });
  told.setAttribute("role", "status");
  const left = make("b");
  const pile = zone("", make("p", {}, `${ask.dataset.pile} `, left));
  const bins = [...rows[0].querySelectorAll("option")].slice(1).map(({ value, text }) => {
    const button = make("button", { type: "button", className: "button quiet" }, text);
    button.setAttribute("aria-label", `${ask.dataset.lay}: ${text}`);
    return zone(value, button);
  });
  let chosen;

  function zone(value, head) {
    const made = make("div", { className: "bin" }, head);
    made.dataset.bin = value;
    made.onclick = ({ target, detail }) => {
      if (!target.closest(".choice") && chosen) lay(chosen, made, !detail);
    };
    return made;
  }

  const waiting = () => [...pile.querySelectorAll(".choice")];
  const choose = (card) => {
    chosen?.setAttribute("aria-pressed", false);
    chosen = card;
    card?.setAttribute("aria-pressed", true);
  };
  // One card at a time, so that the bins are not far away on a phone.
  const tidy = () => {
    waiting().forEach((card, at) => (card.hidden = at > 0));
    left.textContent = waiting().length;
    choose(waiting()[0]);
  };
  const lay = (card, to, byKey) => {
    card.hidden = false;
    card.select.value = to.dataset.bin;
    card.select.dispatchEvent(new Event("change", { bubbles: true }));
    card.style.touchAction = to === pile ? "none" : "";
    to.append(card);
    told.textContent = `${card.textContent}: ${to.firstElementChild.textContent}`;
    tidy();
    if (byKey) (chosen || ask.querySelector("[name=check]") || card).focus();
  };

  for (const row of rows) {
    const card = make("button", { type: "button", className: "choice" }, row.firstElementChild.textContent);
    card.select = row.querySelector("select");
    card.setAttribute("aria-pressed", false);
    card.onclick = () => card.dragged || choose(card);
    card.onpointerdown = (event) => drag(card, event);
    const its = bins.find((bin) => bin.dataset.bin === card.select.value) || pile;
    if (its === pile) card.style.touchAction = "none"; // others scroll the page
    its.append(card);
    row.hidden = true;
  }

  function drag(card, down) {
    if (down.button || (down.pointerType === "touch" && !pile.contains(card))) return;
    card.dragged = false;
    card.setPointerCapture(down.pointerId);
    card.onpointermove = ({ clientX, clientY }) => {
      const [x, y] = [clientX - down.clientX, clientY - down.clientY];
      if (!card.dragged && Math.hypot(x, y) < 8) return; // a finger trembles
      card.dragged = true;
      Object.assign(card.style, { translate: `${x}px ${y}px`, position: "relative", zIndex: 1, pointerEvents: "none" });
    };
    card.onpointerup = card.onpointercancel = ({ type, clientX, clientY }) => {
      card.onpointermove = card.onpointerup = card.onpointercancel = null;
      const under = document.elementFromPoint(clientX, clientY)?.closest(".bin");
      Object.assign(card.style, { translate: "", position: "", zIndex: "", pointerEvents: "" });
      if (card.dragged && type === "pointerup" && ask.contains(under)) lay(card, under);
      setTimeout(() => (card.dragged = false)); // after the click that follows
    };
  }

  rows[0].before(pile, ...bins, told);
  tidy();
}
