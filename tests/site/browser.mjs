// Look at the pages of the table as a person with a keyboard, a narrow screen or large text meets them.
// Prints a JSON object: for each check what is wrong, and how many pages and stops there were.
import { asked, browser, eachInTab, serveAll, still } from "./harness.mjs";
import { settled } from "./states.mjs";

const { sites, pages, now, widths } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const faults = { keyboard: [], reflow: [], spacing: [], enlarged: [], terms: [] };
const seen = { pages: 0, stops: 0, terms: 0 };

/** Number everything that can be operated and is shown, in the order of the document; of radio buttons, one of a group. */
const numbered = () => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const groups = new Map(all.filter((element) => element.type === "radio").reverse().map((one) => [one.name, one]));
  for (const one of all) if (one.type === "radio" && one.checked) groups.set(one.name, one);
  const isStop = (element) => element.type !== "radio" || groups.get(element.name) === element;
  const shown = all.filter((element) => isStop(element) && element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
  shown.forEach((element, number) => { element.dataset.walk = number; });
  return shown.length;
};

/** Where the focus is now, on the screen and on the page; a `region` that scrolls has an order of its own within. */
const stop = () => {
  const element = document.activeElement;
  const { left, right, top, bottom, width } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  let [x, y, region] = [scrollX, scrollY, undefined];
  for (let around = element.parentElement; around && around !== document.scrollingElement; around = around.parentElement) {
    x += around.scrollLeft;
    y += around.scrollTop;
    if (around.scrollTop) region ??= around.className;
  }
  const covering = document.elementFromPoint(Math.max(0, Math.min(innerWidth - 1, (left + right) / 2)), Math.max(0, Math.min(innerHeight - 1, (top + bottom) / 2)));
  return {
    number: Number(element.dataset.walk ?? -1),
    name: element.outerHTML.slice(0, 90),
    inside: width > 0 && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight,
    covered: Boolean(covering) && getComputedStyle(covering).position === "fixed" && !covering.contains(element) && !element.contains(covering) && !element.parentElement.contains(covering),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    floats: style.position === "absolute" || element.closest(".skip-link") !== null,
    region,
    box: { left: left + x, right: right + x, top: top + y, bottom: bottom + y },
    seen: { left: left + scrollX, right: right + scrollX, top: top + scrollY, bottom: bottom + scrollY },
  };
};

/** Reading order: the next stop is not above the last, unless it begins a column to the right; nor left of it in its line. */
function goesBack(last, next) {
  if (!last || last.floats || next.floats) return false;
  const [a, b] = last.region && !next.region ? [last.seen, next.seen] : [last.box, next.box];
  const above = b.bottom <= a.top + 1 && b.left < a.right - 1;
  const middle = (box) => (box.top + box.bottom) / 2;
  const leftOf = b.right <= a.left + 1 && middle(b) > a.top && middle(b) < a.bottom && middle(a) > b.top && middle(a) < b.bottom;
  return above || leftOf;
}

/** Press Tab so many times, one right after the other, and return every stop, as it is when the key goes up again. */
async function tabbed(tab, times) {
  const keys = await tab.context().newCDPSession(tab);
  const pressed = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  const events = Array.from({ length: times }, () => ["rawKeyDown", "keyUp"]).flat();
  await tab.evaluate(`window.stops = []; window.onkeyup = () => { window.stops.push((${stop})()); };`);
  await Promise.all(events.map((type) => keys.send("Input.dispatchKeyEvent", { type, ...pressed })));
  await keys.detach();
  return tab.evaluate(() => { window.onkeyup = null; return window.stops; });
}

/** Press Tab until the focus leaves the page: every control is reached once, is on screen, in the order one reads. */
async function walk(tab, page, width) {
  const say = (fault) => faults.keyboard.push(`${page.site}:/${page.path} at ${width}px: ${fault}`);
  const wanted = await tab.evaluate(numbered);
  const stops = await tabbed(tab, wanted);
  if (stops.length !== wanted) say(`${stops.length} stops of ${wanted}`);
  let last = null;
  for (const here of stops) {
    if (here.number !== (last?.number ?? -1) + 1) { say(`after stop ${last?.number} comes ${here.number}: ${here.name}`); break; }
    if (!here.inside) say(`off screen: ${here.name}`);
    if (here.covered) say(`under something else: ${here.name}`);
    if (!here.outlined) say(`focus not visible: ${here.name}`);
    if (goesBack(last, here)) say(`reads backwards: ${last.name} then ${here.name}`);
    last = here;
  }
  seen.stops += wanted;
}

