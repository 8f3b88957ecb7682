// A path in an address, behind # or ?: everything is in it, in ASCII, and nothing is kept elsewhere.
// `n` how many parts it has, `t` the title (UTF-8 in base64url), `e` the edition, `p` the codes of its parts, each with
// its minutes if set by hand.

const MOST_PARTS = 500; // an address may be made by anybody, of any length
const UNSEEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu; // no file may hold them, or they turn a text round
const CODE = /(?<![0-9a-z-])([0-9a-f]{10})(?:-(\d{1,3}))?(?![0-9a-z-])/g;

function encode(text) {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function decode(text) {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
  } catch {
    return "";
  }
}

/** A text as it is where its percent signs stand for nothing. */
export function unquoted(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The part of the address from # on for a path `{title, edition, parts: [{code, minutes}]}`. */
export function writePath({ title, edition, parts }) {
  const fields = parts.length ? [`n=${parts.length}`] : [];
  if (title) fields.push(`t=${encode(title)}`);
  if (edition) fields.push(`e=${edition}`);
  const codes = parts.map(({ code, minutes }) => (minutes === null ? code : `${code}-${minutes}`));
  return codes.length || fields.length ? `#${[...fields, `p=${codes.join(",")}`].join(";")}` : "";
}

/**
 * The path that an address holds, whatever programs put into it on its way; what cannot be read is left out. `missing` is
 * how many parts it had once and has no more, because it was cut.
 */
export function readPath(part) {
  const fields = Object.fromEntries(unquoted(part).replace(/\s/g, "").slice(1).split(/[;&]/).map((field) => field.split("=")));
  const parts = [...(fields.p ?? "").matchAll(CODE)].slice(0, MOST_PARTS);
  return {
    title: decode(fields.t ?? "").slice(0, 80).replace(UNSEEN, ""),
    edition: /^[\w.-]{1,20}$/.test(fields.e ?? "") ? fields.e : "",
    missing: Math.max(0, Number(/^\d{1,3}$/.exec(fields.n)) - parts.length),
    parts: parts.map(([, code, minutes]) => ({ code, minutes: minutes === undefined ? null : Number(minutes) })),
  };
}

/** The path that the address of a page holds, if there is one: behind ?, as it is given away, if not behind #. */
export function pathIn({ hash, search }) {
  const part = [hash, search].find((each) => /[#?;&][np](=|%3d)/i.test(each));
  return part ? readPath(part) : null;
}
