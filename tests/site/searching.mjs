// Search as a reader meets it: node searching.mjs SITE prints a JSON object, for each check the list of what is wrong.
import { browser, serve } from "./harness.mjs";

const [site] = process.argv.slice(2);
const server = await serve(site);
const chromium = await browser();
const faults = {};

const HOSTILE = [
  "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>", "(((((.*+?^${}|[\\", "\"'`;--", "__proto__ constructor",
  "a".repeat(10_000), "가".repeat(10_000), "임상시험 ".repeat(2_000), "\ud800 시험", "시험\udfff", "\u202eabc \0", "％００ ㅎ",
];

const windows = new Map();

/** Return a tab of a window: checks that ask for the same window share one, since search leaves nothing in a browser. */
async function tabOf({ moment, ...options }) {
  const key = JSON.stringify([Boolean(moment), options]);
  if (!windows.has(key)) windows.set(key, await (await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage());
  const tab = windows.get(key);
  if (moment) await tab.context().clock.setFixedTime(moment);
  return tab;
}

/** Run a check; what it throws is a fault too. It has a window of its own if `fresh` prepares one. */
async function check(name, path, run, { fresh, waitUntil = "load", ...options } = {}) {
  faults[name] ??= [];
  const tab = fresh ? await (await chromium.newContext({ viewport: { width: 1280, height: 900 } })).newPage() : await tabOf(options);
  tab.setDefaultTimeout(10_000);
  const wrong = (fault) => faults[name].push(`${path}: ${fault}`);
  const expect = (fact, fault) => { if (!fact) wrong(fault); };
  const requests = [];
  tab.on("request", (request) => requests.push(new URL(request.url()).pathname));
  tab.on("pageerror", (error) => wrong(`error: ${error.message}`));
  try {
    await fresh?.(tab);
    await tab.goto(server.url + path, { waitUntil });
    await run({ tab, expect, wrong, requests });
  } catch (error) {
    wrong(error.message.split("\n").slice(0, 3).join(" "));
  }
  tab.removeAllListeners();
  if (fresh) await tab.context().close();
}

const box = (tab) => tab.locator("#kx-site-search");
const hits = (tab) => tab.locator("#kx-search-hits [role=option]");
const chosen = (tab) => tab.locator("#kx-search-hits [aria-selected=true]");
const results = (tab) => tab.locator("[data-results-list] > li");
const said = (tab) => tab.locator("[data-results-status]");
const settled = (tab) => tab.waitForFunction(() => {
  const text = document.querySelector("[data-results-status]").textContent;
  return text && !/^(Searching|검색하고)/.test(text);
});
const searching = (path) => /\/search\/|assets\/built\/search/.test(path);

async function typed(tab, text) {
  await box(tab).fill(text);
  await hits(tab).first().waitFor();
}

const BOXES = { "en/guides/estimands/": "consent", "ko/guides/estimands/": "동의", "en/": "consent" };
for (const [page, query] of Object.entries(BOXES)) {
  await check("focus", page, async ({ tab, expect, requests }) => {
    expect(!requests.some(searching), `fetched before focus: ${requests.filter(searching)}`);
    await box(tab).focus();
    for (let wait = 0; wait < 50 && !requests.some((path) => path.endsWith("/terms.json")); wait += 1) await tab.waitForTimeout(100);
    expect(requests.some((path) => path.endsWith("/terms.json")), "nothing was fetched at focus");
    await box(tab).blur();
    await box(tab).focus();
    await typed(tab, query);
    const fetched = requests.filter(searching);
    expect(new Set(fetched).size === fetched.length, `fetched twice: ${fetched}`);
  }, { fresh: () => {}, waitUntil: "networkidle" });

  await check("keyboard", page, async ({ tab, expect }) => {
    await box(tab).focus();
    await typed(tab, query);
    const count = await hits(tab).count();
    const attribute = (name) => box(tab).getAttribute(name);
    expect((await attribute("role")) === "combobox", "no combobox");
    expect((await attribute("aria-expanded")) === "true", "not expanded");
    expect((await attribute("aria-controls")) === "kx-search-hits", "controls nothing");
    expect((await tab.locator(".site-search [role=status]").textContent()).includes(query), "the count is not announced");
    await tab.keyboard.press("ArrowDown");
    expect((await attribute("aria-activedescendant")) === "kx-search-hit-0", "first arrow down");
    await tab.keyboard.press("ArrowUp");
    expect((await attribute("aria-activedescendant")) === `kx-search-hit-${count - 1}`, "arrow up does not go round");
    await tab.keyboard.press("ArrowDown");
    expect((await chosen(tab).count()) === 1, "more than one is chosen");
    expect(await box(tab).evaluate((input) => document.activeElement === input), "the focus left the box");
    await tab.keyboard.press("Escape");
    expect((await hits(tab).count()) === 0 && (await attribute("aria-expanded")) === "false", "Escape leaves the list open");
    expect((await box(tab).inputValue()) === query, "Escape took the words");
    await typed(tab, query);
    await tab.keyboard.press("ArrowDown");
    const wanted = await chosen(tab).getAttribute("data-href");
    await tab.keyboard.press("Enter");
    await tab.waitForURL(wanted);
  });

  await check("keyboard", page, async ({ tab }) => {
    await box(tab).focus();
    await typed(tab, query);
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/\/search\/\?q=/);
  });

  await check("composition", page, async ({ tab, expect }) => {
    await box(tab).focus();
    const input = await tab.context().newCDPSession(tab);
    const compose = (text) => input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    for (const text of ["ㄷ", "도", "동", "동ㅇ", "동으", "동의"]) await compose(text);
    await hits(tab).first().waitFor();
    const address = tab.url();
    for (const key of ["ArrowDown", "Enter", "Escape"]) {
      await box(tab).evaluate((element, name) => element.dispatchEvent(new KeyboardEvent("keydown", { key: name, isComposing: true, bubbles: true, cancelable: true })), key);
    }
    expect((await chosen(tab).count()) === 0, "an arrow of the input method chose a hit");
    expect((await hits(tab).count()) > 0, "Escape of the input method closed the list");
    expect(tab.url() === address, "Enter of the input method left the page");
    await input.send("Input.insertText", { text: "동의" });
    expect((await box(tab).inputValue()) === "동의", `composed ${await box(tab).inputValue()}`);
  });
}

