// node lighthouse.mjs FOLDER PAGE RUNS prints the medians of Lighthouse's mobile figures for one page, as JSON.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const [folder, page, runs] = process.argv.slice(2);
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain" };

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
  try {
    let file = join(folder, path);
    if ((await stat(file)).isDirectory()) file = join(file, "index.html");
    const type = types[extname(file)] ?? "application/octet-stream";
    const body = await readFile(file);
    const packed = /text|json|xml|svg/.test(type);
    response.writeHead(200, { "Content-Type": type, "Cache-Control": "max-age=3600", ...(packed && { "Content-Encoding": "gzip" }) });
    response.end(packed ? gzipSync(body) : body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const chrome = await chromeLauncher.launch({
  chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const found = [];
for (let run = 0; run < Number(runs); run += 1) {
  const result = await lighthouse(`http://127.0.0.1:${server.address().port}/${page}`, { port: chrome.port, output: "json", logLevel: "silent" });
  const { categories, audits } = result.lhr;
  const items = audits["network-requests"].details.items;
  found.push({
    performance: Math.round(categories.performance.score * 100),
    accessibility: Math.round(categories.accessibility.score * 100),
    "best-practices": Math.round(categories["best-practices"].score * 100),
    seo: Math.round(categories.seo.score * 100),
    lcp_s: Number((audits["largest-contentful-paint"].numericValue / 1000).toFixed(2)),
    cls: Number(audits["cumulative-layout-shift"].numericValue.toFixed(3)),
    kb: Math.round(items.reduce((sum, item) => sum + item.transferSize, 0) / 1000),
    js_kb: Math.round(items.filter((item) => item.resourceType === "Script").reduce((sum, item) => sum + item.transferSize, 0) / 1000),
    requests: items.length,
  });
}
console.log(JSON.stringify(Object.fromEntries(Object.keys(found[0]).map((key) => [key, median(found.map((row) => row[key]))]))));
chrome.kill();
server.close();
