// Rank queries with MiniSearch as it comes: `node minisearch.mjs <pages.json> <queries.json>`.
// One index over both languages; prefixes and a fuzziness of .2, as its guide proposes for a site.

import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";

const [pages, queries] = process.argv.slice(2);
const index = new MiniSearch({ fields: ["title", "headings", "tags", "text"], storeFields: ["lang"] });
index.addAll(JSON.parse(readFileSync(pages, "utf8")));

const rankings = JSON.parse(readFileSync(queries, "utf8")).map(({ text, reader }) => {
  const found = index.search(text, {
    prefix: true,
    fuzzy: 0.2,
    boost: { title: 6, tags: 3, headings: 2.2 },
    boostDocument: (_, __, { lang }) => (lang === reader ? 1 : 0.4),
  });
  return found.slice(0, 10).map(({ id }) => id);
});
console.log(JSON.stringify(rankings));
