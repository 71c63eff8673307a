// Header menu on phones, folded filters, print.
export function page(root) {
  // Without script it is a link to the menu.
  for (const menu of root.querySelectorAll("[data-nr-menu]")) {
    menu.setAttribute("role", "button");
    menu.setAttribute("aria-expanded", "false");
    const turn = (event) => {
      event.preventDefault();
      menu.setAttribute("aria-expanded", String(menu.getAttribute("aria-expanded") !== "true"));
    };
    menu.addEventListener("click", turn);
    menu.addEventListener("keydown", (event) => event.key === " " && turn(event));
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
