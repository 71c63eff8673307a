// Builds the look into one folder: node build.mjs [OUT]   (default: dist)
//   app.css  app.js  icon.svg  inter-*.woff2  icons/NAME.svg
// and fails when a budget is passed or a word appears that old browsers or the CSP refuse.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "dist"));
const modules = join(here, "node_modules");
const target = ["chrome90", "firefox90", "safari15"];

const budget = { css: 22_000, js: 30_000, font: 59_000 }; // bytes; css and js as sent, gzipped
const refused = {
  css: [
    /!important/,
    /color-mix\(/,
    /@layer/,
    /@container/,
    /:has\(/,
    /https?:\/\/(?!www\.w3\.org)/,
  ],
  js: [/\beval\(/, /new Function\b/, /sourceMappingURL/],
};

function fail(sentence) {
  console.error(`ui: ${sentence}`);
  process.exit(1);
}

// Names are plain here; whoever serves the files gives them hashed names, in app.css too.
function fonts() {
  let size = 0;
  for (const subset of ["latin", "vietnamese"]) {
    const bytes = readFileSync(
      join(modules, `@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`),
    );
    writeFileSync(join(out, `inter-${subset}.woff2`), bytes);
    size += bytes.length;
  }
  return size;
}

function style() {
  const compiled = sass.compile(join(here, "scss/app.scss"), {
    loadPaths: [modules],
    quietDeps: true,
  });
  return esbuild.transformSync(compiled.css, { loader: "css", minify: true, target }).code;
}

function script() {
  const built = esbuild.buildSync({
    entryPoints: [join(here, "js/app.js")],
    bundle: true,
    format: "iife",
    minify: true,
    legalComments: "none",
    target,
    write: false,
  });
  return built.outputFiles[0].text;
}

// Only the paths: size, stroke and colour are the style sheet's.
function icons() {
  const names = readFileSync(join(here, "icons.txt"), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"));
  rmSync(join(out, "icons"), { recursive: true, force: true });
  mkdirSync(join(out, "icons"));
  for (const name of names) {
    const from = join(modules, `@tabler/icons/icons/outline/${name}.svg`);
    if (!existsSync(from)) fail(`icons.txt names ${name}, which Tabler has not`);
    const svg = readFileSync(from, "utf8");
    const paths = [...svg.matchAll(/<path d="([^"]+)" \/>/g)].map(
      (path) => `<path d="${path[1]}"/>`,
    );
    if (!paths.length) fail(`icon ${name} has no path`);
    writeFileSync(
      join(out, `icons/${name}.svg`),
      `<svg class="nr-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths.join("")}</svg>\n`,
    );
  }
  return names;
}

function check(kind, text) {
  for (const word of refused[kind]) {
    const at = text.search(word);
    if (at >= 0)
      fail(`app.${kind} has ${word} near “${text.slice(Math.max(0, at - 40), at + 40)}”`);
  }
  return gzipSync(text, { level: 9 }).length;
}

if (
  /"resolved"|https?:/.test(
    readFileSync(join(here, "package-lock.json"), "utf8").replace(/"url": "[^"]*"/g, ""),
  )
) {
  fail("package-lock.json names a registry; ui/.npmrc keeps npm from it");
}
mkdirSync(out, { recursive: true });
const css = style();
const js = script();
const size = { css: check("css", css), js: check("js", js), font: fonts() };
for (const kind of Object.keys(budget)) {
  if (size[kind] > budget[kind])
    fail(`${kind} has ${size[kind]} bytes, its budget is ${budget[kind]}`);
}
writeFileSync(join(out, "app.css"), css);
writeFileSync(join(out, "app.js"), js);
copyFileSync(join(here, "icon.svg"), join(out, "icon.svg"));
const iconNames = icons();
console.log(
  `ui: css ${size.css} of ${budget.css}, js ${size.js} of ${budget.js}, font ${size.font} of ${budget.font} bytes; ` +
    `${iconNames.length} icons`,
);
