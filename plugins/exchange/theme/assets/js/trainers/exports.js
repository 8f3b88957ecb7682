// The links of a text or of a file that a learning platform gives away, whatever its form.

import { readZip } from "./zip.js";

// Our addresses are ASCII: a particle of Korean may stand behind one without a blank.
const LINK = /https?:\/\/[!#-&*+\--:=?-[\]-~]+/gi;
const IN_QUERY = /https?%3a%2f%2f(?:[\w.~-]|%[\da-f]{2})+/gi; // as mail programs and platforms wrap links
const NAMED = { amp: "&", quot: '"', lt: "<", gt: ">" };

// The body of a mail, or of a part of it, up to the next boundary (RFC 2045, 6).
const MAIL = /^content-transfer-encoding:[ \t]*(quoted-printable|base64)\b[^\r\n]*\r?\n(?:[^\r\n]+\r?\n){0,50}\r?\n([^]*?)(?=^--|^From |(?![^]))/gim;

/** A mail as it is read; letters that are not ASCII may be any: no link has them. */
function mailText(whole, encoding, body) {
  if (encoding.toLowerCase() !== "base64") {
    return body.replace(/=\r?\n/g, "").replace(/=([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  }
  try {
    return atob(body);
  } catch {
    return whole;
  }
}

/** A text in which references to letters (`&amp;`, `&#x2F;`) and escapes of JSON (`\/`, `\u0026`) are those letters. */
function unescape(text) {
  return text
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|quot|lt|gt));/gi, (whole, decimal, hexadecimal, name) => {
      if (name) return NAMED[name.toLowerCase()];
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code < 0x110000 ? String.fromCodePoint(code) : whole;
    })
    .replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
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
  const plain = unescape(unescape(text.replace(MAIL, mailText))).replace(IN_QUERY, (link) => ` ${new URLSearchParams(`u=${link}`).get("u")} `);
  const links = plain.match(LINK) ?? [];
  return [...new Set(links.map(trimmed))];
}

const IS_TEXT = /\.(xml|html?|xhtml|csv|tsv|txt|json|md|qti|opml|dat|rels|eml)$/i; // .dat of Blackboard, .rels of Office

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
    const isCut = bytes[at - BLOCK + NAME[1] - 1] !== 0; // the whole name is elsewhere
    if (IS_TEXT.test(name) || isCut) texts.push(text(at, at + length));
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
  const mark = start[0] + 256 * start[1]; // of UTF-16, as spreadsheets write it
  return new TextDecoder({ 0xfeff: "utf-16le", 0xfffe: "utf-16be" }[mark]).decode(buffer);
}
