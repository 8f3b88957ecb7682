// Milliseconds per query in Chromium, from message to answer, fetching from a server on this machine:
// `node latency.mjs <folder with en/, ko/ and worker.js> <queries.json>`. Prints a list for a first pass,
// in which files are fetched as they are needed, and for a second, in which they are there.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { chromium } from "playwright-core";

const [folder, queries] = process.argv.slice(2);
const FLAGS = [
  "--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  const type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".json") ? "application/json" : "text/html";
  try {
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" });
    response.end(path === "/" ? "<!doctype html><title>search</title>" : readFileSync(folder + path));
  } catch {
    response.end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}/`;

async function measure({ base, queries }) {
  const workers = {};
  let waiting;
  for (const lang of ["en", "ko"]) {
    workers[lang] = new Worker(`${base}worker.js`, { type: "module" });
    workers[lang].onmessage = ({ data }) => waiting(data);
    workers[lang].onerror = ({ message }) => waiting({ type: "error", message });
    await ask(workers[lang], { type: "open", lang, bases: { en: `${base}en/`, ko: `${base}ko/` } });
  }
  function ask(worker, message) {
    return new Promise((resolve, reject) => {
      waiting = (data) => (data.type === "error" ? reject(new Error(data.message)) : resolve(data));
      worker.postMessage(message);
    });
  }
  const passes = [[], []];
  for (const pass of passes) {
    for (const { text, reader } of queries) {
      const start = performance.now();
      await ask(workers[reader], { type: "search", query: text, options: {} });
      pass.push(performance.now() - start);
    }
  }
  return passes;
}

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  const page = await browser.newPage();
  await page.goto(base);
  const asked = JSON.parse(readFileSync(queries, "utf8"));
  console.log(JSON.stringify(await page.evaluate(measure, { base, queries: asked })));
} finally {
  await browser.close();
  server.close();
}
