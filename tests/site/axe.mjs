// Run axe-core on every page of the table in every state, width and colour scheme; prints a JSON report.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { asked, browser, eachInTab, serveAll, still } from "./harness.mjs";
import { COLOURS, looking } from "./looks.mjs";
import { ALIKE, NEEDS, PARTS, STATES, settled } from "./states.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { sites, pages, now, widths } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const report = { rows: [], violations: [], differ: [] };
const TRIES = 4; // of a look that axe cannot decide on, as where it has scrolled out of sight
const tries = new Map(); // of each look, over all pages

/**
 * Put into a page what compares it with itself: `note` keeps all that can be seen of it but its colours (what is there,
 * what it says and is called; where it stands, if `placed`), `changed` says whether anything of it differs. Both look at
 * a part of it or, `without` a part, at the rest.
 */
function comparing() {
  const told = new Map();
  const anatomy = (element, placed) => {
    const box = placed ? element.getBoundingClientRect() : {};
    const said = [...element.attributes].filter(({ name }) => name !== "data-look").map(({ name, value }) => `${name}=${value}`).join();
    const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return `${said} ${seen} ${placed ? [box.x, box.y, box.width, box.height] : ""} ${element.childElementCount ? "" : element.textContent}`;
  };
  const inside = (part) => [...document.querySelectorAll(`${part}, :is(${part}) *`)].filter((element) => !element.closest("head"));
  const all = ({ part, without }) => (part ? inside(part) : inside("body").filter((element) => !element.closest(without)));
  window.note = (where, placed) => { told.clear(); for (const element of all(where)) told.set(element, anatomy(element, placed)); };
  window.changed = (where, placed) => all(where).some((element) => told.get(element) !== anatomy(element, placed));
}

/** Let axe judge a part of a page by some of its rules; those about colours judge the looks it has not decided on. */
async function judge(tab, row, { part, runOnly }) {
  report.rows.push(row);
  const looks = (await tab.evaluate((where) => window.looks(where), part)).filter((look) => (tries.get(look) ?? 0) < TRIES);
  if (runOnly.values === COLOURS && !looks.length) return;
  await tab.evaluate((some) => window.mark(some), looks);
  const { wrong, decided } = await tab.evaluate(([where, only]) => window.axe.run(where, { runOnly: only }), [part, runOnly]);
  report.violations.push(...wrong.map((fault) => `${row.join(" | ")}: ${fault}`));
  for (const look of looks) tries.set(look, (tries.get(look) ?? 0) + 1);
  for (const look of decided) tries.set(look, TRIES);
}

/**
 * Light is held against all rules. Dark is then shown to be the same part, element for element and pixel for pixel, in
 * other colours, so that only rules about colours can find more. A state that leaves all but its own part as it was
 * is judged by that part, any other as a whole.
 */
async function inBothSchemes(tab, page, { state, width }) {
  const row = [`${page.site}:/${page.path}`, state, width];
  const whole = state === "plain" || await tab.evaluate((without) => window.changed({ without }, false), PARTS[state]);
  const part = whole ? "html" : PARTS[state];
  await judge(tab, [...row, "light"], { part, runOnly: { type: "tag", values: TAGS } });
  await tab.evaluate((where) => window.note({ part: where }, true), part);
  await tab.emulateMedia({ colorScheme: "dark" });
  if (await tab.evaluate((where) => window.changed({ part: where }, true), part)) report.differ.push(row.join(" | "));
  await judge(tab, [...row, "dark"], { part, runOnly: { type: "rule", values: COLOURS } });
  await tab.emulateMedia({ colorScheme: "light" });
}

// The policy of the pages forbids strange scripts, the checker's too: it alone is let in.
const open = async () => (await still(chromium, now, { bypassCSP: true })).newPage();

const met = new Set();

/** The three pairs of what stands for a part of a page, a language and a width, in a state. */
const pairs = (state, like, locale, width) => [[like, locale], [like, width], [locale, width]].map((two) => [state, ...two].join());

/** What pages have alike that a state changes: their kind, or the whole part to the letter. */
const likeness = (tab, state) => tab.evaluate(([like, part]) => (like === "kind" ? document.body.className : document.querySelector(part).outerHTML), [ALIKE[state], PARTS[state]]);

async function look(tab, page) {
  await tab.goto(address(page));
  await settled(tab);
  await tab.evaluate(axe);
  await tab.evaluate(comparing);
  await tab.evaluate(looking, COLOURS);
  for (const width of widths[`${page.site}:${page.path}`]) {
    await tab.setViewportSize({ width, height: 900 });
    const there = await tab.evaluate((needs) => Object.keys(needs).filter((state) => document.querySelector(needs[state])), NEEDS);
    for (const state of there) {
      const mine = state in ALIKE ? pairs(state, await likeness(tab, state), page.locale, width) : [];
      if (mine.length && mine.every((pair) => met.has(pair))) continue;
      if (state !== "plain") await tab.evaluate((without) => window.note({ without }, false), PARTS[state]);
      const leave = await STATES[state](tab, page);
      if (!leave) continue;
      for (const pair of mine) met.add(pair);
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
