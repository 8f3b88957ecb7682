// A trainer puts a path together from the keyboard and takes it away: node embedding/path.mjs <site> <language> <folder>
import { readFile, writeFile } from "node:fs/promises";
import { browser, serve } from "../site/harness.mjs";

const [folder, language, out, pictures] = process.argv.slice(2);
const site = await serve(folder);
const chromium = await browser();
const context = await chromium.newContext({ permissions: ["clipboard-read", "clipboard-write"], acceptDownloads: true });
const seen = { faults: [] };

async function open(hash = "") {
  const page = await context.newPage();
  page.on("pageerror", (error) => seen.faults.push(String(error)));
  page.on("console", (message) => {
    // What is escaped in an address is not there, as hosts say, before the page not found leads to it.
    if (message.type() === "error" && !/%(25)*(23|3f)/i.test(message.location().url)) seen.faults.push(message.text());
  });
  await page.goto(`${site.url}${language}/own-path/${hash}`);
  await page.locator("[data-trainers]").waitFor();
  return page;
}

const rows = (page) => page.locator(".path-list > li a").allInnerTexts();
const status = (page) => page.locator("[data-path-status]").innerText();

/** Press a button by the keyboard and wait until the page says that it has done what it says. */
async function press(page, selector) {
  await page.locator(selector).focus();
  await page.keyboard.press("Enter");
}

const page = await open();
const boxes = await page.locator(".path-tree input").evaluateAll((inputs) => inputs.map(({ value }) => value));
// A whole lesson of each course and a section of a guide, all by the keyboard.
for (const summary of ["planning-a-trial/shared-question", "planning-a-trial/choosing-a-design", "estimands"]) {
  const code = (await (await fetch(`${site.url}changes.json`)).json()).pages[summary === "estimands" ? "/guides/estimands/" : `/training/${summary}/`];
  const value = summary === "estimands" ? code.codes.attributes : code.code;
  const box = page.locator(`.path-tree input[value="${value}"]`);
  await box.evaluate((input) => input.closest("details").querySelector("summary").focus());
  await page.keyboard.press("Enter");
  await box.focus();
  await page.keyboard.press("Space");
}
seen.chosen = await rows(page);
await press(page, ".path-list > li:nth-child(3) [data-step='-1']");
seen.moved = { rows: await rows(page), said: await status(page), focus: await page.evaluate(() => document.activeElement.closest("li") === document.querySelector(".path-list > li:nth-child(2)")) };
await page.locator(".path-list > li:nth-child(2) input").fill("25");
await page.keyboard.press("Tab");
await page.locator("[data-path-title]").fill(language === "ko" ? "연수 첫날 & 둘째 날" : "Day one & two");
seen.totals = await page.locator("[data-path-totals]").innerText();
seen.needs = await page.locator("[data-path-needs] li").allInnerTexts();
seen.address = (await page.locator("[data-path-address]").inputValue()).replace(site.url, "/");
seen.command = await page.locator("[data-path-command]").textContent();
await press(page, "[data-path-copy]");
await page.waitForFunction(() => document.querySelector("[data-path-status]").textContent);
seen.copied = (await page.evaluate(() => navigator.clipboard.readText())).replace(site.url, "/");

const [package_] = await Promise.all([page.waitForEvent("download"), press(page, "[data-path-cartridge]")]);
await package_.saveAs(`${out}/path-${language}.imscc`);
await press(page, "[data-path-text]");
await page.locator(".path-text").waitFor();
seen.text = await page.locator(".path-text").evaluate((text) => ({
  titles: [...text.querySelectorAll(".path-part > h2")].map((one) => one.textContent),
  answers: text.querySelectorAll("details, [id], [href$='/instructor/']").length,
  own: [...text.querySelectorAll(".path-part")].map((part) => part.querySelectorAll(".text :is(h2, h3)").length),
  sources: [...text.querySelectorAll(".path-part")].map((part) => ({ cited: new Set([...part.querySelectorAll(".footnote-ref")].map((link) => link.textContent)).size, listed: part.querySelectorAll(".footnote li").length })),
  relative: [...text.querySelectorAll("[href], [src]")].filter((one) => !/^(https?|mailto|webcal):/.test(one.getAttribute("href") ?? one.getAttribute("src"))).length,
  words: text.textContent.length,
}));
await page.emulateMedia({ media: "print" });
seen.printed = { form: await page.locator(".path-columns").isVisible(), text: await page.locator(".path-text").isVisible() };
if (pictures) await page.screenshot({ path: `${pictures}/path-print-${language}.png`, fullPage: true });
await page.emulateMedia({ media: "screen" });
await press(page, "[data-path-sheet]");
await page.locator(".path-sheet svg").first().waitFor();
seen.codes = await page.locator(".path-sheet svg").evaluateAll((drawings) => drawings.map((svg) => ({ name: svg.getAttribute("aria-label"), box: svg.getAttribute("viewBox"), path: svg.querySelector("path").getAttribute("d") })));
seen.links = await page.locator(".path-sheet figcaption").evaluateAll((captions) => captions.map((one) => one.lastChild.textContent));
if (pictures) await page.screenshot({ path: `${pictures}/path-${language}.png`, fullPage: true });
seen.site = site.url;

