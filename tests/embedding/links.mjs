// A trainer checks the links of a course, pasted and in a package, and follows its pages:
// node embedding/links.mjs <site> <language> <folder>; the folder holds course.imscc, changes.json and edition-*.json.
import { readFile, readdir } from "node:fs/promises";
import { browser, serve } from "../site/harness.mjs";

const [folder, language, work, pictures] = process.argv.slice(2);
const site = await serve(folder);
const chromium = await browser();
const context = await chromium.newContext({ permissions: ["clipboard-read", "clipboard-write"], acceptDownloads: true });
const seen = { faults: [] };
const page = await context.newPage();
page.on("pageerror", (error) => seen.faults.push(String(error)));
page.on("console", (message) => { if (message.type() === "error" && !message.location().url.includes("/k/")) seen.faults.push(message.text()); });
const json = async (route, name) => route.fulfill({ contentType: "application/json", body: await readFile(`${work}/${name}.json`, "utf8") });
await page.route("**/changes.json", (route) => json(route, "changes"));
await page.route("**/editions/*/changes.json", (route) => json(route, `edition-${route.request().url().split("/").at(-2)}`));
const requests = [];
page.on("request", (request) => requests.push(request));

await page.goto(`${site.url}${language}/check-links/`);
await page.locator("[data-trainers]").waitFor();
const text = await readFile(`${work}/pasted-${language}.txt`, "utf8");
await page.locator("[data-links-text]").fill(text);
await page.locator("[data-links-file]").setInputFiles(`${work}/course-${language}.imscc`);
requests.length = 0;
await page.locator("[data-links-form] button").focus();
await page.keyboard.press("Enter");
await page.waitForFunction(() => document.querySelector(".link-answers").children.length);
seen.sent = requests.filter((request) => request.method() !== "GET").length;
seen.status = await page.locator("[data-links-status]").innerText();
seen.answers = await page.locator(".link-answers > li").evaluateAll((items) => items.map((item) => ({
  state: item.className, link: item.querySelector("a").href, lines: [...item.querySelectorAll("p")].slice(1).map((one) => one.textContent),
})));
for (const answer of seen.answers) {
  answer.lines = answer.lines.map((line) => line.replace(site.url, "/"));
}
for (const kind of ["feeds", "calendar"]) {
  await page.locator(`[data-links-${kind}]`).focus();
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  seen[kind] = (await readFile(await file.path(), "utf8")).replaceAll(site.url, "https://site.example/");
}
await page.locator("[data-links-copy]").focus();
await page.keyboard.press("Enter");
await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("\t"));
seen.copied = (await page.evaluate(() => navigator.clipboard.readText())).replaceAll(site.url, "/");
await page.evaluate((link) => navigator.clipboard.write([new ClipboardItem({
  "text/plain": new Blob(["1. estimands"], { type: "text/plain" }),
  "text/html": new Blob([`<ol><li><a href="${link}?a=1&amp;b=2#strategies">estimands</a> <a href="mailto:a@b.example">x</a></ol>`], { type: "text/html" }),
})]), `https://site.example/${language}/guides/estimands/`);
await page.locator("[data-links-text]").fill("");
await page.locator("[data-links-text]").focus();
await page.keyboard.press("ControlOrMeta+V");
await page.waitForFunction(() => document.querySelector("[data-links-text]").value.includes("http"));
seen.pasted = await page.locator("[data-links-text]").inputValue();
await page.setViewportSize({ width: 320, height: 700 });
seen.overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
requests.length = 0;
await page.locator("[data-links-text]").fill(Array.from({ length: 1003 }, (_, number) => `https://site.example/k/${language}/0${number}/`).join(" "));
await page.locator("[data-links-file]").setInputFiles([]);
await page.locator("[data-links-form] button").click();
await page.waitForFunction(() => document.querySelector(".link-answers").children.length === 1000);
seen.many = { asked: requests.length, status: await page.locator("[data-links-status]").innerText() };
await page.locator("[data-links-text]").fill("");
seen.forms = {};
for (const name of await readdir(`${work}/forms`)) {
  await page.locator(".link-answers").evaluate((list) => list.replaceChildren());
  await page.locator("[data-links-file]").setInputFiles(`${work}/forms/${name}`);
  await page.locator("[data-links-form] button").click();
  await page.waitForFunction(() => document.querySelector(".link-answers").children.length);
  seen.forms[name] = await page.locator(".link-answers > li").evaluateAll((items) => items.map((item) => item.querySelector("a").href));
}
if (pictures) await page.screenshot({ path: `${pictures}/links-${language}.png`, fullPage: true });
console.log(JSON.stringify(seen));
await chromium.close();
site.close();