/** Nothing but tables and code may be wider than the window, and no text may be cut off. */
const overflow = () => {
  const wide = document.scrollingElement.scrollWidth > innerWidth + 1 ? [`the page is ${document.scrollingElement.scrollWidth}px wide`] : [];
  const cut = [...document.querySelectorAll("main *, header *, footer *")].filter((element) => {
    const style = getComputedStyle(element);
    const hides = style.overflowX === "hidden" || style.overflowY === "hidden" || style.textOverflow === "ellipsis";
    return hides && style.clipPath === "none" && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  });
  const words = [...document.querySelectorAll(":is(main, header, footer, aside, nav) :is(h1, h2, h3, h4, p, li, dt, dd, th, td, a, button, label, summary, legend)")];
  const out = words.filter((element) => {
    if (!element.checkVisibility() || element.closest(".table, pre, .call-drawing, .visually-hidden, .skip-link")) return false;
    const { left, right } = element.getBoundingClientRect();
    return right > innerWidth + 1 || left < -1;
  });
  // Controls that stand in the text may not lie over one another.
  const controls = [...document.querySelectorAll("button, input, select, .call-calendars a, .main-menu a, .languages a")].filter((element) => element.checkVisibility());
  const boxes = controls.map((element) => element.getBoundingClientRect());
  const over = controls.filter((_, one) => boxes.some((box, other) => other < one
    && Math.min(box.right, boxes[one].right) - Math.max(box.left, boxes[one].left) > 2
    && Math.min(box.bottom, boxes[one].bottom) - Math.max(box.top, boxes[one].top) > 2));
  return [...wide, ...[...cut, ...out].map((element) => element.outerHTML.slice(0, 110)), ...over.map((element) => `lies over another: ${element.outerHTML.slice(0, 90)}`)];
};

const unfold = () => { for (const details of document.querySelectorAll("details:not([open])")) Object.assign(details, { open: true }).dataset.unfolded = ""; };
const fold = () => {
  for (const details of document.querySelectorAll("[data-unfolded]")) { details.open = false; delete details.dataset.unfolded; }
  document.adoptedStyleSheets = [];
};

/** The spacing of WCAG 1.4.12, and text at twice its size (1.4.4). */
const SHEETS = {
  reflow: { width: 320, css: "" },
  spacing: { width: 360, css: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }" },
  enlarged: { width: 640, css: "html { font-size: 200% !important }" },
};

/** Folded and unfolded, with what is set for the check. */
async function measure(tab, page) {
  for (const folded of [true, false]) {
    if (!folded) await tab.evaluate(unfold);
    for (const [check, { width, css }] of Object.entries(SHEETS)) {
      await tab.setViewportSize({ width, height: 800 });
      await tab.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [sheet];
      }, css);
      const where = `${page.site}:/${page.path}${folded ? "" : ", unfolded"}`;
      for (const fault of await tab.evaluate(overflow)) faults[check].push(`${where}: ${fault}`);
    }
  }
  await tab.evaluate(fold);
}

/** A term's note appears for the pointer and for the focus, stays within the window, and goes away with Esc. */
async function notes(tab, page, width) {
  const term = tab.locator(".text .term").first();
  if (!(await term.count())) return;
  const say = (fault) => faults.terms.push(`${page.site}:/${page.path} at ${width}px: ${fault}`);
  const note = term.locator(".term-note");
  const shown = async (how) => {
    const box = await note.boundingBox();
    if (!box || box.x < 0 || box.x + box.width > width) say(`no note in sight by ${how}`);
  };
  await tab.evaluate(() => document.activeElement.blur());
  if (await note.isVisible()) say("a note is open that nobody asked for");
  await term.locator("a").focus();
  await shown("focus");
  await tab.keyboard.press("Escape");
  if (await note.isVisible()) say("Esc does not put the note away");
  await tab.locator("h1").click();
  await term.hover();
  await shown("pointer");
  seen.terms += 1;
}

const open = async () => (await still(chromium, now, {})).newPage();

async function look(tab, page) {
  for (const [number, width] of widths[`${page.site}:${page.path}`].entries()) {
    await tab.goto(address(page));
    await settled(tab);
    if (!number) await measure(tab, page);
    await tab.setViewportSize({ width, height: 900 });
    await walk(tab, page, width);
    await notes(tab, page, width);
  }
  seen.pages += 1;
}

await eachInTab(pages, open, look);
await chromium.close();
close();
console.log(JSON.stringify({ faults, seen }));
