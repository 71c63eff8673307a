// Filters are sent by htmx as they change. The address holds only what is set; the list says it is busy;
// links to the same list in another form (data-nr-query) follow.
export function filter() {
  document.addEventListener("htmx:config:request", (event) => {
    const { sourceElement, request } = event.detail.ctx;
    if (!sourceElement.matches("[data-nr-filter]") || !request.body) return;
    for (const [name, value] of [...request.body]) if (value === "") request.body.delete(name);
  });
  document.addEventListener("htmx:after:history:push", () => {
    for (const link of document.querySelectorAll("a[data-nr-query]")) link.search = location.search;
  });
  const busy = (event) => {
    const { target } = event.detail.ctx;
    if (target instanceof Element)
      target.setAttribute("aria-busy", String(event.type === "htmx:before:request"));
  };
  document.addEventListener("htmx:before:request", busy);
  document.addEventListener("htmx:finally:request", busy);
}
