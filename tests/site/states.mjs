// The states a page can be put into by its reader, each entered and left without loading the page again.

const OPENERS = "main :is(.section-link, [aria-haspopup], [popovertarget], button[aria-expanded=false])";
const QUERY = { en: "trial", ko: "임상" };

/** The part of a page that a state changes; the rest is as it was before. */
export const PARTS = {
  plain: "html", "skip link": ".skip-link", "search open": ".site-search", "search left": ".site-search", "menu open": ".section-menu", unfolded: "main details",
  "pop-up open": "main", "term's meaning": ".term", "filters used": "main", "filters that leave nothing": "main",
  "results narrowed": "main",
};

/**
 * States of parts that pages have alike, and what those pages share: their kind, or the part's HTML to the letter. They
 * are judged where each two of that, a language and a width have not met.
 */
export const ALIKE = {
  "skip link": "html", "search open": "kind", "search left": "kind", "menu open": "kind", "pop-up open": "kind", "term's meaning": "kind",
};

/** What a page must have for a state. */
export const NEEDS = {
  plain: "html", "skip link": ".skip-link", "search open": "#kx-site-search", "search left": "#kx-site-search", "menu open": ".section-menu summary",
  unfolded: "main details:not([open])", "pop-up open": OPENERS, "term's meaning": ".text .term > a", "filters used": "#kx-filter-state",
  "filters that leave nothing": "#kx-filter-GBP", "results narrowed": "[data-results-filters] input",
};

/** `enter` of a state returns how to leave again, or nothing where what it needs is not shown. */
export const STATES = {
  /** As it comes. The list of languages is part of it: it is two links that are always there. */
  async plain() {
    return async () => {};
  },

  async "skip link"(tab) {
    const link = tab.locator(".skip-link");
    await link.focus();
    return () => blur(tab);
  },

  async "search open"(tab, page) {
    const box = tab.locator("#kx-site-search");
    await box.focus();
    await box.fill(page.query || QUERY[page.locale]);
    await tab.locator("#kx-search-hits [role=option]").first().waitFor();
    await box.press("ArrowDown");
    return async () => { await box.press("Escape"); await box.fill(""); await blur(tab); };
  },

  /** The box stays what the search has made of it. */
  async "search left"(tab) {
    return (await tab.locator("#kx-site-search[aria-expanded]").count()) ? async () => {} : undefined;
  },

  async "menu open"(tab) {
    const summary = tab.locator(".section-menu summary");
    if (!(await summary.isVisible())) return undefined;
    await summary.click();
    return async () => { await summary.click(); await blur(tab); };
  },

  async unfolded(tab) {
    await tab.evaluate(() => {
      for (const details of document.querySelectorAll("main details:not([open])")) Object.assign(details, { open: true }).dataset.unfolded = "";
    });
    return () => tab.evaluate(() => {
      for (const details of document.querySelectorAll("[data-unfolded]")) { details.open = false; delete details.dataset.unfolded; }
    });
  },

  /** Anything that opens on a press and says so, whatever it is called. */
  async "pop-up open"(tab) {
    const opener = tab.locator(OPENERS).first();
    await opener.focus();
    await opener.press("Enter");
    // What opens may have to be fetched first.
    await tab.waitForFunction((pressed) => pressed.ariaExpanded !== "false", await opener.elementHandle());
    return async () => { await tab.keyboard.press("Escape"); await blur(tab); };
  },

  async "term's meaning"(tab) {
    const term = tab.locator(".text .term > a").first();
    await term.focus();
    return () => blur(tab);
  },

  async "filters used"(tab) {
    const state = tab.locator("#kx-filter-state");
    await state.selectOption({ index: 1 });
    await tab.evaluate(() => new Promise(requestAnimationFrame)); // the list is drawn anew
    return () => tab.locator("[data-call-filters] [type=reset]").click();
  },

  async "filters that leave nothing"(tab) {
    const amount = tab.locator("#kx-filter-GBP");
    await amount.fill("999999999");
    return () => tab.locator("[data-call-filters] [type=reset]").click();
  },

  async "results narrowed"(tab) {
    const filter = tab.locator("[data-results-filters] input").first();
    if (!(await filter.isVisible())) return undefined;
    await filter.check();
    await settled(tab);
    return async () => { await filter.uncheck(); await settled(tab); };
  },
};

/** Wait until a page has become what its scripts make of it: a page for trainers is shown, results of a search are counted and have their excerpts. */
export function settled(tab) {
  return tab.evaluate(() => new Promise((done) => {
    const isSettled = () => {
      if (document.querySelector("[data-trainers][hidden]") && document.querySelector("[data-trainers-failed]").hidden) return false;
      const status = location.search.startsWith("?q=") && document.querySelector("[data-results-status]");
      if (status && (!status.textContent || status.textContent.endsWith("…"))) return false;
      const unseen = document.querySelector(".result-excerpt:empty"); // filled once it comes into view
      unseen?.scrollIntoView();
      return !unseen;
    };
    const look = () => { if (isSettled()) { watch.disconnect(); scrollTo(0, 0); done(); } };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  }));
}

function blur(tab) {
  return tab.evaluate(() => document.activeElement.blur());
}
