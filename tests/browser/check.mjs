// usage: node check.mjs NAMRO [walk|pages]   (the program; one part alone)
import { browser, corpus, newFolder, root, serve } from "./fixture.mjs";
import { walk } from "./walk.mjs";

const only = process.argv[3];
const plan = corpus("seeds/002/source.txt");
let bad = 0;

async function part(name, run) {
  const start = performance.now();
  const told = (word) =>
    console.log(`${word.padEnd(4)} ${((performance.now() - start) / 1000).toFixed(1)} s  ${name}`);
  try {
    await run();
    told("ok");
  } catch (error) {
    bad++;
    told("NOT");
    console.log(String(error.stack).replace(/^/gm, "     "));
  }
}
// Each on a register and a server of its own.
async function onServer(run) {
  const server = await serve(newFolder());
  try {
    await run(server.address);
  } finally {
    await server.stop();
  }
}

const chromium = await browser();
if (!plan) console.log("not run: the walk through a real plan: ../shared/corpus is not there");
const document = plan ?? `${root}/data/sample/ke-hoach-25.docx`;
if (only !== "pages") {
  await part("the main job, with script", () => onServer((at) => walk(chromium, at, document, true)));
  await part("the main job, without", () => onServer((at) => walk(chromium, at, document, false)));
}
await chromium.close();
process.exit(bad ? 1 : 0);
