// What every browser check needs: a static server on the loopback interface, and a browser.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".ics": "text/calendar",
  ".csv": "text/csv", ".bin": "application/octet-stream",
};

const MOST = Math.max(2, availableParallelism());

/**
 * Serve a folder as a static host does: index.html for folders, 404.html for what is not there.
 * A file that is `withheld` is not there.
 */
export async function serve(folder, { withheld } = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
    try {
      if (withheld && path.endsWith(withheld)) throw new Error(withheld);
      let file = join(folder, path);
      if ((await stat(file)).isDirectory()) file = join(file, "index.html");
      const kept = extname(file) === ".html" ? "no-store" : "max-age=3600";
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": kept });
      response.end(await readFile(file));
    } catch {
      response.writeHead(404, { "Content-Type": TYPES[".html"] });
      response.end(await readFile(join(folder, "404.html")).catch(() => "not found"));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Start Chromium from where the system keeps it. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
}

/** Read what a test asks for: sites by name, and the pages of its table (tests/site/kinds.py). */
export async function asked() {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

/**
 * Serve every site that is asked for; `address` gives where a page of the table is. Pages that send their readers on
 * are kept still: their script is withheld by the server, since a browser whose requests are intercepted keeps nothing.
 */
export async function serveAll(sites) {
  const servers = {};
  for (const [name, folder] of Object.entries(sites)) servers[name] = await serve(folder, { withheld: "/editions/forward.js" });
  return {
    address: ({ site, path }) => servers[site].url + path,
    close: () => { for (const server of Object.values(servers)) server.close(); },
  };
}

/** A window of its own at a fixed moment, in which nothing moves. */
export async function still(chromium, now, options) {
  const context = await chromium.newContext({ reducedMotion: "reduce", colorScheme: "light", ...options });
  await context.clock.setFixedTime(now);
  return context;
}

/** Do something for each item, as many at a time as there are processors; one failure ends all. */
export async function each(items, work) {
  const waiting = [...items];
  const worker = async () => { while (waiting.length) await work(waiting.shift()); };
  await Promise.all(Array.from({ length: Math.min(MOST, waiting.length) }, worker));
}

/**
 * Do something for each page, in as many tabs as there are processors. A tab of its own would cost a page half a
 * second of processor time; what the page before has stored, and its pointer, are taken away instead.
 */
export async function eachInTab(pages, open, work) {
  const waiting = [...pages];
  const inOneTab = async () => {
    const tab = await open();
    while (waiting.length) {
      await work(tab, waiting.shift());
      await tab.mouse.move(0, 0);
      await tab.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
    }
    await tab.context().close();
  };
  await Promise.all(Array.from({ length: Math.min(MOST, waiting.length) }, inOneTab));
}
