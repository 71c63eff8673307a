// Asks before what was typed is lost, and says that it is not saved yet.
export function guard(root) {
  for (const form of root.querySelectorAll("form[data-nr-guard]")) {
    const state = document.getElementById(form.dataset.nrGuard);
    const saved = state?.textContent;
    let changed = false;
    const leave = (event) => {
      event.preventDefault();
      event.returnValue = ""; // Chrome before 119
    };
    const set = (now) => {
      if (now === changed) return;
      changed = now;
      if (state) state.textContent = now ? state.dataset.nrUnsaved : saved;
      (now ? addEventListener : removeEventListener)("beforeunload", leave);
    };
    form.addEventListener("input", () => set(true));
    form.addEventListener("submit", () => set(false));
  }
}
