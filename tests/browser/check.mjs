// usage: node check.mjs NAMRO [WORDS]   (the program; only the parts whose name has these words)
import { browser, corpus, newFolder, onServer, root } from "./fixture.mjs";
import { fill, pages } from "./pages.mjs";
import { walk } from "./walk.mjs";

const wanted = process.argv[3] ?? "";
const plan = corpus("seeds/002/source.txt");
let bad = 0;

async function part(name, run) {
  if (!name.includes(wanted)) return;
  const start = performance.now();
  const told = (word, more = "") =>
    console.log(`${word.padEnd(4)} ${((performance.now() - start) / 1000).toFixed(1)} s  ${name}${more}`);
  try {
    const seen = await run();
    told("ok", seen ? `: ${seen} pages` : "");
  } catch (error) {
    bad++;
    told("NOT");
    console.log(String(error.stack).replace(/^/gm, "     "));
  }
}

const chromium = await browser();
if (!plan) console.log("not run: the walk through a real plan: ../shared/corpus is not there");
const document = plan ?? `${root}/data/sample/ke-hoach-25.docx`;
const filled = fill(newFolder());
await Promise.all(
  [true, false].map((script) =>
    part(`walk with${script ? "" : "out"} script`, () =>
      onServer(newFolder(), (address) => walk(chromium, address, document, script)),
    ),
  ),
);
await Promise.all(
  [
    { width: 1366, lang: "vi" },
    { width: 360, lang: "vi" },
    { width: 360, lang: "en", brief: true },
  ].map((look) =>
    part(`pages at ${look.width} px, ${look.lang}`, () => pages(chromium, filled, look)),
  ),
);
await chromium.close();
process.exit(bad ? 1 : 0);
