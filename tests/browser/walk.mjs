// The main job, by keyboard alone: a document comes in, two rows are corrected, the plan is confirmed, a
// task is found without accents and taken away as a workbook. The same with script and without.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { onPage } from "./fixture.mjs";

export function walk(chromium, address, document, script) {
  const name = script ? "walk" : "walk-without-script";
  const settings = { viewport: { width: 1366, height: 768 }, javaScriptEnabled: script };
  return onPage(chromium, name, settings, async (page) => {
    const w = { page, script, address, keys: page.keyboard };

    await page.goto(address);
    await bringIn(w, document);
    const task = await correctLead(w);
    const deadline = await correctDeadline(w);
    await undoAndDoAgain(w, deadline);
    await confirm(w);
    const all = await find(w, task);
    await takeAway(w, task, all);
    await findAnywhere(w, task);
  });
}

// Keys ------------------------------------------------------------------------------------------------

const focused = ({ page }, selector) =>
  page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);

// Tab until the focus is there, as a person without a mouse.
async function tabTo(w, selector) {
  for (let i = 0; i < 200; i++) {
    if (await focused(w, selector)) return;
    await w.keys.press("Tab");
  }
  assert.fail(`no Tab leads to ${selector} of ${w.page.url()}`);
}
// Enter on what has the focus, and the page it leads to.
async function follow(w, selector) {
  await tabTo(w, selector);
  await leave(w, () => w.keys.press("Enter"));
}
async function leave(w, act) {
  const loaded = w.page.waitForEvent("load");
  await act();
  await loaded;
}
async function retype(w, selector, words) {
  await tabTo(w, selector);
  await w.keys.press("Control+a");
  await w.keys.type(words);
}

// What a page says --------------------------------------------------------------------------------------

const text = async ({ page }, selector) =>
  ((await page.locator(selector).first().textContent()) ?? "").replace(/\s+/g, " ").trim();
const value = ({ page }, selector) => page.locator(selector).inputValue();
const says = async (w, words) => assert.match(await text(w, "main"), words);
const open = ({ page }) => page.locator("a[data-nr-row][aria-current]").getAttribute("href");
const plain = (words) =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D");
// The first words of a name, as typed in haste.
const start = (name) => plain(name).split(/\s+/).slice(0, 6).join(" ").toLowerCase();
// The page of a row as another browser would get it now: it proves that the register has it.
async function kept(w, row) {
  const html = await (await w.page.request.get(new URL(row, w.address).href)).text();
  return html.replace(/\s+/g, " ");
}

const FOUND = "#ket-qua .nr-table__main a";

// The steps -----------------------------------------------------------------------------------------------

async function bringIn(w, document) {
  await follow(w, '.nr-nav a[href="/nhap"]');
  const chooser = w.page.waitForEvent("filechooser");
  await tabTo(w, "#tep");
  await w.keys.press("Enter");
  await (await chooser).setFiles(document);
  await tabTo(w, "[data-nr-send]");
  if (!w.script) {
    await leave(w, () => w.keys.press("Enter"));
  } else {
    // A slow line, so that there is something to see.
    const line = await w.page.context().newCDPSession(w.page);
    const speed = (bytes) => ({
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytes,
    });
    await line.send("Network.enable");
    await line.send("Network.emulateNetworkConditions", speed(statSync(document).size));
    await leave(w, async () => {
      await w.keys.press("Enter");
      await w.page.waitForFunction(() =>
        /Đã gửi \d+ %|Đang đọc tài liệu/.test(document.querySelector("[data-nr-said]")?.textContent ?? ""),
      );
      assert.ok(await w.page.locator("[data-nr-bar]").isVisible(), "the progress is not shown");
    });
    await line.send("Network.emulateNetworkConditions", speed(-1));
  }
  assert.match(w.page.url(), /\/nhap\/\d+/);
  await says(w, /còn [1-9]\d* dòng cần xem/);
  // Only tasks, the doubtful first: the first is open beside its passage.
  await follow(w, '.nr-chips a[href*="loai=nhiem-vu"]');
  assert.equal(await w.page.locator("a[data-nr-row]").first().getAttribute("data-nr-row"), "tentative");
  assert.ok(await w.page.locator(".nr-source .is-own").count(), "the row's passage is not marked");
}

// The form of the next doubtful row; its address.
async function enter(w) {
  const row = await open(w);
  if (w.script) {
    await w.keys.press("Enter");
    assert.ok(await focused(w, "#ten"), "Enter does not lead into the row");
  }
  return row;
}
const save = (w) => leave(w, () => w.keys.press(w.script ? "Control+Enter" : "Enter"));

async function correctLead(w) {
  const row = await enter(w);
  const name = await value(w, "#ten");

  await tabTo(w, "#lead-them");
  if (w.script) {
    await w.keys.type("so tai chi");
    await w.page.waitForSelector(".nr-combo__list:not([hidden]) [data-name='Sở Tài chính']");
    await w.keys.press("ArrowDown");
    await w.keys.press("Enter");
    assert.ok(await w.page.getByLabel("Sở Tài chính", { exact: true }).isChecked());
    await says(w, /Có thay đổi chưa lưu/);
  } else {
    await w.keys.type("Sở Tài chính");
  }
  await save(w);
  await says(w, /Đã lưu/);
  assert.notEqual(await open(w), row, "saving does not go on to the next row");
  assert.match(await kept(w, row), /checked><label for="lead-chip-\d+">Sở Tài chính</);
  return name;
}

