// Read by htmx when it starts, so this is imported before it. Written by script, no page need repeat it.
// Its indicator style is ours, only hx-* names are looked at, and Back loads the page anew, so that what
// script does to a page is done again.
const meta = document.createElement("meta");
meta.name = "htmx-config";
meta.content = 'includeIndicatorCSS:false, prefix:"", history:"reload"';
document.head.append(meta);
