// Bytes a first query fetches, gzipped: `node bytes.mjs <folder of indexes> <queries.json>`.
// Prints for each query the sum over the files a fresh engine asked for, and what all queries of a reader's
// language fetch together.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Engine } from "../../../plugins/exchange/theme/assets/js/search/engine.js";

const [folder, queries] = process.argv.slice(2);
const sizes = new Map();

function sizeOf(path) {
  if (!sizes.has(path)) sizes.set(path, gzipSync(readFileSync(path), { level: 9 }).length);
  return sizes.get(path);
}

async function fetched(text, reader, all) {
  const asked = new Set();
  const loader = (lang) => async (name) => {
    const path = `${folder}/${lang}/${name}`;
    asked.add(path).forEach((each) => all.add(each));
    return JSON.parse(readFileSync(path, "utf8"));
  };
  await new Engine({ en: loader("en"), ko: loader("ko") }, reader).search(text);
  return [...asked].reduce((sum, path) => sum + sizeOf(path), 0);
}

const all = { en: new Set(), ko: new Set() };
const each = [];
for (const { text, reader } of JSON.parse(readFileSync(queries, "utf8"))) {
  each.push(await fetched(text, reader, all[reader]));
}
const together = (paths) => [...paths].reduce((sum, path) => sum + sizeOf(path), 0);
console.log(JSON.stringify({ each, all: { en: together(all.en), ko: together(all.ko) } }));
