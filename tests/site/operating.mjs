// Operate everything on the pages of the table from the keyboard alone, at 320 or 1280 px.
// Prints a JSON object: what is wrong, and in which language and at which width each thing was operated.
import { asked, browser, eachInTab, serveAll, still } from "./harness.mjs";
import { settled } from "./states.mjs";

const { sites, pages, now, widths } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const faults = [];
const operated = {};

const QUERY = { en: "trial", ko: "임상" };
const focused = (locator) => locator.evaluate((element) => element === document.activeElement);
const computed = (tab, name) => tab.evaluate((property) => getComputedStyle(document.body)[property], name);

/** Each returns nothing where the page has no such thing; `expect` notes what does not hold. */
const CONTROLS = {
  async "skip link"({ tab, expect }) {
    const link = tab.locator(".skip-link");
    if (!(await link.count())) return false;
    await tab.keyboard.press("Tab");
    expect(await focused(link), "it is not the first stop");
    await tab.keyboard.press("Enter");
    expect(await focused(tab.locator("main")), "it does not lead to the content");
    await tab.keyboard.press("Tab");
    expect(await tab.evaluate(() => !document.querySelector("main a[href], main button, main summary, main [tabindex='0']") || document.querySelector("main").contains(document.activeElement)), "the stop after it is not in the content");
    return true;
  },

  async "section menu"({ tab, expect }) {
    const [summary, details] = [tab.locator(".section-menu summary"), tab.locator(".section-menu details")];
    if (!(await summary.count()) || !(await summary.isVisible())) return false;
    const open = () => details.evaluate((element) => element.open);
    await summary.focus();
    for (const key of ["Enter", "Space"]) {
      await tab.keyboard.press(key);
      expect(await open(), `${key} does not open it`);
      await tab.keyboard.press("Tab");
      expect(await tab.locator(".section-menu a").first().evaluate((link) => link === document.activeElement), "its first link is not the next stop");
      await tab.keyboard.press("Escape");
      expect(!(await open()), "Esc does not close it");
      expect(await focused(summary), "Esc loses the focus");
    }
    return true;
  },

  async "section menu always open"({ tab, expect }) {
    const menu = tab.locator(".section-menu");
    if (!(await menu.count()) || (await menu.locator("summary").isVisible())) return false;
    expect(await menu.locator("a").first().isVisible(), "its links are not shown");
    return true;
  },

  async search({ tab, page, expect }) {
    const box = tab.locator("#kx-site-search");
    if (!(await box.count())) return false;
    await box.focus();
    await tab.keyboard.insertText(QUERY[page.locale]);
    const list = tab.locator("#kx-search-hits");
    await list.locator("[role=option]").first().waitFor();
    expect(await box.getAttribute("aria-expanded") === "true", "it does not say that it is open");
    await tab.keyboard.press("ArrowDown");
    const chosen = list.locator("[aria-selected=true]");
    expect(await chosen.count() === 1 && await box.getAttribute("aria-activedescendant") === await chosen.getAttribute("id"), "the arrow chooses nothing");
    const { width } = tab.viewportSize();
    const { x, width: wide } = await list.boundingBox();
    expect(x >= 0 && x + wide <= width, "the list leaves the window");
    await tab.keyboard.press("Escape");
    expect(await list.isHidden() && await focused(box), "Esc does not close it, or loses the focus");
    await tab.keyboard.press("Control+A");
    await tab.keyboard.press("Delete");
    return true;
  },

  async "theme switch"({ tab, expect }) {
    const button = tab.locator("[data-theme-switch]");
    if (!(await button.count())) return false;
    const before = await computed(tab, "backgroundColor");
    await button.focus();
    await tab.keyboard.press("Enter");
    expect(await computed(tab, "backgroundColor") === before, "light, on a light device, is not light");
    await tab.keyboard.press("Space");
    expect(await computed(tab, "backgroundColor") !== before, "dark is not dark");
    await tab.keyboard.press("Enter");
    expect(await computed(tab, "backgroundColor") === before, "it does not come round again");
    expect(await focused(button), "it loses the focus");
    return true;
  },

  async "what unfolds"({ tab, expect }) {
    // The browser unfolds them all alike: one of each kind, by its classes, stands for the others.
    const all = await tab.evaluateHandle(() => {
      const byKind = new Map();
      for (const summary of document.querySelectorAll("main details > summary")) byKind.set(summary.parentElement.className, byKind.get(summary.parentElement.className) ?? summary);
      return [...byKind.values()];
    });
    const kinds = [...(await all.getProperties()).values()].map((handle) => handle.asElement());
    for (const summary of kinds) {
      const open = () => summary.evaluate((element) => element.parentElement.open);
      const before = await open();
      await summary.focus();
      await tab.keyboard.press("Enter");
      expect(await open() !== before, `Enter does nothing on ${await summary.textContent()}`);
      await tab.keyboard.press("Space");
      expect(await open() === before, `Space does nothing on ${await summary.textContent()}`);
    }
    return kinds.length > 0;
  },

  async "wide tables and code"({ tab, expect }) {
    await tab.evaluate(() => { for (const details of document.querySelectorAll("main details")) details.open = true; });
    const wide = await tab.locator(":is(.table, pre, .call-drawing)[tabindex='0']").all();
    let scrolled = false;
    for (const region of wide) {
      if (!(await region.evaluate((element) => element.scrollWidth > element.clientWidth + 1))) continue;
      await region.focus();
      await tab.keyboard.press("ArrowRight");
      const moved = tab.waitForFunction((element) => element.scrollLeft > 0, await region.elementHandle(), { timeout: 5_000 });
      expect(await moved.catch(() => false), "an arrow does not scroll it");
      scrolled = true;
    }
    return scrolled;
  },

  async filters({ tab, expect }) {
    const form = tab.locator("[data-call-filters]");
    if (!(await form.count())) return false;
    const leaves = (count) => tab.waitForFunction((wanted) => [...document.querySelectorAll(".call-list > li")].filter((card) => card.checkVisibility()).length === wanted, count, { timeout: 10_000 }).then(() => true, () => false);
    const all = await tab.locator(".call-list > li:visible").count();
    await tab.locator("#kx-filter-GBP").focus();
    await tab.keyboard.insertText("999999999");
    expect(await leaves(0), "an amount filters nothing");
    await form.locator("[type=reset]").focus();
    await tab.keyboard.press("Enter");
    expect(await leaves(all), "Enter on the reset does not bring all calls back");
    await tab.locator("#kx-filter-state").focus();
    await tab.keyboard.press("ArrowDown");
    await tab.waitForFunction(() => document.querySelector("[data-call-filters] [role=status]").textContent);
    const others = await tab.evaluate(() => [...document.querySelectorAll(".call-list > li [data-call-state]")].filter((mark) => mark.checkVisibility() && mark.dataset.state !== document.querySelector("#kx-filter-state").value).length);
    expect(others === 0, `a status leaves ${others} calls of another`);
    await form.locator("[type=reset]").focus();
    await tab.keyboard.press("Space");
    expect(await leaves(all), "Space on the reset does not bring all calls back");
    return true;
  },

  async months({ tab, expect }) {
    const turner = tab.locator("[data-month]:visible");
    if (!(await turner.count())) return false;
    const shown = () => tab.locator(".call-month").getAttribute("id");
    const [first, here] = [await shown(), tab.url()];
    const turn = async (press) => { await Promise.all([tab.waitForURL((url) => url.href !== here), press()]); };
    await turner.first().focus();
    await turn(() => tab.keyboard.press("Enter"));
    expect(await shown() !== first, "Enter on a month shows the same one");
    await tab.goBack();
    expect(await shown() === first, "the way back does not lead back");
    const entries = tab.locator(".call-month .call-entry a:visible");
    if (await entries.count() > 1) {
      await entries.first().focus();
      await tab.keyboard.press("ArrowRight");
      expect(await focused(entries.nth(1)), "an arrow does not go to the next date");
    }
    const key = await turner.first().getAttribute("data-month") === "next" ? "PageDown" : "PageUp";
    await turner.first().focus();
    await turn(() => tab.keyboard.press(key));
    expect(await shown() !== first, `${key} shows the same month`);
    await tab.goBack();
    return true;
  },

  async "results' filters"({ tab, expect }) {
    const filter = tab.locator("[data-results-filters] input:visible").first();
    if (!(await filter.count())) return false;
    await filter.focus();
    await tab.keyboard.press("Space");
    await settled(tab);
    expect(await tab.evaluate(() => document.activeElement.matches("[data-results-filters] input:checked")), "a filter is not set, or loses the focus");
    await tab.keyboard.press("Space");
    await settled(tab);
    return true;
  },

  async "the other language"({ tab, page, expect }) {
    const link = tab.locator("[data-language-switch]");
    if (!(await link.count())) return false;
    const aim = await link.evaluate((element) => element.href);
    await link.focus();
    await tab.keyboard.press("Enter");
    await tab.waitForURL((url) => url.pathname === new URL(aim).pathname);
    expect(await tab.evaluate(() => document.documentElement.lang) !== page.locale, "it is the same language");
    return true;
  },
};

async function open() {
  const tab = await (await still(chromium, now, {})).newPage();
  tab.on("pageerror", (error) => faults.push(`${tab.url()}: ${error.message}`));
  return tab;
}

async function look(tab, page) {
  for (const width of widths[`${page.site}:${page.path}`]) {
    await tab.setViewportSize({ width, height: 900 });
    await tab.goto(address(page));
    await settled(tab);
    for (const [name, operate] of Object.entries(CONTROLS)) {
      const expect = (holds, fault) => { if (!holds) faults.push(`${page.site}:/${page.path} at ${width}px: ${name}: ${fault}`); };
      const there = await operate({ tab, page, expect }).catch((error) => { expect(false, error.message.slice(0, 200)); });
      if (there) (operated[name] ??= []).push([page.locale, width]);
    }
  }
}

await eachInTab(pages, open, look);
await chromium.close();
close();
console.log(JSON.stringify({ faults, operated }));
