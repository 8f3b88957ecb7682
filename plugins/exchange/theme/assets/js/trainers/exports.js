// The links of a text or of a file that a learning platform gives away, whatever its form.

import { readZip } from "./zip.js";

// Our addresses are ASCII: a particle of Korean may stand behind one without a blank.
const LINK = /https?:\/\/[!#-&*+\--:=?-[\]_a-z~]+\uffff?/gi;
const NEXT_LINE = /[ \t]*\r?\n[> \t]*([!#-&*+\--:=?-[\]_a-z~]*[/#][!#-&*+\--:=?-[\]_a-z~]*)/iy;
const NO_SCHEME = /(?<![\w./:@%-])(?:\/\/)?(?=(?:[a-z\d-]+\.)+[a-z]{2,}\/)/gi;
const NAMED = { amp: "&", quot: '"', lt: "<", gt: ">", apos: "'" };
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

// Mail programs, messengers and platforms send readers through a page of their own, some through several.
const WRAPPED = /=(https?(?::|%(?:25)*3a)(?:\/|%(?:25)*2f){2}(?:[\w.~/?#=:-]|%[\da-f]{2})+)/gi;
const PROOFPOINT_2 = /=https?-3a__[\w.-]+/gi;
const PROOFPOINT_3 = /\/v3\/__(https?:[^\s"'<>]{1,2000}?)__;([\w-]*)[^\s"'<>]*/gi;
const MOST_WRAPPERS = 4;

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
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hexadecimal, name) => {
      if (name) return NAMED[name.toLowerCase()] ?? " "; // the others are no letters of a link
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code < 0x110000 ? String.fromCodePoint(code) : whole;
    })
    .replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll("\\/", "/");
}

const BEHIND = new Set(".:!?*_]"); // signs that end a sentence, not a link

/** A link without them; a regular expression would begin anew at each sign of a long run. */
function trimmed(link) {
  let end = link.length;
  while (BEHIND.has(link[end - 1])) end -= 1;
  return link.slice(0, end);
}

/** A link that Proofpoint took signs out of, with them put back: they stand behind it. */
function refilled(_, link, signs) {
  try {
    const letters = [...atob(signs.replaceAll("-", "+").replaceAll("_", "/"))];
    return `\uffff ${link.replace(/\*/g, () => letters.shift() ?? "*")} `;
  } catch {
    return `\uffff ${link} `;
  }
}

const decoded = (link) => new URLSearchParams(`u=${link.replaceAll("#", "%23")}`).get("u");

/** A text in which what was wrapped into another link stands alone, and what it was wrapped into ends in a sign that no text has. */
function unwrap(text) {
  let plain = text.replace(PROOFPOINT_3, refilled)
    .replace(PROOFPOINT_2, (link) => link.replaceAll("_", "/").replace(/-([\da-f]{2})/gi, "%$1"));
  for (let wrapper = 0; wrapper < MOST_WRAPPERS && plain.search(WRAPPED) >= 0; wrapper += 1) {
    plain = plain.replace(WRAPPED, (_, link) => `=\uffff ${decoded(link)} `);
  }
  return plain;
}

/** The link at a place of a text, with the lines that a mail program has broken it into, if `leads` knows it then. */
function joined(text, { 0: start, index }, leads) {
  let [link, best] = [start, trimmed(start)];
  NEXT_LINE.lastIndex = index + start.length;
  for (let next = NEXT_LINE.exec(text); next && link.length < 2000; next = NEXT_LINE.exec(text)) {
    link = link.replace(/=$/, "") + next[1];
    if (leads(trimmed(link))) best = trimmed(link);
  }
  return best;
}

/** Every link in a text, each once; escaped twice, as HTML in XML is, too. `leads` says yes to links that lead somewhere. */
export function linksIn(text, leads = () => false) {
  const plain = unwrap(unescape(unescape(text.replace(MAIL, mailText))).replace(UNSEEN, "").replace(/"\s+\\l\s+"/g, "#"))
    .replace(NO_SCHEME, "https://");
  const links = [...plain.matchAll(LINK)].filter(([link]) => !link.endsWith("\uffff"));
  return [...new Set(links.map((link) => joined(plain, link, leads)))];
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

/** The links of Office to a section, which stands in the text, apart from the address that it belongs to. */
function officeLinks(texts) {
  return [...texts].flatMap(([name, text]) => {
    const addresses = texts.get(name.replace(/[^/]+$/, "_rels/$&.rels")) ?? "";
    return [...text.matchAll(/<(?:\w+:)?hyperlink\s[^>]*>/g)].map(([link]) => {
      const [id, section] = [/\bid="(\w+)"/, /\b(?:anchor|location)="([^"]+)"/].map((attribute) => attribute.exec(link)?.[1]);
      const [address = ""] = addresses.match(new RegExp(`<[^>]*\\bId="${id}"[^>]*>`)) ?? [];
      return section ? `${/\bTarget="([^"]+)"/.exec(address)?.[1] ?? ""}#${section}` : "";
    });
  });
}

/** The text of a file: of a package (.imscc, .zip, .mbz, .epub) all texts that are in it. */
export async function textOf(file) {
  const buffer = await file.arrayBuffer();
  const start = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  if (start[0] === 0x50 && start[1] === 0x4b) {
    const texts = await readZip(buffer, (name) => IS_TEXT.test(name));
    return [...texts.map(([, text]) => text), ...officeLinks(new Map(texts))].join("\n");
  }
  if (start[0] === 0x1f && start[1] === 0x8b) return tarTexts(buffer).then((texts) => texts.join("\n"));
  const mark = start[0] + 256 * start[1]; // of UTF-16, as spreadsheets write it
  return new TextDecoder({ 0xfeff: "utf-16le", 0xfffe: "utf-16be" }[mark]).decode(buffer);
}