async function correctDeadline(w) {
  const row = await enter(w);
  const before = await value(w, "#thoi-han");

  await retype(w, "#thoi-han", "Trước ngày 15/10/2026");
  if (w.script)
    await w.page.waitForFunction(() =>
      /14\/10\/2026/.test(document.querySelector("#thoi-han-hieu").textContent),
    );
  await save(w);
  await says(w, /Đã lưu/);
  const page = await kept(w, row);
  assert.match(page, /name="han" value="Trước ngày 15\/10\/2026"/);
  assert.match(page, /14\/10\/2026/, "the deadline is not read");
  return { row, before };
}

async function undoAndDoAgain(w, { row, before }) {
  if (w.script) await leave(w, () => w.keys.press("u"));
  else await follow(w, "[data-nr-key=u]");
  await says(w, /Đã hoàn tác/);
  assert.ok((await kept(w, row)).includes(`name="han" value="${before}"`), "undone, it is not as before");

  // The next doubtful row is this one again.
  while ((await open(w)).split("?")[0] !== row.split("?")[0])
    if (w.script) await leave(w, () => w.keys.press("j"));
    else await follow(w, `a[data-nr-row][href^="${row.split(/[?#]/)[0]}"]`);
  await enter(w);
  await retype(w, "#thoi-han", "Trước ngày 15/10/2026");
  await save(w);
  assert.match(await kept(w, row), /value="Trước ngày 15\/10\/2026"/);
}

async function confirm(w) {
  await follow(w, '.nr-stick a[href*="/xac-nhan"]');
  await says(w, /Sau khi xác nhận: phiên bản 1/);
  await follow(w, 'form[action$="/xac-nhan"] button');
  assert.match(w.page.url(), /\/ke-hoach\/\d+/);
  await says(w, /Đã xác nhận kế hoạch/);
}

async function find(w, name) {
  await follow(w, '.nr-nav a[href="/nhiem-vu"]');
  const all = await count(w);
  await filter(w, start(name));
  await w.page.locator(FOUND, { hasText: name }).waitFor();
  assert.ok((await count(w)) < all, "the filter does not filter");
  assert.equal(await count(w), await w.page.locator(FOUND).count());
  return all;
}

// What the list says of itself: "trong 36 nhiệm vụ".
const count = async (w) => Number((await text(w, ".nr-count")).match(/trong ([\d.]+) nhiệm vụ/)[1]);

// Types into the search of the list. With script the list follows, and the field keeps the focus.
async function filter(w, words) {
  await tabTo(w, "#q");
  await w.keys.press("Control+a");
  if (words) await w.keys.type(words);
  else await w.keys.press("Delete");
  if (!w.script) return leave(w, () => w.keys.press("Enter"));
  await w.page.waitForURL((url) => (url.searchParams.get("q") ?? "") === words);
  assert.ok(await focused(w, "#q"), "the list took the focus from the field");
}

async function takeAway(w, name, all) {
  const names = await workbook(await download(w, 'a[href*="/nhiem-vu.xlsx"]'));
  assert.equal(names.length, await count(w), "the workbook has other rows than the page");
  assert.ok(names.includes(name), "the workbook has not the task that was found");

  // All tasks: more than a page holds.
  await filter(w, "");
  await w.page.locator(".nr-count", { hasText: `trong ${all} nhiệm vụ` }).waitFor();
  const csv = readFileSync(await download(w, 'a[href*="/nhiem-vu.csv"]'), "utf8");
  assert.ok(csv.startsWith("\ufeffSố,Nhiệm vụ,"), "the CSV has not its head");
  assert.ok(csv.includes(name), "the CSV has not the task");
  const quoted = (csv.match(/"/g) ?? []).length;
  const lines = csv.replace(/"[^"]*"/g, "").trim().split("\n").length; // a cell may have lines
  assert.ok(quoted % 2 === 0 && lines - 1 === all, `the CSV has ${lines - 1} tasks, the page ${all}`);
}

async function download(w, selector) {
  await tabTo(w, selector);
  const [file] = await Promise.all([w.page.waitForEvent("download"), w.keys.press("Enter")]);
  return file.path();
}

// The column of names, by Python's own zip.
const PYTHON = `import sys, zipfile
sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml"))`;
const signs = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
async function workbook(path) {
  const sheet = execFileSync("python3", ["-c", PYTHON, path], { encoding: "utf8" });
  const names = [...sheet.matchAll(/<c r="B\d+"[^>]*>.*?<t[^>]*>([^<]*)</gs)].map((cell) =>
    cell[1].replace(/&(\w+);/g, (all, sign) => signs[sign] ?? all),
  );
  return names.slice(names.indexOf("Nhiệm vụ") + 1);
}

async function findAnywhere(w, name) {
  await tabTo(w, "#tim");
  await w.keys.type(start(name));
  await leave(w, () => w.keys.press("Enter"));
  await says(w, /kết quả, sát nhất trước/);
  await follow(w, '.nr-hit a[href^="/nhiem-vu/"]');
  assert.ok((await text(w, "h1")).endsWith(name), "the task that was found is another");
}
