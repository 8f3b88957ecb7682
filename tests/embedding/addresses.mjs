// Paths and links that anybody may have written: node embedding/addresses.mjs <folder of the scripts, as .mjs>, as JSON.
const [folder] = process.argv.slice(2);
globalThis.location = { href: "https://a.example/en/check-links/" };
globalThis.document = {
  documentElement: { lang: "en" }, querySelector: () => ({ dataset: { root: "../../" }, textContent: "{}" }),
};
const { readPath, writePath } = await import(`${folder}/address.mjs`);
const { linksIn } = await import(`${folder}/exports.mjs`);
const { parse } = await import(`${folder}/judge.mjs`);
const title = (text) => `#t=${Buffer.from(text).toString("base64url")};p=`;
const turned = readPath(title("a\u202eb\u0001c\u0000\ufffed")).title;
const cut = readPath(title(`${"a".repeat(79)}😀`)).title;
const codes = Array.from({ length: 9_000 }, (_, number) => number.toString(16).padStart(10, "0")).join(",");
const path = readPath(`#__proto__=x;constructor=y;t=!!;e=../../x;p=${codes},zz,<b>`);
const run = `https://a.example/${".".repeat(300_000)}`;
console.log(JSON.stringify({
  turned, cut, title: path.title, edition: path.edition, parts: path.parts.length, again: writePath(path).length,
  named: ["%E0%A4%A", "%", "part%20two"].map((name) => parse(`https://a.example/en/x/#${name}`, { url: location.href }).section),
  links: linksIn(`${run}~ ${run} javascript:alert(1)`).map((link) => link.length),
}));
