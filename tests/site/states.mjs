// The states a page can be put into by its reader, each entered and left without loading the page again.

const QUERY = { en: "trial", ko: "임상" };

/** The part of a page that a state changes; the rest is as it was in `plain`. */
export const PARTS = {
  plain: "html", "skip link": ".skip-link", "search open": ".site-search", "menu open": ".section-menu", unfolded: "[data-unfolded]",
  "pop-up open": "main", "term's meaning": ".term", "filters used": "main", "filters that leave nothing": "main",
  "results narrowed": "main",
};

/** States of parts that all pages of a kind have alike: one page of a kind, language and width stands for them. */
export const ALIKE = new Set(["skip link", "search open", "menu open", "pop-up open", "term's meaning"]);

/** A state is met where `enter` finds what it needs; it returns how to leave again, or nothing. */
export const STATES = {
  /** As it comes. The list of languages is part of it: it is two links that are always there. */
  async plain() {
    return async () => {};
  },

  async "skip link"(tab) {
    const link = tab.locator(".skip-link");
    if (!(await link.count())) return undefined;
    await link.focus();
    return () => blur(tab);
  },

  async "search open"(tab, page) {
    const box = tab.locator("#kx-site-search");
    if (!(await box.count())) return undefined;
    await box.focus();
    await box.fill(page.query || QUERY[page.locale]);
    await tab.locator("#kx-search-hits [role=option]").first().waitFor();
    await box.press("ArrowDown");
    return async () => { await box.press("Escape"); await box.fill(""); await blur(tab); };
  },

  async "menu open"(tab) {
    const summary = tab.locator(".section-menu summary");
    if (!(await summary.count()) || !(await summary.isVisible())) return undefined;
    await summary.click();
    return async () => { await summary.click(); await blur(tab); };
  },

  async unfolded(tab) {
    const folded = await tab.evaluate(() => {
      const all = [...document.querySelectorAll("main details:not([open])")];
      for (const details of all) Object.assign(details, { open: true }).dataset.unfolded = "";
      return all.length;
    });
    if (!folded) return undefined;
    return () => tab.evaluate(() => {
      for (const details of document.querySelectorAll("[data-unfolded]")) details.open = false;
    });
  },

  /** Anything that opens on a press and says so, whatever it is called. */
  async "pop-up open"(tab) {
    const opener = tab.locator("main :is(.section-link, [aria-haspopup], [popovertarget], button[aria-expanded=false])").first();
    if (!(await opener.count())) return undefined;
    await opener.focus();
    await opener.press("Enter");
    // What opens may have to be fetched first.
    await tab.waitForFunction((pressed) => pressed.ariaExpanded !== "false", await opener.elementHandle());
    return async () => { await tab.keyboard.press("Escape"); await blur(tab); };
  },

  async "term's meaning"(tab) {
    const term = tab.locator(".text .term > a").first();
    if (!(await term.count())) return undefined;
    await term.focus();
    return () => blur(tab);
  },

  async "filters used"(tab) {
    const state = tab.locator("#kx-filter-state");
    if (!(await state.count())) return undefined;
    await state.selectOption({ index: 1 });
    return () => tab.locator("[data-call-filters] [type=reset]").click();
  },

  async "filters that leave nothing"(tab) {
    const amount = tab.locator("#kx-filter-GBP");
    if (!(await amount.count())) return undefined;
    await amount.fill("999999999");
    return () => tab.locator("[data-call-filters] [type=reset]").click();
  },

  async "results narrowed"(tab) {
    const filter = tab.locator("[data-results-filters] input").first();
    if (!(await filter.count()) || !(await filter.isVisible())) return undefined;
    await filter.check();
    await settled(tab);
    return async () => { await filter.uncheck(); await settled(tab); };
  },
};

/** Wait until a page has become what its scripts make of it: a page for trainers is shown, results of a search are counted. */
export async function settled(tab) {
  await tab.waitForFunction(() => !document.querySelector("[data-trainers][hidden]") || !document.querySelector("[data-trainers-failed]").hidden);
  if (!new URL(tab.url()).search.startsWith("?q=")) return;
  await tab.waitForFunction(() => {
    const text = document.querySelector("[data-results-status]")?.textContent ?? "searched";
    return text && !text.endsWith("…");
  });
}

function blur(tab) {
  return tab.evaluate(() => document.activeElement.blur());
}
