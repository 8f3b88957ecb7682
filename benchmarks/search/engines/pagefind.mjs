// Rank queries with Pagefind as it comes, an index per language:
// `node pagefind.mjs <pages.json> <queries.json> <folder to write to> <language>`.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as pagefind from "pagefind";

const [pages, queries, folder, lang] = process.argv.slice(2);
const { index } = await pagefind.createIndex();
for (const { id, lang: each, html } of JSON.parse(readFileSync(pages, "utf8"))) {
  if (each === lang) await index.addHTMLFile({ url: `/${id}/`, content: html });
}
await index.writeFiles({ outputPath: folder });
await pagefind.close();

// What its script expects of a browser.
const base = pathToFileURL(`${folder}/`).href;
globalThis.window = globalThis;
globalThis.location = new URL("http://localhost/");
globalThis.document = { querySelector: () => ({ getAttribute: () => lang }), currentScript: null };
globalThis.fetch = async (address) => {
  const bytes = await readFile(fileURLToPath(new URL(String(address).replace(/\?.*$/, ""), base)));
  return new Response(bytes);
};
const search = await import(`${base}pagefind.js`);
await search.options({ basePath: base });

const rankings = [];
for (const { text } of JSON.parse(readFileSync(queries, "utf8"))) {
  const { results } = await search.search(text);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  rankings.push(shown.map(({ url }) => url.replace(/^.*?\/((?:en|ko)\/[^/]+)\/?$/, "$1")));
}
console.log(JSON.stringify(rankings));
process.exit(0);
