// Read by htmx when it starts, so this is imported before it. Written by script, no page need repeat it.
// Words as htmx reads them: its indicator style is ours, and only hx-* names are looked at.
const meta = document.createElement("meta");
meta.name = "htmx-config";
meta.content = 'includeIndicatorCSS:false, prefix:""';
document.head.append(meta);
