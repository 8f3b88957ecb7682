// The links of files that platforms give away, printed as JSON; `known` is one that leads somewhere:
// node embedding/exports.mjs <exports.js as .mjs> <known> <files>
import { readFile } from "node:fs/promises";

const [script, known, ...paths] = process.argv.slice(2);
const { linksIn, textOf } = await import(script);
const texts = await Promise.all(paths.map(async (path) => textOf(new Blob([await readFile(path)]))));
console.log(JSON.stringify(texts.map((text) => linksIn(text, (link) => link === known))));
