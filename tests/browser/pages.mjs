// Every page of routes.def, empty, full and wrong: nothing for axe to find, no wider than the screen, each
// element that Tab reaches is reached, in sight and looks focused, the browser has nothing to complain of.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { axePath, command, newFolder, onPage, onServer, root } from "./fixture.mjs";

const SHOTS = process.env.SHOTS; // a folder for a picture of every page
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const routes = [
  ...readFileSync(`${root}/src/web/routes.def`, "utf8").matchAll(/^ROUTE\((\w+), "([^"]+)"/gm),
].map(([, method, path]) => ({ method, path, fixed: path.split("/").filter((p) => p[0] !== ":").length }));
const routeOf = (method, path) =>
  routes
    .filter((route) => route.method === method && matches(route.path, path))
    .sort((a, b) => b.fixed - a.fixed)[0];
const matches = (pattern, path) =>
  new RegExp(`^${pattern.replace(/\./g, "\\.").replace(/:[^/]+/g, "[^/]+")}$`).test(path);

// Drafts in the order they come in: 1 is confirmed, 2 waits and bears the same number, 3 is for trying
// whatever can be done to a draft, 4 and 5 make the lists longer than a page, 6 is a plan without a name.
export function fill(folder) {
  const sample = (kind) => `${root}/data/sample/ke-hoach-25.${kind}`;
  const golden = ["cai-cach-thang.md", "nam-hoc-word.htm"].map((file) => `${root}/tests/golden/${file}`);

  const nameless = `${folder}.md`;
  writeFileSync(nameless, "| Nhiệm vụ | Cơ quan chủ trì |\n|---|---|\n| Lập dự toán số hóa | Sở Tài chính |\n");
  command(folder, "import", ...["docx", "txt", "pdf"].map(sample), ...golden, nameless);
  for (const draft of ["1", "4", "5", "6"]) command(folder, "confirm", draft);
  return folder;
}

