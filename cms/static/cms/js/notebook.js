// A page of the notebook: it stays on this phone, and only where she alone uses it
// (<html data-own-phone>; lesson.js loads this file nowhere else).
for (const notebook of document.querySelectorAll("[data-notebook]")) {
  const key = `palabre.notebook.${notebook.dataset.notebook}`;
  const page = document.createElement("textarea");
  page.rows = 4;
  page.setAttribute("aria-label", notebook.querySelector("p").textContent);
  try {
    page.value = localStorage[key] || "";
    page.addEventListener("input", () => (localStorage[key] = page.value));
    notebook.append(page);
  } catch {
    // A browser that keeps nothing gets no page that would lose her words.
  }
}
