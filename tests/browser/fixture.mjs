// What the tests share: the real server on a free port with a data folder of its own, and a browser.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const fromUi = createRequire(join(root, "ui/package.json"));
const { chromium } = fromUi("playwright-core");
export const axePath = fromUi.resolve("axe-core/axe.min.js");

export const namro = resolve(process.argv[2] ?? join(root, "build/namro"));
const scratch = mkdtempSync(join(tmpdir(), "namro-browser-"));
const running = new Set();
let folders = 0;

// Nothing of ours outlives us, however we end.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(scratch, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

export const newFolder = () => join(scratch, `data-${++folders}`);
export const command = (folder, name, ...words) =>
  execFileSync(namro, [name, "--data", folder, ...words], { encoding: "utf8" });

// Runs run(address) on a server, and fails if that ended badly or complained: a form that was refused
// (namro: REFERENCE 422 …) is no complaint.
export async function onServer(folder, run) {
  const child = spawn(namro, ["serve", "--data", folder, "--listen", "127.0.0.1:0"]);
  const ended = new Promise((done) => child.once("close", (code) => done(code)));
  let said = "";
  let complaint = "";
  running.add(child);
  child.stderr.on("data", (bytes) => (complaint += bytes));
  const address = await new Promise((done, fail) => {
    ended.then(() => fail(new Error(`the server did not start: ${complaint}`)));
    child.stdout.on("data", (bytes) => {
      const at = (said += bytes).match(/http:\/\/127\.0\.0\.1:\d+(?=\/\n)/);
      if (at) done(at[0]);
    });
  });
  let result;
  try {
    result = await run(address);
  } finally {
    child.kill("SIGTERM");
    await ended;
    running.delete(child);
  }
  complaint = complaint.replace(/^namro: [A-Z]{8} 4\d\d .*\n/gm, "");
  assert.equal(`${child.exitCode} ${complaint}`, "0 ", "how the server ended");
  return result;
}

export function browser() {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    env: { ...process.env, HOME: scratch, MALLOC_PERTURB_: "0" }, // meson's is for namro
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

// Runs run(page) in a context of its own, and fails if the browser complained: of script, of the CSP, of
// files that are not there. What the server answers on purpose (a form with an error in it) is no complaint.
export async function onPage(chromium, name, settings, run) {
  const context = await chromium.newContext(settings);
  const page = await context.newPage();
  const complaints = [];
  page.setDefaultTimeout(10_000);
  page.on("console", (message) => {
    const answered = /^Failed to load resource: .* status of 4(04|09|22)/.test(message.text());
    if (message.type() === "error" && !answered)
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
  try {
    await run(page);
    assert.deepEqual(complaints, []);
  } catch (error) {
    if (existsSync("meson-logs"))
      await page.screenshot({ path: `meson-logs/browser-${name}.png` }).catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
}

export const corpus = (path) => {
  const whole = join(root, "../shared/corpus", path);
  return existsSync(whole) ? whole : null;
};