// The address alone gives the path again, in the other language too; twenty parts of one stay short.
const again = await open(seen.address.split("/own-path/")[1]);
seen.again = { rows: await rows(again), title: await again.locator("[data-path-title]").inputValue() };
await again.locator(".path-list > li:nth-child(3) .path-name").dragTo(again.locator(".path-list > li:nth-child(1) .path-name"));
seen.dragged = await rows(again);
await again.locator(".path-list > li:nth-child(1) .path-name").dragTo(again.locator(".path-list > li:nth-child(3) .path-name"));
const wanted = again.locator("[data-path-search]");
seen.found = {};
for (const words of ["속성 ESTIM", "estimands strategies", "추정 대상", "임상시험계획", "no such word"]) {
  await wanted.fill(words);
  seen.found[words] = await again.locator(".path-tree details:not([hidden])").evaluateAll((pages) => pages.map((one) => one.querySelector("input").value));
}
await again.locator("[data-language-switch]").first().click();
await again.locator(".path-list > li").first().waitFor();
seen.other = { at: again.url().replace(site.url, "/"), rows: await rows(again) };

// An edition that holds both lessons, but questions of the first only.
const changes = await (await fetch(`${site.url}changes.json`)).json();
const sealed = Object.fromEntries(Object.entries(changes.pages).filter(([page]) => page.startsWith("/training/"))
  .map(([page, { languages }]) => [`/${language}${page}`, languages[language].sections]));
const course = await readFile(`${out}/sealed-course.imscc`);
const json = (route, body) => route.fulfill({ contentType: "application/json", body: JSON.stringify(body) });
await context.route("**/changes.json", (route) => json(route, { ...changes, editions: ["2026.1"] }));
await context.route("**/editions/2026.1/changes.json", (route) => json(route, sealed));
await context.route("**/editions/2026.1/training/**", (route) => route.fulfill({ contentType: "application/zip", body: course }));
const pinned = await open(seen.address.split("/own-path/")[1].replace("?", "#e=2026.1;"));
await pinned.locator(".path-list > li").first().waitFor(); // what the edition has is fetched first
const [sealedPackage] = await Promise.all([pinned.waitForEvent("download"), press(pinned, "[data-path-cartridge]")]);
await sealedPackage.saveAs(`${out}/sealed-${language}.imscc`);

// Everything there is; every second part, backwards; parts without a lesson.
const changed = Object.entries(changes.pages).filter(([path]) => path.startsWith("/guides/"));
const selections = { all: boxes, odd: boxes.filter((_, number) => number % 2).reverse(), guides: changed.flatMap(([, { codes }]) => Object.values(codes)).filter((code) => boxes.includes(code)) };
seen.selections = {};
for (const [name, codes] of Object.entries(selections)) {
  const chosen = await open(`#t=;p=${codes.join(",")}`);
  await chosen.locator(".path-list > li").first().waitFor();
  const [file] = await Promise.all([chosen.waitForEvent("download"), press(chosen, "[data-path-cartridge]")]);
  await file.saveAs(`${out}/${name}-${language}.imscc`);
  seen.selections[name] = (await rows(chosen)).length;
  await chosen.close();
}

const long = await open(`#t=${"7ZWc".repeat(60)};p=${boxes.slice(-20).map((code) => `${code}-999`).join(",")}`);
seen.long = await long.locator("[data-path-address]").inputValue();
const hash = seen.address.split("/own-path/")[1];
const changedOnTheWay = { cut: hash.slice(0, -4), codes: hash.replace(/p=.*/, ""), quoted: hash.replace(/[=;,]/g, encodeURIComponent), blanks: hash.replaceAll(",", ", "), ended: `${hash}>.` };
const rest = hash.slice(1);
Object.assign(changedOnTheWay, {
  behindNumberSign: `#${rest}`, escapedNumberSign: `%23${rest}`, escapedTwice: `%2523${encodeURIComponent(encodeURIComponent(rest))}`,
  escapedMark: `%3f${encodeURIComponent(rest)}`, counted: `${hash}&utm_source=mail`, countedBefore: `?utm_source=mail#${rest}`,
  countedAndEscaped: `%23${rest}?utm_source=mail`,
});
seen.way = {};
for (const [way, one] of Object.entries(changedOnTheWay)) {
  const arrived = await open(one);
  await arrived.waitForFunction(() => document.querySelector("[data-path-tree] input"));
  seen.way[way] = { rows: await rows(arrived), title: await arrived.locator("[data-path-title]").inputValue(), said: await arrived.locator("[data-path-cut]").innerText(), isSaid: await arrived.locator("[data-path-cut]").isVisible() };
  await arrived.close();
}
const lost = await context.newPage();
seen.sections = {};
for (const path of [`${language}/guides/estimands/%23attributes`, `${language}/guides/estimands/%3Fmark=trial%23attributes`, `${language}/%23`, "/other.example/%23x", "nowhere/%23x"]) {
  await lost.goto(site.url + path);
  await lost.waitForURL((url) => !/%(23|3f)/i.test(url.pathname));
  seen.sections[path.replace(`${language}/`, "")] = lost.url().replace(site.url, "/").replace(`/${language}/`, "/");
}
await lost.close();
const broken = await open("#t=%%%;e=../x;p=zz,0123456789-5,,;q");
seen.broken = await broken.locator(".path-list > li").allInnerTexts();
const [small] = await Promise.all([context.newPage()]);
await small.setViewportSize({ width: 320, height: 700 });
await small.goto(`${site.url}${language}/own-path/${seen.address.split("/own-path/")[1]}`);
await small.locator(".path-list > li").first().waitFor();
seen.overflow = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth);
if (pictures) await small.screenshot({ path: `${pictures}/path-narrow-${language}.png`, fullPage: true });

const plain = await chromium.newContext({ javaScriptEnabled: false });
const off = await plain.newPage();
await off.goto(`${site.url}${language}/own-path/`);
seen.withoutScripts = { notice: await off.locator("noscript .notice").isVisible(), form: await off.locator("[data-trainers]").isVisible() };
await writeFile(`${out}/path-${language}.json`, JSON.stringify(seen));
console.log(JSON.stringify(seen));
await chromium.close();
site.close();
