// Look at pages about calls as readers do: node calendar.mjs SITE prints a JSON list of what is wrong.
import { browser, serve } from "../site/harness.mjs";

const server = await serve(process.argv[2]);
const chromium = await browser();
const faults = [];

const expect = (holds, fault) => { if (!holds) faults.push(fault); };

async function open(page, { at = "2026-10-10T00:00:00Z", ...options } = {}) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  tab.on("pageerror", (error) => faults.push(`${page}: ${error.message}`));
  tab.on("console", (message) => { if (message.type() === "error") faults.push(`${page}: ${message.text()}`); });
  await tab.clock.install({ time: new Date(at) });
  await tab.goto(server.url + page);
  return tab;
}

/** Built on 10 October; read before, at and after the deadline, on the call's page, the list and a card. */
async function states() {
  const moments = { "2026-08-31T22:59:00Z": "forecast", "2026-10-22T15:59:00Z": "closing-soon", "2026-10-22T16:00:00Z": "closed" };
  for (const [at, state] of Object.entries(moments)) {
    for (const page of ["en/calls/trial/", "ko/calls/", "en/guides/first/"]) {
      const tab = await open(page, { at });
      const shown = await tab.locator("[data-call-state]").first().getAttribute("data-state");
      expect(shown === state, `${page} at ${at} shows ${shown}, not ${state}`);
      await tab.context().close();
    }
  }
  const tab = await open("ko/calls/trial/", { at: "2026-10-22T15:59:30Z" });
  await tab.clock.runFor(120_000);
  const words = await tab.locator("[data-call-state]").first().textContent();
  expect(words === "접수 마감", `a page left open still says ${words}`);
  await tab.context().close();
}

async function filters() {
  const tab = await open("en/calls/");
  const cards = () => tab.locator(".call-card:visible").count();
  const settled = (words) => tab.waitForFunction((said) => document.querySelector("[role=status]").textContent.startsWith(said), words, { timeout: 5_000 });
  expect(await tab.locator("[data-call-filters]").isVisible(), "the filters are hidden with scripts on");
  await tab.selectOption("#kx-filter-side", "KR");
  await settled("1 of 1");
  expect(tab.url().endsWith("?side=KR"), `a filter is not in the address: ${tab.url()}`);
  expect(await cards() === 1, "a call that fits is hidden, or shown twice");
  expect((await tab.locator(".call-card-title:visible a").getAttribute("href")).endsWith("/calls/trial/"), "a card that was fetched leads elsewhere");
  await tab.selectOption("#kx-filter-stage", "full");
  const followed = await tab.locator("[data-follow]").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  expect(followed.join() === "/calendar/en/kr-full.ics,/feeds/en/stage/full.atom", `other things are followed than were chosen: ${followed}`);
  for (const path of followed) expect((await tab.request.get(server.url + path.slice(1))).ok(), `${path} is not there`);
  await tab.selectOption("#kx-filter-stage", "");
  await tab.fill("#kx-filter-q", "시험 TRIAL");
  await settled("1 of 1");
  await tab.fill("#kx-filter-q", "trial nothing");
  await settled("0 of 1");
  expect(await cards() === 0, "a call without the words is shown");
  await tab.goto(`${server.url}en/calls/?state=closed`);
  await settled("0 of 1");
  expect(await cards() === 0, "a filter in the address is not applied");
  await tab.locator("button[type=reset]").click();
  await tab.clock.runFor(100);
  expect(await tab.locator("[data-whole-list] .call-card").isVisible(), "clearing the filters does not show all calls");
  await tab.goto(`${server.url}en/calls/?sort=newest`);
  await settled("1 of 1");
  await tab.context().close();
}

async function months(javaScriptEnabled) {
  const tab = await open("en/calls/calendar/", { javaScriptEnabled });
  const shown = () => tab.locator(".call-month").getAttribute("id");
  expect(await shown() === "month-2026-10", `the month to act in is not shown: ${await shown()}`);
  if (javaScriptEnabled) {
    await tab.locator(".call-entry a").first().focus();
    await tab.keyboard.press("PageUp");
    await tab.waitForURL("**/en/calls/2026/09/");
  } else {
    await tab.getByRole("link", { name: "September 2026", exact: true }).click();
  }
  expect(tab.url().endsWith("/en/calls/2026/09/") && await shown() === "month-2026-09", `no other month: ${tab.url()}`);
  await tab.goto(`${server.url}en/calls/calendar/#month-2026-09`);
  expect(await tab.locator("#month-2026-09 a").isVisible(), "an old address of a month leads to no link");
  await tab.context().close();
}

async function withoutScripts() {
  const tab = await open("en/calls/", { javaScriptEnabled: false });
  expect(await tab.locator(".call-card").first().isVisible(), "the list needs scripts");
  expect(!(await tab.locator("[data-call-filters]").isVisible()), "filters that do nothing are shown");
  await tab.context().close();
}

async function narrow() {
  for (const page of ["calls/", "calls/calendar/", "calls/timeline/", "calls/2026/09/", "calls/2026/", "calls/trial/", "calls/past/", "guides/first/"]) {
    for (const code of ["en", "ko"]) {
      const tab = await open(`${code}/${page}`, { viewport: { width: 320, height: 640 } });
      const width = await tab.evaluate(() => document.scrollingElement.scrollWidth);
      expect(width <= 320, `${code}/${page} is ${width}px wide at 320px`);
      await tab.context().close();
    }
  }
}

await states();
await filters();
await months(true);
await months(false);
await withoutScripts();
await narrow();
await chromium.close();
server.close();
console.log(JSON.stringify(faults));
