// The links of a section, from the keyboard, and the switch between versions: node editions/links.mjs <folder> <pictures or ""> <short link>
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { browser, serve } from "../site/harness.mjs";

const [folder, pictures] = process.argv.slice(2);
const site = await serve(folder);
const chromium = await browser();
const context = await chromium.newContext({ permissions: ["clipboard-read", "clipboard-write"], locale: "en-GB" });
const seen = { faults: [] };

async function open(address) {
  const page = await context.newPage();
  page.on("pageerror", (error) => seen.faults.push(String(error)));
  await page.goto(site.url + address);
  await page.waitForLoadState("networkidle");
  return page;
}

const below = (url) => url.replace(site.url, "/");
const picture = (page, name) => pictures && page.screenshot({ path: `${pictures}/${name}.png` });

/** Open the menu of a heading with a key, press each of its buttons with a key, and close it with Esc. */
async function copies(address, section, key = "Enter") {
  const page = await open(address);
  const opener = page.locator(`#${section} > .section-link`);
  const roles = { role: await opener.getAttribute("role"), before: await opener.getAttribute("aria-expanded") };
  await opener.focus();
  await page.keyboard.press(key);
  const menu = page.locator(".link-menu");
  await menu.waitFor();
  const found = {};
  const count = await menu.getByRole("button").count();
  for (let number = 0; number < count; number += 1) {
    if (number) await page.keyboard.press("Tab");
    await menu.getByRole("status").evaluate((status) => { status.textContent = ""; });
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".link-menu [role=status]").textContent);
    const name = await page.evaluate(() => document.activeElement.textContent);
    await page.waitForTimeout(50);
    found[name] = below(await page.evaluate(() => navigator.clipboard.readText()));
  }
  const said = await menu.getByRole("status").innerText();
  await picture(page, `links-${address.replaceAll("/", "-")}`);
  roles.open = await opener.getAttribute("aria-expanded");
  await page.keyboard.press("Escape");
  roles.after = await opener.getAttribute("aria-expanded");
  roles.back = await opener.evaluate((link) => document.activeElement === link);
  roles.closed = await menu.count() === 0;
  await page.close();
  return { found, said: said.replace(site.url, "/"), roles };
}

/** Press a link of the page that was opened at a section, and say where that leads. */
async function pressed(address, selector) {
  const page = await open(address);
  await picture(page, `switch-${address.replaceAll(/[/#]/g, "-")}`);
  await page.locator(selector).first().click();
  await page.waitForLoadState("networkidle");
  const text = await page.locator("main").innerText();
  const url = below(page.url());
  await page.close();
  return { url, text };
}

seen.live = await copies("en/guides/first/", "when");
seen.other = await copies("ko/guides/moved/", "timelines", "Space");
seen.sealed = await copies("editions/2026.1/en/guides/first/", "dates");
seen.unheld = await copies("en/guides/first/", "new-part");
seen.toEdition = await pressed("en/guides/first/#when", "[data-edition-switch]");
seen.toEditionWithout = await pressed("en/guides/first/#new-part", "[data-edition-switch]");
seen.toList = await pressed("editions/2026.1/en/guides/first/#dates", ".edition-banner [data-versions]");
seen.toNewer = await pressed("editions/pages/en/guides/first/#dates", ".versions [data-version='2026.2']");
seen.toKorean = await pressed("editions/pages/en/guides/first/#dates", "[data-keep-section]");
seen.toLive = await pressed("editions/2026.1/ko/guides/first/#timelines", "[data-live]");

const plain = await chromium.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
await page.goto(`${site.url}en/guides/first/`);
await page.locator("#when > .section-link").click();
seen.plain = below(page.url());
await page.goto(`${site.url}editions/pages/en/guides/first/#dates`);
await page.locator("#when [data-version='2026.1']").click();
seen.plainToOlder = below(page.url());

// axe-core, which the policy of the pages would not let in, on pages of editions and on an open menu.
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const unguarded = await chromium.newContext({ bypassCSP: true });
seen.axe = [];
for (const address of [
  "editions/", "editions/2026.1/ko/", "editions/2026.1/ko/guides/first/", "editions/2026.1/en/guides/second/",
  "editions/2026.1/since/ko/", "editions/pages/ko/guides/first/", "id/first/", "en/guides/second/", "ko/guides/first/",
  "ko/guides/first/cite.html", "editions/2026.1/en/guides/first/cite.html", process.argv[4],
]) {
  const tab = await unguarded.newPage();
  await tab.route("**/forward.js", (route) => route.abort());
  await tab.goto(site.url + address);
  const opener = tab.locator(".text .section-link").first();
  if (await opener.count()) {
    await opener.press("Enter");
    await tab.locator(".link-menu").waitFor();
  }
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => window.axe.run());
  for (const one of violations) for (const node of one.nodes) seen.axe.push(`${address}: ${one.id}: ${node.html}`);
  await tab.close();
}

const search = await open("editions/2026.1/en/guides/first/");
await search.locator("#kx-site-search").fill("timelines");
await search.locator(".search-hits [role=option]").first().waitFor();
seen.hits = await search.locator(".search-hits [role=option]").evaluateAll((hits) => hits.map((hit) =>
  (hit.querySelector("a") ?? hit).href ?? hit.dataset.href ?? hit.outerHTML));
await search.keyboard.press("ArrowDown");
await search.keyboard.press("Enter");
await search.waitForURL((url) => !url.pathname.endsWith("/guides/first/") || url.search);
seen.searchLeads = below(search.url());

await chromium.close();
site.close();
console.log(JSON.stringify(seen));
