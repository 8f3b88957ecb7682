// Run axe-core on every page of the table in every state, width and colour scheme; prints a JSON report.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { asked, browser, each, serveAll } from "./harness.mjs";
import { PARTS, STATES, settled } from "./states.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"];
const WIDTHS = [1280, 360];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { sites, pages, now } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const report = { rows: [], violations: [], differ: [] };

/** What can be seen of a page but its colours: what is there, what it says and is called, where it stands. */
function anatomy({ without, placed }) {
  const all = [...document.querySelectorAll("body, body *")].filter((element) => !without || !element.closest(without));
  return all.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const said = [...element.attributes].map(({ name, value }) => `${name}=${value}`).join();
    const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return `${element.localName}[${said}] ${seen} ${placed ? [x, y, width, height] : ""}`;
  }).join("\n");
}

/** Let axe judge a part of a page; returns the page's anatomy of that moment too. */
async function judge(tab, row, { part, runOnly }) {
  const found = await tab.evaluate(([where, only]) => window.axe.run(where, { runOnly: only, resultTypes: ["violations"] }), [part, runOnly]);
  report.rows.push(row);
  for (const { id, nodes } of found.violations) {
    for (const node of nodes) report.violations.push(`${row.join(" | ")}: ${id}: ${node.target.join(" ")}: ${node.failureSummary}`);
  }
  return tab.evaluate(anatomy, { placed: true });
}

/**
 * Light is held against all rules. Dark is then shown to be the same page, element for element and pixel for
 * pixel, in other colours, so that only rules about colours can find more.
 */
async function inBothSchemes(tab, page, { state, width, part }) {
  const row = [`${page.site}:/${page.path}`, state, width];
  const light = await judge(tab, [...row, "light"], { part, runOnly: { type: "tag", values: TAGS } });
  await tab.emulateMedia({ colorScheme: "dark" });
  const dark = await judge(tab, [...row, "dark"], { part, runOnly: { type: "rule", values: COLOURS } });
  if (dark !== light) report.differ.push(row.join(" | "));
  await tab.emulateMedia({ colorScheme: "light" });
}

/** A state that leaves all but its own part as it was in `plain` is judged by that part, any other as a whole. */
async function partOf(tab, state, plain) {
  if (state === "plain") return "html";
  const same = await tab.evaluate(anatomy, { without: PARTS[state] }) === plain[PARTS[state]];
  return same ? PARTS[state] : "html";
}

async function anatomies(tab) {
  const found = {};
  for (const part of new Set(Object.values(PARTS))) found[part] = await tab.evaluate(anatomy, { without: part });
  return found;
}

async function look(page) {
  // The policy of the pages forbids strange scripts, the checker's too: it alone is let in.
  const context = await chromium.newContext({ colorScheme: "light", bypassCSP: true, reducedMotion: "reduce" });
  await context.clock.setFixedTime(now);
  const tab = await context.newPage();
  await tab.goto(address(page));
  await settled(tab);
  await tab.evaluate(axe);
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 900 });
    const plain = await anatomies(tab);
    for (const [state, enter] of Object.entries(STATES)) {
      const leave = await enter(tab, page);
      if (!leave) continue;
      await inBothSchemes(tab, page, { state, width, part: await partOf(tab, state, plain) });
      await leave();
    }
  }
  await context.close();
}

await each(pages, look);
await chromium.close();
close();
console.log(JSON.stringify(report));
