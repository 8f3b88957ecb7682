// Look at pages as a person with a keyboard, a narrow screen, large text or a slow line meets them.
// node browser.mjs SITE PAGE... prints a JSON object: for each check the list of what is wrong.
import { browser, serve } from "./harness.mjs";

const [site, ...pages] = process.argv.slice(2);
const server = await serve(site);
const chromium = await browser();
const faults = { keyboard: [], reflow: [], spacing: [], enlarged: [], weight: [], policy: [], terms: [] };

/** Open a page in a window of its own. */
async function open(page, options) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  await tab.goto(server.url + page, { waitUntil: "networkidle" });
  return { tab, close: () => context.close() };
}

/** Press Tab until the focus leaves the page: every control is reached once, is on screen, in reading order. */
async function walk(page, width) {
  const { tab, close } = await open(page, { viewport: { width, height: 900 }, reducedMotion: "reduce" });
  const wanted = await tab.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
    const shown = all.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
    shown.forEach((element, number) => { element.dataset.walk = number; });
    return shown.length;
  });
  let last = -1;
  for (let step = 0; step < wanted; step += 1) {
    await tab.keyboard.press("Tab");
    const here = await tab.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return {
        number: Number(element.dataset.walk ?? -1),
        name: element.outerHTML.slice(0, 80),
        inside: box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      };
    });
    if (here.number !== last + 1) { faults.keyboard.push(`${page} at ${width}px: after stop ${last} comes ${here.number}: ${here.name}`); break; }
    if (!here.inside) faults.keyboard.push(`${page} at ${width}px: off screen: ${here.name}`);
    if (!here.outlined) faults.keyboard.push(`${page} at ${width}px: focus not visible: ${here.name}`);
    last = here.number;
  }
  await close();
}

/** Nothing but tables and code may be wider than the window, and no text may be cut off. */
const overflow = () => {
  const wide = document.scrollingElement.scrollWidth > innerWidth + 1 ? [`the page is ${document.scrollingElement.scrollWidth}px wide`] : [];
  const cut = [...document.querySelectorAll("main *, header *, footer *")].filter((element) => {
    const style = getComputedStyle(element);
    const hides = style.overflowX === "hidden" || style.overflowY === "hidden" || style.textOverflow === "ellipsis";
    return hides && style.clipPath === "none" && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  });
  const out = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, a, button)")].filter((element) => {
    if (!element.checkVisibility() || element.closest(".table, pre, .visually-hidden")) return false;
    const box = element.getBoundingClientRect();
    return box.right > innerWidth + 1 || box.left < -1;
  });
  return [...wide, ...[...cut, ...out].map((element) => element.outerHTML.slice(0, 90))];
};

async function measured(page, check, options, prepare) {
  const { tab, close } = await open(page, { bypassCSP: true, ...options });
  await prepare?.(tab);
  for (const fault of await tab.evaluate(overflow)) faults[check].push(`${page}: ${fault}`);
  await close();
}

/** The spacing of WCAG 1.4.12, and text at twice its size (1.4.4). */
const spaced = (tab) => tab.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }" });
const twice = (tab) => tab.addStyleTag({ content: "html { font-size: 200% !important }" });

/** Bytes over the line (as a host would compress them), requests, third parties, layout shifts. */
async function weigh(page) {
  const context = await chromium.newContext({ viewport: { width: 412, height: 823 } });
  const tab = await context.newPage();
  const requests = [];
  tab.on("requestfinished", async (request) => { requests.push(request); });
  await tab.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; })
      .observe({ type: "layout-shift", buffered: true });
  });
  await tab.goto(server.url + page, { waitUntil: "networkidle" });
  const { gzipSync } = await import("node:zlib");
  let bytes = 0;
  for (const request of requests) {
    const body = await (await request.response()).body();
    bytes += gzipSync(body).length + 300;
    if (!request.url().startsWith(server.url)) faults.weight.push(`${page}: asks a third party: ${request.url()}`);
  }
  const shift = await tab.evaluate(() => window.shift);
  if (bytes > 100_000) faults.weight.push(`${page}: ${bytes} bytes`);
  if (requests.length > 12) faults.weight.push(`${page}: ${requests.length} requests`);
  if (shift > 0.02) faults.weight.push(`${page}: layout shift ${shift.toFixed(3)}`);
  await context.close();
  return { page, bytes, requests: requests.length, shift: Number(shift.toFixed(4)) };
}

/** What an attacker might get into a page must not run: the page is served with scripts added in every way. */
async function attack(page) {
  const context = await chromium.newContext();
  const tab = await context.newPage();
  await tab.route("**/*", async (route) => {
    const answer = await route.fetch();
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) return route.fulfill({ response: answer });
    const injected = `<script>window.ran = "inline"</script><img src="x" onerror="window.ran = 'handler'">
      <a id="bait" href="javascript:window.ran = 'link'">x</a><base href="https://evil.example/">
      <script src="data:text/javascript,window.ran='data'"></script><script src="https://evil.example/x.js"></script>
      <svg><script>window.ran = "svg"</script></svg><iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>`;
    return route.fulfill({ response: answer, body: (await answer.text()).replace("<main", `${injected}<main`) });
  });
  await tab.goto(server.url + page);
  await tab.evaluate(() => document.querySelector("#bait").click()).catch(() => {});
  await tab.waitForTimeout(200);
  const ran = await tab.evaluate(() => window.ran ?? "");
  if (ran) faults.policy.push(`${page}: ran ${ran}`);
  if (!(await tab.evaluate(() => document.querySelector("#bait") !== null))) faults.policy.push(`${page}: nothing was injected`);
  await context.close();
}

/** A term's note appears for the pointer and for the focus, stays within the window, and goes away with Esc. */
async function notes(page) {
  for (const width of [360, 1280]) {
    const { tab, close } = await open(page, { viewport: { width, height: 900 }, reducedMotion: "reduce" });
    const term = tab.locator(".text .term").first();
    if (await term.count()) {
      const note = term.locator(".term-note");
      const shown = async (how) => {
        const box = await note.boundingBox();
        if (!box || box.x < 0 || box.x + box.width > width) faults.terms.push(`${page} at ${width}px: no note in sight by ${how}`);
      };
      if (await note.isVisible()) faults.terms.push(`${page}: a note is open that nobody asked for`);
      await term.locator("a").focus();
      await shown("focus");
      await tab.keyboard.press("Escape");
      if (await note.isVisible()) faults.terms.push(`${page}: Esc does not put the note away`);
      await tab.locator("h1").click();
      await term.hover();
      await shown("pointer");
    }
    await close();
  }
}

const weights = [];
for (const page of pages) {
  for (const width of [320, 1280]) await walk(page, width);
  await measured(page, "reflow", { viewport: { width: 320, height: 800 } });
  await measured(page, "spacing", { viewport: { width: 360, height: 800 } }, spaced);
  await measured(page, "enlarged", { viewport: { width: 640, height: 800 } }, twice);
  weights.push(await weigh(page));
  await attack(page);
  await notes(page);
}
await chromium.close();
server.close();
console.log(JSON.stringify({ faults, weights }));
