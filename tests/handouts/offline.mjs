// Open an unpacked offline copy from the disk: prints what a reader of each language sees, as JSON.
import { pathToFileURL } from "node:url";
import { asked, browser } from "../site/harness.mjs";

const { folder, start, searches } = await asked();
const chromium = await browser();
const page = await chromium.newPage();
const errors = [], asks = [];
page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
page.on("pageerror", (error) => errors.push(String(error)));
page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) asks.push(request.url()); });
const at = (path) => pathToFileURL(`${folder}/${path}`).href;
const found = {};
await page.goto(at(start));
const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
for (const { path, query } of searches) {
  await page.goto(at(path));
  const notice = await page.locator(".notice-offline").textContent();
  const input = page.locator("#kx-site-search");
  await input.click();
  await input.pressSequentially(query, { delay: 20 });
  // Hits of the first letters may stand there on a slow machine: those of the whole query are announced with it.
  await page.locator(".site-search [role=status]", { hasText: query }).waitFor({ state: "attached", timeout: 15000 });
  const hits = await page.locator(".search-hits [role=option]").evaluateAll((all) => all.map((hit) => hit.dataset.href));
  await page.keyboard.press("Enter"); // without a choice: the page of results
  await page.locator(".results-list a").first().waitFor();
  const results = await page.locator(".results-list a, .answer-card a").evaluateAll((all) => all.map((link) => link.href));
  await page.goto(hits[0]);
  const other = page.locator("[data-language-switch]").first();
  const seen = { notice, hits, results, title: await page.locator("h1").textContent(), address: page.url() };
  await other.click();
  await page.waitForLoadState();
  found[path] = { ...seen, other: page.url(), language: await page.locator("html").getAttribute("lang") };
}
await chromium.close();
console.log(JSON.stringify({ links, found, errors, asks }));
