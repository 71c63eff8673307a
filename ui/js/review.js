// The review by keyboard alone, and the field's own words lit up in the passage.
//   J ↓  K ↑   next, previous row        Enter  into the row's first field     Esc  out of it
//   X    drop the row                    U      undo                           ?    this list
//   Ctrl+Enter  save and go to the next row that needs a look
// Letters work outside fields only and can be turned off in the list of keys (WCAG 2.1.4).
const OFF = "nr-keys-off";

export function review(root) {
  const box = root.querySelector("[data-nr-review]");
  if (!box) return;
  const form = box.querySelector("form");
  const title = box.querySelector("[data-nr-focus]");
  const rows = [...box.querySelectorAll("[data-nr-row]")];
  const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const help = document.querySelector("dialog[data-nr-keys]");

  reveal(rows[at]);
  reveal(box.querySelector(".is-own"));
  // The browser gives the focus to the row's part of the page, now or later: it is the title's. An error
  // summary keeps it.
  const open = title?.closest(".nr-review__open");
  open?.addEventListener("focus", () => title.focus({ preventScroll: true }));
  if (open && document.activeElement === open) title.focus({ preventScroll: true });
  passage(box);

  if (help?.showModal) dialog(help);
  const press = (key) => document.querySelector(`button[data-nr-key=${key}]`)?.click();
  const go = (step) => rows[at + step]?.click();
  const letters = {
    j: () => go(1),
    k: () => go(-1),
    x: () => press("x"),
    u: () => press("u"),
    "?": () => help?.showModal?.(),
  };
  const others = { ArrowDown: letters.j, ArrowUp: letters.k };
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.isComposing || event.defaultPrevented || help?.open) return;
    if (key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      return form.requestSubmit(form.querySelector("button"));
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, select, textarea")) {
      if (key === "Escape") title?.focus();
      return;
    }
    let act = others[key];
    if (key === "Enter" && (target === title || target === document.body || target === rows[at])) {
      act = () => form?.querySelector("textarea, input:not([type=hidden])").focus();
    } else if (!localStorage.getItem(OFF)) {
      act ??= letters[key.toLowerCase()];
    }
    // The passage scrolls by arrows while it has the focus.
    if (!act || (key.startsWith("Arrow") && target.closest(".nr-source"))) return;
    event.preventDefault();
    act();
  });
}

// Scrolls the pane, never the page.
function reveal(part) {
  const pane = part?.closest(".nr-rows, .nr-source");
  if (!pane) return;
  const frame = pane.getBoundingClientRect();
  const own = part.getBoundingClientRect();
  if (own.top < frame.top || own.bottom > frame.bottom)
    pane.scrollTop += own.top - frame.top - frame.height / 4;
}

function passage(box) {
  const light = (event) => {
    const part = event.target.closest("[data-nr-part]")?.dataset.nrPart;
    for (const mark of box.querySelectorAll("mark[data-nr-part]")) {
      const on = event.type === "focusin" && mark.dataset.nrPart === part;
      mark.classList.toggle("is-on", on);
      if (on) reveal(mark);
    }
  };
  box.addEventListener("focusin", light);
  box.addEventListener("focusout", light);
}

function dialog(help) {
  const off = help.querySelector("input[type=checkbox]");
  off.checked = !localStorage.getItem(OFF);
  off.addEventListener("change", () =>
    off.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"),
  );
  for (const button of document.querySelectorAll("[data-nr-help]")) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
}
