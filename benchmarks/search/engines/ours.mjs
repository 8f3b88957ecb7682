// Rank queries with our engine: `node ours.mjs <folder of indexes> <queries.json>`.

import { readFileSync } from "node:fs";
import { Engine } from "../../../plugins/exchange/theme/assets/js/search/engine.js";

const [folder, queries] = process.argv.slice(2);
const languages = ["en", "ko"];

function loader(lang) {
  return async (name) => JSON.parse(readFileSync(`${folder}/${lang}/${name}`, "utf8"));
}

const loaders = Object.fromEntries(languages.map((lang) => [lang, loader(lang)]));
const engines = Object.fromEntries(languages.map((lang) => [lang, new Engine(loaders, lang)]));
const rankings = [];
for (const { text, reader } of JSON.parse(readFileSync(queries, "utf8"))) {
  const { hits } = await engines[reader].search(text);
  rankings.push(hits.map((hit) => hit.url.replace(/\/$/, "")));
}
console.log(JSON.stringify(rankings));
