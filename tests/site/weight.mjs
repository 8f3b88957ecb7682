// Weigh pages of the table as they come to a phone with nothing kept: bytes as a host would compress them,
// requests, third parties, layout shifts. Prints a JSON object.
import { gzipSync } from "node:zlib";
import { asked, browser, serveAll } from "./harness.mjs";

const HEADERS = 300; // bytes of a response's head
const { sites, pages, now } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const weights = [];

for (const page of pages) {
  const context = await chromium.newContext({ viewport: { width: 412, height: 823 } });
  await context.clock.setFixedTime(now);
  const tab = await context.newPage();
  const requests = [];
  tab.on("request", (request) => { requests.push(request); });
  await tab.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; })
      .observe({ type: "layout-shift", buffered: true });
  });
  await tab.goto(address(page), { waitUntil: "networkidle" });
  const own = new URL(address(page)).origin;
  let bytes = 0;
  for (const request of requests) bytes += gzipSync(await (await request.response()).body()).length + HEADERS;
  weights.push({
    page: `${page.site}:/${page.path}`,
    bytes,
    requests: requests.length,
    shift: await tab.evaluate(() => window.shift),
    strangers: requests.map((request) => request.url()).filter((url) => !url.startsWith(own)),
  });
  await context.close();
}
await chromium.close();
close();
console.log(JSON.stringify({ weights }));