// How many pages were seen. `brief`: only what they look like, for a second language.
export async function pages(chromium, filled, { width, lang, brief = false }) {
  const findings = [];
  const asked = new Set();
  const settings = { viewport: { width, height: 768 } };
  let seen = 0;

  await onPage(chromium, `pages-${width}-${lang}`, settings, async (page) => {
    const note = (method, url) => asked.add(routeOf(method, new URL(url).pathname));
    const see = async (name) => {
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name.replace(/\W+/g, "-")}.${width}.png`, fullPage: true });
      findings.push(...(await inspect(page, !brief)).map((what) => `${name}: ${what}`));
      seen++;
    };
    const context = page.context();
    await context.addInitScript({ path: axePath });
    await context.addCookies([{ name: "lang", value: lang, url: "http://127.0.0.1" }]);
    context.on("response", (answer) => note(answer.request().method(), answer.url()));
    page.on("dialog", (dialog) => dialog.accept());

    await onServer(newFolder(), (address) => emptyPages(page, address, see));
    const folder = newFolder();
    cpSync(filled, folder, { recursive: true });
    await onServer(folder, async (address) => {
      await fullPages(page, address, see);
      await wrongPages(page, address, see);
      if (brief) return;
      await printed(page, address);
      await files(page, address, note);
      await emptyForms(page, address, see);
    });
  });
  for (const route of routes.filter((one) => !brief && !asked.has(one)))
    findings.push(`pages.mjs opens no page of ${route.method} ${route.path}`);
  if (findings.length) throw new Error(findings.join("\n"));
  return seen;
}

// The pages -----------------------------------------------------------------------------------------------

const LISTS = ["/ke-hoach", "/nhiem-vu", "/chi-tieu", "/co-quan", "/van-ban"];

async function emptyPages(page, address, see) {
  for (const path of ["/", ...LISTS, "/nhap", "/tim", "/tim?q=so+lieu"]) {
    await page.goto(address + path);
    await see(`empty ${path}`);
  }
}

async function fullPages(page, address, see) {
  const open = async (path) => {
    await page.goto(address + path);
    await see(path);
  };
  for (const path of ["/", ...LISTS, "/nhap", "/tim?q=du+lieu", "/tim?q=khongcochunay"]) await open(path);
  await open("/nhiem-vu?trang=2&xep=han&vai=moi");
  for (const list of LISTS.filter((path) => path !== "/ke-hoach")) await open(`${list}?q=khongcochunay`);
  for (const list of LISTS) {
    await page.goto(address + list + (list === "/co-quan" ? "?viec=1" : ""));
    await open(await page.locator("main .nr-table__main a").first().getAttribute("href"));
  }
  for (const path of ["", "?loai=nhiem-vu", "?muc=bo", "/van-ban", "/xac-nhan"]) await open(`/nhap/2${path}`);
  await open("/nhap/1");
  const row = await firstRow(page, address, 2);
  for (const path of [row, `${row}/tach`]) await open(path);

  // What opens in a page.
  await page.goto(address + row);
  await page.keyboard.press("?");
  await page.locator("dialog[open]").waitFor();
  await see("the list of keys");
  await page.goto(address + row);
  await page.fill("#thoi-han", "Quý III/2026");
  await page.locator("#thoi-han-hieu", { hasText: "30" }).waitFor();
  await page.locator("#lead-them").pressSequentially("so tai");
  await page.locator(".nr-combo__list:not([hidden])").waitFor();
  await page.keyboard.press("ArrowDown");
  await see("the picker, open");
  await page.goto(address + (await firstRow(page, address, 2, "chi-tieu")));
  await page.fill("#gia-tri", "ít nhất 45");
  await page.locator("#chi-tieu-hieu", { hasText: "45" }).waitFor();
  await see("a target, read while typed");
  await page.goto(`${address}/nhiem-vu`);
  if (await page.locator("[data-nr-menu]").isVisible()) {
    await page.click("[data-nr-menu]");
    await page.locator(".nr-nav").waitFor();
    await see("the menu, open");
  }
}

async function firstRow(page, address, draft, kind = "nhiem-vu") {
  await page.goto(`${address}/nhap/${draft}?loai=${kind}`);
  const url = await page.locator("a[data-nr-row]").first().getAttribute("href");
  return url.split(/[?#]/)[0];
}

async function wrongPages(page, address, see) {
  for (const path of ["/khong-co-trang-nay", "/nhiem-vu/999999", "/nhiem-vu?trang=khong", "/nhap/x"]) {
    await page.goto(address + path);
    await see(path);
  }
  await page.goto(`${address}/nhap`);
  await page.setInputFiles("#tep", { name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-") });
  await page.click("[data-nr-send]");
  await page.locator(".govuk-error-summary").waitFor();
  await see("a file that cannot be read");

  const row = await firstRow(page, address, 2);
  const send = async (field, words, button) => {
    await page.fill(field, words);
    await Promise.all([page.waitForEvent("load"), page.click(button)]);
  };
  await page.goto(address + row);
  await send("#ten", "", ".nr-stick__main");
  await page.locator("#ten-loi").waitFor();
  await see("a row with an error");

  // Somebody else saves the row meanwhile.
  await page.goto(address + row);
  const other = await page.context().newPage();
  await other.goto(address + row);
  await other.fill("#ten", "Tên do người khác sửa");
  await Promise.all([other.waitForEvent("load"), other.click(".nr-stick__main")]);
  await other.close();
  await send("#ten", "Tên do người này sửa", ".nr-stick__main");
  await page.locator("mark").first().waitFor();
  await see("two who change a row");
}

// What answers no page.
async function files(page, address, note) {
  for (const path of ["/nhiem-vu.xlsx", "/nhiem-vu.csv", "/van-ban/1/tep"]) {
    const answer = await page.request.get(address + path);
    assert.equal(answer.status(), 200, path);
    assert.doesNotMatch(answer.headers()["content-type"], /html/, path);
    note("GET", answer.url());
  }
}

async function printed(page, address) {
  await page.emulateMedia({ media: "print" });
  for (const path of ["/nhiem-vu", "/nhap/2"]) {
    await page.goto(address + path);
    for (const part of await page.locator("button, nav a, input[type=search]").all())
      assert.ok(!(await part.isVisible()), `${path}, printed, shows ${await part.innerHTML()}`);
    const paper = await page.pdf({ format: "A4" });
    assert.ok(paper.subarray(0, 5).toString() === "%PDF-" && paper.length > 10_000, `${path} makes no PDF`);
  }
  await page.emulateMedia({ media: null });
}

// Every form sent without anything in it: an error or the next page, never something broken.
async function emptyForms(page, address, see) {
  const row = (await firstRow(page, address, 3)).split("/").pop();
  const id = { nhap: 3, "co-quan": 1, "van-ban": 1 };
  for (const { path } of routes.filter((route) => route.method === "POST")) {
    const to = path.replace(/:id/, id[path.split("/")[1]]).replace(/:row/, row).replace(/:[^/]+/, "1");
    await page.goto(`${address}/tim`);
    await Promise.all([
      page.waitForEvent("load"),
      page.evaluate((action) => {
        const form = document.createElement("form");
        Object.assign(form, { method: "post", action });
        document.body.append(form);
        form.submit();
      }, to),
    ]);
    await see(`POST ${to}, empty`);
  }
}

// What holds on each ----------------------------------------------------------------------------------------

async function inspect(page, focus) {
  const findings = await page.evaluate(async (rules) => {
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id} ${node.target}`));
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth > innerWidth) found.push(`${scrollWidth} px wide on ${innerWidth}`);
    return found;
  }, RULES);
  if (!focus) return findings;
  const stops = await page.evaluate(watchFocus);
  for (let i = 0; i < stops + 2; i++) await page.keyboard.press("Tab");
  return findings.concat(await page.evaluate(() => window.nrFocus()));
}

