// Give hostile text to everything that scripts of our pages read: the address, fields, what is pasted, what the browser
// keeps, JSON in and beside pages, messages of frames. Prints a JSON object: what ran, left the site or became markup.
import { asked, browser, each, serveAll } from "./harness.mjs";

const { sites, pages } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const report = { dialogs: [], strangers: [], markup: [], heights: [], tried: [] };

const EVIL = "https://evil.example";
const MARKUP = `"'><img src="${EVIL}/x.png" onerror="alert(1)"><script>alert(2)</script>`;
const HOSTILE = [MARKUP, `javascript:alert(1)//__proto__${"(".repeat(200)}\u202e\0`];
const FIELDS = "q sort state funder kind side amount mark p u edition colours".split(" ");

/** Put markup behind what is prose in JSON, so that what addresses are made of still leads somewhere. */
const poisoned = (text) => JSON.stringify(JSON.parse(text, (_, value) =>
  (typeof value === "string" && value.includes(" ") && !value.includes("<") ? `${value} ${MARKUP}` : value)));
const escaped = (json) => json.replaceAll("<", "\\u003c");

/** Answer with the site's own pages and data, with hostile text where these hold text. */
async function poison(route) {
  const answer = await route.fetch();
  if (new URL(route.request().url()).pathname.endsWith(".json")) return route.fulfill({ response: answer, body: poisoned(await answer.text()) });
  const body = (await answer.text()).replace(/(<script type="application\/json"[^>]*>)(.*?)(<\/script>)/gs,
    (_, start, json, end) => start + escaped(poisoned(json)) + end);
  return route.fulfill({ response: answer, body });
}

async function window(own) {
  const context = await chromium.newContext();
  context.on("request", (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== own) report.strangers.push(request.url());
  });
  await context.addInitScript((text) => { try { for (const name of ["colours", "theme"]) localStorage.setItem(name, text); } catch {} }, MARKUP);
  const tab = await context.newPage();
  tab.on("dialog", (dialog) => { report.dialogs.push(dialog.message()); dialog.dismiss(); });
  return { context, tab };
}

/** What came of the text: an element with a handler, or a link that runs; looked for after all has been answered. */
const made = () => [...document.querySelectorAll("[onerror], a[href^='javascript:' i], img[src*='evil.example'], iframe[src*='evil']")]
  .map((element) => element.outerHTML.slice(0, 200));

async function type(tab, text) {
  for (const field of await tab.locator("input[type=search], input[type=text], input:not([type]), textarea").all()) {
    if (!(await field.isVisible()) || !(await field.isEditable())) continue;
    await field.fill(text.replaceAll("\0", ""));
    const form = await field.evaluate((element) => { element.dispatchEvent(new Event("change", { bubbles: true })); return Boolean(element.form); });
    if (form && (await field.evaluate((element) => element.tagName === "TEXTAREA"))) await field.evaluate((element) => element.form.requestSubmit());
    report.tried.push("field");
  }
}

await each(pages, async (page) => {
  const where = `${page.site}:/${page.path}`;
  const own = new URL(address(page)).origin;
  const { context, tab } = await window(own);
  const isText = ({ origin, pathname }) => origin === own && /(?:\/|\.json)$/.test(pathname);
  await context.route(isText, (route) => poison(route).catch(() => route.abort().catch(() => {}))); // the page has gone on
  const base = address(page).split("?")[0];
  for (const text of HOSTILE) {
    const query = new URLSearchParams(FIELDS.map((name) => [name, text]));
    await tab.goto(`${base}?${query}#${encodeURIComponent(text)}`);
    await type(tab, `${text} ${own}/en/guides/${encodeURIComponent(text)}#${text}`);
    for (const hash of [text, `${new URLSearchParams([["t", text], ["p", text], ["e", text]])}`]) {
      await tab.evaluate((wanted) => { location.hash = wanted; }, hash);
      await tab.waitForTimeout(60);
      report.tried.push("address");
      for (const found of await tab.evaluate(made)) report.markup.push(`${where}: ${found}`);
    }
  }
  await tab.evaluate((text) => {
    for (const data of [text, { subject: "lti.frameResize", height: text }, { type: text, query: text }]) window.postMessage(data, "*");
  }, MARKUP);
  await tab.waitForTimeout(60);
  for (const found of await tab.evaluate(made)) report.markup.push(`${where}: ${found}`);
  await context.unrouteAll({ behavior: "ignoreErrors" });
  await context.close();
});

/** A page of another site with our frame and a stranger's: only ours may say how high it is. */
await each(pages.filter(({ path }) => path.startsWith("embed/")), async (page) => {
  const own = new URL(address(page)).origin;
  const context = await chromium.newContext();
  const tab = await context.newPage();
  const strange = `<script>for (const height of [9999, "${"9".repeat(9)}", "<img>", NaN, { toString: 1 }]) try { parent.postMessage({ subject: "lti.frameResize", height }, "*") } catch {}</script>`;
  await context.route(`${EVIL}/**`, (route) => route.fulfill({ contentType: "text/html", body: strange }));
  await tab.goto(`${own.replace("127.0.0.1", "localhost")}/embed/height.js`); // a page of another origin
  await tab.setContent(`<iframe id="ours" src="${address(page)}"></iframe><iframe id="strange" src="${EVIL}/"></iframe><script src="${own}/embed/height.js"></script>`);
  await tab.waitForFunction(() => document.getElementById("ours").style.height, null, { timeout: 5000 }).catch(() => {});
  report.heights.push(await tab.evaluate(() => ["ours", "strange"].map((id) => document.getElementById(id).style.height)));
  await context.close();
});

await chromium.close();
close();
console.log(JSON.stringify({ ...report, tried: report.tried.length }));