await check("pointer", "en/guides/", async ({ tab }) => {
  await box(tab).focus();
  await typed(tab, "estimand");
  await hits(tab).first().click();
  await tab.waitForURL(/\/en\/guides\/estimands\//);
});

// The results page

await check("results", "en/search/?q=electronic+consent", async ({ tab, expect }) => {
  await settled(tab);
  expect((await said(tab).getAttribute("role")) === "status", "the count is not a status");
  expect(/\d/.test(await said(tab).textContent()), `no count: ${await said(tab).textContent()}`);
  expect((await tab.title()).startsWith("electronic consent"), "the title does not say the query");
  expect((await tab.locator("#kx-results-query").inputValue()) === "electronic consent", "the form does not hold the query");
  const card = tab.locator(".answer-card");
  expect((await card.textContent()).includes("전자동의"), "the card lacks the Korean term");
  expect((await card.locator("[lang=ko]").count()) === 1, "the Korean term is not marked as Korean");
  expect((await card.evaluate((element) => element.compareDocumentPosition(document.querySelector("[data-results-list]")) & 4)) === 4, "the card is below the results");
  const address = await card.locator("a").first().evaluate((link) => link.href);
  const glossary = await (await fetch(address)).text();
  expect(glossary.includes(`id="${new URL(address).hash.slice(1)}"`), `the card leads to ${address}`);
  expect((await results(tab).first().locator("a").textContent()) === "Electronic consent", "the guide is not first");
  const other = tab.locator("[data-results-list] a[lang=ko]");
  expect((await other.count()) > 0, "no page in Korean");
  expect((await other.first().getAttribute("hreflang")) === "ko", "no hreflang");
  expect((await tab.locator("[data-results-list] > li:has(a[lang=ko])").first().textContent()).includes("한국어"), "the language is not said");
});

await check("results", "ko/search/?q=estimand", async ({ tab, expect }) => {
  await settled(tab);
  expect((await results(tab).first().locator("a").first().textContent()).includes("추정대상모수"), "the Korean guide is not first");
});

await check("suggestion", "en/search/?q=federatd+analysis", async ({ tab, expect }) => {
  await settled(tab);
  const link = said(tab).locator("a");
  expect((await link.textContent()).includes("federated"), "no suggestion");
  await link.click();
  await tab.waitForURL(/q=federated/);
  await settled(tab);
  expect((await said(tab).locator("a").count()) === 0, "a known word is corrected");
});

await check("suggestion", "ko/search/?q=%EC%9B%A8%EC%96%B4%EB%9F%AC%EB%B8%94+%EA%B8%B0%EA%B8%B0", async ({ tab, expect }) => {
  await settled(tab);
  expect((await said(tab).locator("a").count()) === 0, "a known word is corrected");
});

await check("history", "en/search/?q=consent", async ({ tab, expect }) => {
  await settled(tab);
  const before = await results(tab).locator("h2").allTextContents();
  await tab.locator("#kx-results-query").fill("monitoring");
  await tab.locator("#kx-results-query").press("Enter");
  await tab.waitForURL(/q=monitoring/);
  await tab.waitForFunction(() => document.title.startsWith("monitoring"));
  await tab.goBack();
  await tab.waitForFunction(() => document.title.startsWith("consent"));
  expect(JSON.stringify(await results(tab).locator("h2").allTextContents()) === JSON.stringify(before), "back shows other results");
  expect((await tab.locator("#kx-results-query").inputValue()) === "consent", "back leaves the words in the form");
  await tab.goForward();
  await tab.waitForFunction(() => document.title.startsWith("monitoring"));
  await tab.goto(`${server.url}en/search/`);
  expect((await results(tab).count()) === 0 && (await said(tab).textContent()) === "", "results without a query");
});

await check("filters", "en/search/?q=trial", async ({ tab, expect }) => {
  await settled(tab);
  const guides = tab.locator("input[name=kind][value=guide]");
  await guides.focus();
  await tab.keyboard.press("Space");
  await tab.waitForURL(/kind=guide/);
  await tab.waitForFunction(() => document.querySelector("input[name=kind][value=guide]")?.checked);
  await settled(tab);
  expect(await guides.evaluate((element) => document.activeElement === element), "the filter lost the focus");
  const labels = await results(tab).locator(".hit-label").allTextContents();
  expect(labels.length > 0 && labels.every((label) => label.startsWith("Guide")), `kinds: ${labels}`);
  await tab.reload();
  await settled(tab);
  expect(await guides.isChecked(), "the filter is not in the address");
  expect((await results(tab).locator(".hit-label").allTextContents()).every((label) => label.startsWith("Guide")), "the address does not filter");
  await tab.goBack();
  await tab.waitForFunction(() => !document.querySelector("input[name=kind][value=guide]")?.checked);
  await tab.goto(`${server.url}en/search/?q=trial&lang=ko`);
  await settled(tab);
  expect((await results(tab).locator("h2 a:not([lang=ko])").count()) === 0, "English pages in spite of the filter");
  await tab.goto(`${server.url}en/search/?q=award&side=KR`);
  await settled(tab);
  expect((await results(tab).count()) > 0, "a call of both countries does not answer for Korea");
});

await check("more", "en/search/?q=trial", async ({ tab, expect }) => {
  await settled(tab);
  const before = await results(tab).count();
  const more = tab.locator("[data-results-more]");
  await more.click();
  await tab.waitForFunction((count) => document.querySelectorAll("[data-results-list] > li").length > count, before);
  expect(await tab.evaluate((count) => document.activeElement === document.querySelectorAll("[data-results-list] > li")[count]?.querySelector("a"), before), "the focus is not on the first new result");
});

// A call is open from 19 June 2023 until 2 August 2023, 11am in London.
const MOMENTS = { "2023-05-01T00:00:00Z": ["upcoming", "예정"], "2023-08-02T09:59:59Z": ["open", "접수 중"], "2023-08-02T10:00:00Z": ["closed", "마감"] };
for (const [moment, words] of Object.entries(MOMENTS)) {
  for (const [place, locale] of ["en", "ko"].entries()) {
    await check("calls", `${locale}/search/?q=Innovate+UK+2023`, async ({ tab, expect }) => {
      await settled(tab);
      const call = results(tab).filter({ has: tab.locator("a[href*='innovate-uk-khidi']") }).first();
      const label = await call.locator(".hit-label").textContent();
      expect(label.split(" · ").includes(words[place]), `at ${moment}: ${label}`);
      expect(/2023/.test(label) && /11:00/.test(label) && /19:00/.test(label), `deadline in both zones: ${label}`);
      expect(label.includes(["KST", "한국 표준시"][place]) && !label.includes("GMT+"), `zones by their names: ${label}`);
      await tab.goto(`${server.url}${locale}/search/?q=2023&status=open`);
      await settled(tab);
      const found = await tab.locator("[data-results-list] a[href*='innovate-uk-khidi']").count();
      expect((found > 0) === (words[0] === "open"), `the filter for open calls at ${moment}`);
    }, { moment });
  }
}

await check("sections", "en/search/?q=staged+consent", async ({ tab, expect }) => {
  await settled(tab);
  await results(tab).first().locator("a").first().click();
  await tab.waitForURL(/trials-within-cohorts\/\?mark=.*#staged-consent/);
  await tab.waitForFunction(() => CSS.highlights.get("searched")?.size > 0);
  const marked = await tab.evaluate(() => [...CSS.highlights.get("searched")].map(String));
  expect(marked.some((word) => /staged/i.test(word)) && marked.some((word) => /consent/i.test(word)), `marked: ${marked.slice(0, 5)}`);
  await tab.waitForFunction(() => {
    const { top, bottom } = document.querySelector("#staged-consent").getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
});

for (const [path, word] of [["en/search/?q=staged+consent", /consent/i], ["ko/search/?q=%EC%A4%91%EC%95%99%20%EB%AA%A8%EB%8B%88%ED%84%B0%EB%A7%81", /모니터링/]]) {
  await check("excerpts", path, async ({ tab, expect }) => {
    await settled(tab);
    const excerpt = results(tab).first().locator(".result-excerpt");
    const height = (await results(tab).first().boundingBox()).height;
    await excerpt.locator("mark").first().waitFor();
    const text = await excerpt.textContent();
    expect(word.test((await excerpt.locator("mark").allTextContents()).join()), `marked: ${text}`);
    expect(text.length > 60 && text.length < 200, `${text.length} letters: ${text}`);
    expect((await results(tab).first().boundingBox()).height - height < 30, "the list jumps when the text comes");
    const shown = await results(tab).first().locator("a").first().evaluate((link) => link.href);
    const page = await (await fetch(shown)).text();
    expect(page.replaceAll(/<[^>]*>|\s/g, "").includes(text.replaceAll(/^…|[…·\s]/g, "").slice(0, 25)), `not a text of the page: ${text}`);
  });
}

await check("excerpts", "en/search/?q=consent", async ({ tab, expect }) => {
  await settled(tab);
  await tab.waitForFunction(() => document.querySelector("[data-results-list] > li:not(:has(.result-excerpt))"));
  expect((await results(tab).count()) > 0, "no results where their pages cannot be read");
}, { fresh: (tab) => tab.route(/\/en\/(guides|pathways|training|about)\/.+/, (route) => route.abort()) });

await check("sections", "ko/search/?q=%EC%A4%91%EC%95%99%20%EB%AA%A8%EB%8B%88%ED%84%B0%EB%A7%81", async ({ tab, expect }) => {
  await settled(tab);
  await results(tab).first().locator("a").first().click();
  await tab.waitForURL(/#central-monitoring/);
  await tab.waitForFunction(() => CSS.highlights.get("searched")?.size > 0);
  expect((await tab.evaluate(() => [...CSS.highlights.get("searched")].map(String))).some((word) => word.includes("모니터링")), "모니터링 is not marked");
});

await check("hostile", "ko/", async ({ tab, expect }) => {
  await box(tab).focus();
  for (const query of HOSTILE) {
    const name = JSON.stringify(query.slice(0, 20));
    await box(tab).evaluate((input, text) => { input.value = text; input.dispatchEvent(new Event("input")); }, query);
    await tab.locator(".site-search [role=status]:not(:empty)").waitFor({ state: "attached" });
    await typed(tab, "동의");
    expect((await tab.evaluate(() => window.ran)) === undefined, `${name} ran`);
    expect((await tab.locator(".search-hits img, .search-hits script").count()) === 0, `${name} became markup`);
  }
});

// By the form, which can send what no server would take as an address.
await check("hostile", `en/search/?q=${encodeURIComponent(HOSTILE[0])}&kind=${encodeURIComponent("<b>&\"")}&side=%00`, async ({ tab, expect }) => {
  await settled(tab);
  for (const query of HOSTILE) {
    const name = JSON.stringify(query.slice(0, 20));
    await tab.evaluate((text) => {
      document.querySelector("#kx-results-query").value = text;
      document.querySelector("[data-results-form]").requestSubmit();
    }, query);
    await settled(tab);
    expect((await tab.evaluate(() => window.ran)) === undefined, `${name} ran`);
    expect((await tab.locator("main img, main script").count()) === 0, `${name} became markup`);
    expect((await said(tab).textContent()).length < 400, `${name} is said in full`);
    expect(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth + 1), `${name} widens the page`);
  }
}, { viewport: { width: 360, height: 800 } });

await check("unloaded", "en/search/?q=consent", async ({ tab, expect }) => {
  await tab.waitForFunction(() => /could not be loaded/.test(document.querySelector("[data-results-status]").textContent));
  expect(await tab.locator("[data-results-filters]").isHidden(), "filters of nothing");
}, { fresh: (tab) => tab.route(/\/search\/en\/words-/, (route) => route.abort()) });
await check("unloaded", "en/search/?q=consent", async ({ tab }) => {
  await tab.waitForFunction(() => /could not be loaded/.test(document.querySelector("[data-results-status]").textContent));
}, { fresh: (tab) => tab.route(/assets\/built\/search-/, (route) => route.abort()) });

for (const locale of ["en", "ko"]) {
  await check("scriptless", `${locale}/guides/`, async ({ tab, expect }) => {
    await box(tab).fill("consent");
    await box(tab).press("Enter");
    await tab.waitForURL(/\/search\/\?q=consent/);
    expect(await tab.locator("main .notice").isVisible(), "nothing says that scripts are needed");
    expect((await tab.locator("main a[href$='guides/']").count()) > 0, "no links to elsewhere");
    expect((await tab.locator("main a[href$='site-map/']").count()) > 0, "no link to the site map");
  }, { javaScriptEnabled: false });
}

await chromium.close();
server.close();
console.log(JSON.stringify(faults));
