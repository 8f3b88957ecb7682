// The links of a text or of a file that a learning platform gives away, whatever its form.

import { readZip } from "./zip.js";

const LINK = /https?:\/\/[^\s"'<>()\\,;]+/g;
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

/** Every link in a text, each once; escaped twice, as HTML in XML is, too. */
export function linksIn(text) {
  const links = unescape(unescape(text)).match(LINK) ?? [];
  return [...new Set(links.map((link) => link.replace(/[.:!?*_\]}]+$/, "")))];
}

const IS_TEXT = /\.(xml|html?|xhtml|csv|tsv|txt|json|md|qti|opml)$/i;

/** The text of a file: of a package (.imscc, .zip, .mbz, .epub) all texts that are in it. */
export async function textOf(file) {
  const buffer = await file.arrayBuffer();
  const start = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  if (start[0] === 0x50 && start[1] === 0x4b) {
    const texts = await readZip(buffer, (name) => IS_TEXT.test(name));
    return texts.map(([, text]) => text).join("\n");
  }
  if (start[0] === 0x1f && start[1] === 0x8b) throw new Error("gzip"); // a course of Moodle (.mbz) is a tar inside
  return new TextDecoder().decode(buffer);
}
