// The links of files that platforms give away: node embedding/exports.mjs <exports.js as .mjs> <files>, printed as JSON.
import { readFile } from "node:fs/promises";

const [script, ...paths] = process.argv.slice(2);
const { linksIn, textOf } = await import(script);
const links = await Promise.all(paths.map(async (path) => linksIn(await textOf(new Blob([await readFile(path)])))));
console.log(JSON.stringify(links));
