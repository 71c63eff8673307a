// ARIA 1.2 combobox over a text field: the server's hits below it, the chosen one becomes a ticked chip.
// Without script the field is sent as typed and the server finds the body.
let count = 0;

export function combo(root) {
  for (const box of root.querySelectorAll("[data-nr-combo]")) one(box);
}

function one(box) {
  const input = box.querySelector("input");
  const chips = box.parentElement.querySelector(".nr-pick__list");
  const list = document.createElement("ul");
  const said = document.createElement("span");
  let waiting = 0;
  let asked = null;
  let active = null;

  list.className = "nr-combo__list";
  list.id = `nr-combo-${++count}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  said.className = "nr-hide";
  said.setAttribute("role", "status");
  box.append(list, said);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const mark = (option) => {
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(null);
  };
  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    show(false);
  };
  const fill = (html) => {
    const hits = [
      ...new DOMParser().parseFromString(html, "text/html").querySelectorAll("[data-id]"),
    ];
    list.replaceChildren(
      ...hits.map((hit, at) => {
        hit.id = `${list.id}-${at}`;
        hit.setAttribute("role", "option");
        hit.setAttribute("aria-selected", "false");
        return hit;
      }),
    );
    said.textContent = hits.length
      ? box.dataset.some.replace("#", String(hits.length))
      : box.dataset.none;
    show(hits.length > 0);
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const url = new URL(box.dataset.nrCombo, location.href);
    url.searchParams.set("q", input.value);
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true" }, signal: asked.signal });
      if (answer.ok) fill(await answer.text());
    } catch {
      // Overtaken by the next letter, or no network: the field still works as typed.
    }
  };
  const choose = (option) => {
    const { id, name } = option.dataset;
    let chip = [...chips.querySelectorAll("input")].find((known) => known.value === id);
    if (!chip) {
      const item = document.createElement("li");
      const label = document.createElement("label");
      chip = document.createElement("input");
      chip.type = "checkbox";
      chip.name = box.dataset.name;
      chip.value = id;
      chip.id = `${list.id}-chip-${id}`;
      label.htmlFor = chip.id;
      label.textContent = name;
      item.className = "nr-pick__item";
      item.append(chip, label);
      chips.append(item);
    }
    chip.checked = true;
    input.value = "";
    said.textContent = name;
    close();
    chip.dispatchEvent(new Event("input", { bubbles: true }));
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.value.trim()) waiting = setTimeout(ask, 150);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const options = [...list.children];
    const at = options.indexOf(active);
    const keys = {
      ArrowDown: () => {
        if (list.hidden) ask();
        else mark(options[(at + 1) % options.length]);
        return true;
      },
      ArrowUp: () => {
        if (list.hidden) return false;
        mark(options[(at <= 0 ? options.length : at) - 1]);
        return true;
      },
      Enter: () => {
        if (!active) return false;
        choose(active);
        return true;
      },
      Escape: () => {
        if (list.hidden) return false;
        close();
        return true;
      },
    };
    // A key that did nothing here is left to the page: Enter saves, Escape leaves the field.
    if (keys[event.key]?.()) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}
