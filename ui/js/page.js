// Header menu on phones, folded filters, print.
export function page(root) {
  for (const button of root.querySelectorAll("[data-nr-menu]")) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
    });
  }
  // Filters come open, for where no script runs; on phones they fold unless some are set.
  const phone = matchMedia("(max-width: 47.99em)").matches;
  for (const fold of root.querySelectorAll("details[data-nr-fold]")) {
    fold.open = !phone || fold.dataset.nrFold === "set";
  }
  for (const button of root.querySelectorAll("[data-nr-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
