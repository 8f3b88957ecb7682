// Run axe-core on every page of the table in every state, width and colour scheme; prints a JSON report.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { asked, browser, eachInTab, serveAll, still } from "./harness.mjs";
import { ALIKE, PARTS, STATES, settled } from "./states.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { sites, pages, now, widths } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const report = { rows: [], violations: [], differ: [] };

/**
 * Put into a page what compares it with itself: `note` keeps all that can be seen of it but its colours (what is
 * there, what it says and is called, where it stands), `changed` says whether anything outside a part differs.
 */
function comparing() {
  const told = new Map();
  const anatomy = (element, placed) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const said = [...element.attributes].map(({ name, value }) => `${name}=${value}`).join();
    const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return `${said} ${seen} ${placed ? [x, y, width, height] : ""} ${element.childElementCount ? "" : element.textContent}`;
  };
  const all = (without) => [...document.querySelectorAll("body, body *")].filter((element) => !without || !element.closest(without));
  window.note = (name, placed) => { told.set(name, new Map(all().map((element) => [element, anatomy(element, placed)]))); };
  window.changed = (name, placed, without) => all(without).some((element) => told.get(name).get(element) !== anatomy(element, placed));
}

/** Let axe judge a part of a page by some of its rules. */
async function judge(tab, row, { part, runOnly }) {
  const found = await tab.evaluate(([where, only]) => window.axe.run(where, { runOnly: only, resultTypes: ["violations"] }), [part, runOnly]);
  report.rows.push(row);
  for (const { id, nodes } of found.violations) {
    for (const node of nodes) report.violations.push(`${row.join(" | ")}: ${id}: ${node.target.join(" ")}: ${node.failureSummary}`);
  }
}

/**
 * Light is held against all rules. Dark is then shown to be the same page, element for element and pixel for
 * pixel, in other colours, so that only rules about colours can find more. A state that leaves all but its own
 * part as it was in `plain` is judged by that part, any other as a whole.
 */
async function inBothSchemes(tab, page, { state, width }) {
  const row = [`${page.site}:/${page.path}`, state, width];
  if (state === "plain") await tab.evaluate(() => window.note("plain", false));
  const whole = state === "plain" || await tab.evaluate((part) => window.changed("plain", false, part), PARTS[state]);
  const part = whole ? "html" : PARTS[state];
  await judge(tab, [...row, "light"], { part, runOnly: { type: "tag", values: TAGS } });
  await tab.evaluate(() => window.note("light", true));
  await tab.emulateMedia({ colorScheme: "dark" });
  if (await tab.evaluate(() => window.changed("light", true))) report.differ.push(row.join(" | "));
  await judge(tab, [...row, "dark"], { part, runOnly: { type: "rule", values: COLOURS } });
  await tab.emulateMedia({ colorScheme: "light" });
}

// The policy of the pages forbids strange scripts, the checker's too: it alone is let in.
const open = async () => (await still(chromium, now, { bypassCSP: true })).newPage();

const entered = new Set();

async function look(tab, page) {
  await tab.goto(address(page));
  await settled(tab);
  await tab.evaluate(axe);
  await tab.evaluate(comparing);
  const kind = await tab.evaluate(() => document.body.className);
  for (const width of widths[`${page.site}:${page.path}`]) {
    await tab.setViewportSize({ width, height: 900 });
    for (const [state, enter] of Object.entries(STATES)) {
      const key = [kind, page.locale, width, state].join();
      if (ALIKE.has(state) && entered.has(key)) continue;
      const leave = await enter(tab, page);
      if (!leave) continue;
      entered.add(key);
      await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await inBothSchemes(tab, page, { state, width });
      await leave();
    }
  }
}

await eachInTab(pages, open, look);
await chromium.close();
close();
console.log(JSON.stringify(report));
