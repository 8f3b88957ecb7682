// Milliseconds from saving a file to its new text being visible in a reader's browser, while `mkdocs serve` runs:
// `node saving.mjs <address> <edits.json>`. Each edit: the page's path, its file, the file's new text, the words to
// see. Prints a list. The browser loads the page anew by itself, as the server tells it to; each page that is painted
// tells its text, since asking for it by turns would count in the wait until the next turn.
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { browser } from "../../tests/site/harness.mjs";

const [address, edits] = process.argv.slice(2);
const MOST = 180_000;
const POLLS = /\/livereload\//;

const running = await browser();
try {
  const page = await running.newPage();
  page.setDefaultTimeout(MOST);
  let painted = () => {};
  await page.exposeFunction("tellPainted", (text) => painted(text));
  await page.addInitScript(() => {
    const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work));
    addEventListener("DOMContentLoaded", () => afterPaint(() => window.tellPainted(document.body.innerText)));
  });
  const took = [];
  for (const [number, { path, file, text, words }] of JSON.parse(readFileSync(edits, "utf8")).entries()) {
    const listening = page.waitForRequest(POLLS);
    await page.goto(address + path);
    await listening;
    await wait(700 + (number * 170) % 500); // anywhere between two looks of the server at its files
    const seen = new Promise((resolve, reject) => {
      painted = (shown) => shown.includes(words) && resolve();
      setTimeout(() => reject(new Error(`${path} does not show: ${words}`)), MOST).unref();
    });
    const started = performance.now();
    writeFileSync(file, text);
    await seen;
    took.push(performance.now() - started);
    await wait(1500); // whatever the server still does
  }
  console.log(JSON.stringify(took));
} finally {
  await running.close();
}
