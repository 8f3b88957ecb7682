// Rank queries with the worker of Material for MkDocs as it is shipped:
// `node material.mjs <assets/javascripts of the theme> <search_index.json> <queries.json>`.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const [scripts, index, queries] = process.argv.slice(2);
const workers = join(scripts, "workers");
const script = readdirSync(workers).find((name) => /^search\..*\.js$/.test(name));

let receive;
let answer;
const context = vm.createContext({
  console: { warn() {}, log() {} },
  addEventListener: (_, handler) => (receive = handler),
  postMessage: (message) => answer(message),
  importScripts: (...names) => names.forEach((name) => run(join(workers, name))),
  URL,
});
context.self = context;

function run(file) {
  vm.runInContext(readFileSync(file, "utf8"), context);
}

function ask(message) {
  return new Promise((resolve) => {
    answer = resolve;
    receive({ data: message });
  });
}

run(join(workers, script));
const { config, docs } = JSON.parse(readFileSync(index, "utf8"));
await ask({ type: 0, data: { config, docs, options: { suggest: false } } });

const rankings = [];
for (const { text } of JSON.parse(readFileSync(queries, "utf8"))) {
  const { data } = await ask({ type: 2, data: text });
  const pages = data.items.map(([first]) => first.location.replace(/#.*$/, "").replace(/\/$/, ""));
  rankings.push([...new Set(pages)].slice(0, 10));
}
console.log(JSON.stringify(rankings));
