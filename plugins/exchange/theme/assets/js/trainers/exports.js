// The links of a text or of a file that a learning platform gives away, whatever its form.

import { readZip } from "./zip.js";

// Our addresses are ASCII: a particle of Korean may stand behind one without a blank.
const LINK = /https?:\/\/[!#-&*+\--:=?-[\]-~]+/gi;
const IN_QUERY = /https?%3a%2f%2f(?:[\w.~-]|%[\da-f]{2})+/gi; // as mail programs and platforms wrap links
const NAMED = { amp: "&", quot: '"', lt: "<", gt: ">" };

/** A text in which references to letters (`&amp;`, `&#x2F;`) and escapes of JSON (`\/`) are those letters. */
function unescape(text) {
  return text
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|quot|lt|gt));/gi, (whole, decimal, hexadecimal, name) => {
      if (name) return NAMED[name.toLowerCase()];
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code < 0x110000 ? String.fromCodePoint(code) : whole;
    })
    .replaceAll("\\/", "/");
}

const BEHIND = new Set(".:!?*_]}"); // signs that end a sentence, not a link

/** A link without them; a regular expression would begin anew at each sign of a long run. */
function trimmed(link) {
  let end = link.length;
  while (BEHIND.has(link[end - 1])) end -= 1;
  return link.slice(0, end);
}

/** Every link in a text, each once; escaped twice, as HTML in XML is, too. */
export function linksIn(text) {
  const plain = unescape(unescape(text)).replace(IN_QUERY, (link) => ` ${new URLSearchParams(`u=${link}`).get("u")} `);
  const links = plain.match(LINK) ?? [];
  return [...new Set(links.map(trimmed))];
}

const IS_TEXT = /\.(xml|html?|xhtml|csv|tsv|txt|json|md|qti|opml)$/i;

const [BLOCK, NAME, SIZE] = [512, [0, 100], [124, 136]]; // of a tar, in bytes: POSIX.1-1988, "ustar"

/** The texts of a tar that is packed by gzip, as a course of Moodle (.mbz) is. */
async function tarTexts(buffer) {
  const stream = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const text = (start, end) => new TextDecoder().decode(bytes.subarray(start, end));
  const texts = [];
  for (let at = 0; bytes[at];) {
    const [name, size] = [NAME, SIZE].map(([from, to]) => text(at + from, at + to).split("\0")[0].trim());
    const length = Math.max(Number.parseInt(size, 8) || 0, 0);
    at += BLOCK;
    if (IS_TEXT.test(name)) texts.push(text(at, at + length));
    at += Math.ceil(length / BLOCK) * BLOCK;
  }
  return texts;
}

/** The text of a file: of a package (.imscc, .zip, .mbz, .epub) all texts that are in it. */
export async function textOf(file) {
  const buffer = await file.arrayBuffer();
  const start = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  if (start[0] === 0x50 && start[1] === 0x4b) {
    const texts = await readZip(buffer, (name) => IS_TEXT.test(name));
    return texts.map(([, text]) => text).join("\n");
  }
  if (start[0] === 0x1f && start[1] === 0x8b) return tarTexts(buffer).then((texts) => texts.join("\n"));
  return new TextDecoder().decode(buffer);
}
