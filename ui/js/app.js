// Everything a page does by script. Each module looks for its own data-nr-* and does nothing without.
import "./htmx-config.js";
import "htmx.org";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { combo } from "./combo.js";
import { filter } from "./filter.js";
import { guard } from "./guard.js";
import { page } from "./page.js";
import { review } from "./review.js";
import { upload } from "./upload.js";

function enhance(root) {
  for (const summary of root.querySelectorAll("[data-module=govuk-error-summary]"))
    new ErrorSummary(summary);
  page(root);
  guard(root);
  combo(root);
  review(root);
  upload(root, replace);
}

// An answer that is the same page with what is wrong in it.
function replace(answer) {
  const main = document.importNode(answer.querySelector("main"), true);
  document.title = answer.title;
  document.querySelector("main").replaceWith(main);
  enhance(main);
}

document.documentElement.classList.add("nr-js");
document.body.classList.add("govuk-frontend-supported");
filter();
enhance(document);