// In the page. Looks at each element as it gets and loses the focus; nrFocus() says what was wrong and what
// was never reached. Returns how many elements are to be reached.
function watchFocus() {
  const wrong = new Set();
  const reached = new Set();
  const name = (e) => `${e.tagName.toLowerCase()} ${e.id || e.name || e.className} “${e.textContent.trim().slice(0, 30)}”`;
  const area = document.querySelector("dialog[open]") ?? document;
  const group = (e) => (e.type === "radio" ? `${e.form?.id} ${e.name}` : e);
  const stops = [
    ...area.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']"),
  ].filter((e) => e.type !== "hidden" && !e.disabled && e.tabIndex >= 0 && e.checkVisibility());

  // A ticked box shaped as a chip shows the focus on its label.
  const parts = (e) => [e, ...(e.labels ?? [])];
  const look = (e) =>
    parts(e)
      .flatMap((part) => [null, "::before", "::after"].map((pseudo) => getComputedStyle(part, pseudo)))
      .map((s) => {
        const ring = s.outlineStyle !== "none" && !/^rgba.* 0\)$/.test(s.outlineColor) && s.outlineWidth + s.outlineColor;
        return [ring, s.boxShadow, s.backgroundColor, s.borderColor].join();
      })
      .join();
  const inSight = (e) =>
    parts(e).some((part) =>
      [...part.getClientRects()].some((box) =>
        [0.1, 0.5, 0.9].some((at) => {
          const y = Math.max(box.top, 0) * (1 - at) + Math.min(box.bottom, innerHeight) * at;
          return part.contains(document.elementFromPoint(box.left + Math.min(box.width, 40) / 2, y));
        }),
      ),
    );
  let focused = null;
  document.addEventListener("focusin", ({ target }) => {
    focused = { look: look(target), seen: inSight(target) };
    reached.add(group(target));
  });
  document.addEventListener("focusout", ({ target }) => {
    if (focused?.look === look(target)) wrong.add(`${name(target)} does not show the focus`);
    if (focused && !focused.seen && !inSight(target)) wrong.add(`${name(target)} has the focus out of sight`);
  });
  window.nrFocus = () => {
    for (const stop of stops) if (!reached.has(group(stop))) wrong.add(`Tab does not reach ${name(stop)}`);
    return [...wrong];
  };
  return stops.length;
}
