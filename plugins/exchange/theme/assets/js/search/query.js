// Read what a reader typed into slots, the words to look for. Never throws, whatever is typed.

import { WORD, partsOf } from "./english.js";
import { isEmpty, isParticle } from "./hangul.js";
import { STOP_WORDS, termsOf } from "./terms.js";

const MOST_CHARACTERS = 300;
const MOST_SLOTS = 14;
const MOST_IN_SLOT = 40;
const TOKEN = new RegExp(`[가-힣ㄱ-ㆎ]+|${WORD.source}`, "g");

const LONE_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const LONE_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const LONE_FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/** One spelling of equal texts: NFC, lower case, letters of one width, no half characters. */
export function clean(text) {
  return String(text)
    .slice(0, MOST_CHARACTERS)
    .replace(/[\ud800-\udfff]/g, " ")
    .normalize("NFC")
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u1100-\u1112]/g, (char) => LONE_INITIALS[char.charCodeAt(0) - 0x1100])
    .replace(/[\u1161-\u1175]/g, (char) => LONE_VOWELS[char.charCodeAt(0) - 0x1161])
    .replace(/[\u11a8-\u11c2]/g, (char) => LONE_FINALS[char.charCodeAt(0) - 0x11a8])
    .toLowerCase();
}

/**
 * Slots of a query: `{ kind, text, key, start, end }`, where `kind` is "hangul" or "latin", `key` what
 * names of concepts are compared by, and `start` and `end` places in the cleaned query.
 */
export function readQuery(query) {
  const { text, slots: all } = readName(query);
  const telling = all.filter((slot, place) => !isFiller(slot, all[place - 1]));
  return { text, slots: (telling.length ? telling : all).slice(0, MOST_SLOTS) };
}

/** Every word of a text as a slot, those that say nothing too. */
function readName(name) {
  const text = clean(name);
  const words = [...text.matchAll(TOKEN)];
  return { text, slots: words.map((match) => slotOf(match[0].slice(0, MOST_IN_SLOT), match.index)) };
}

function slotOf(text, start) {
  const kind = /^[가-힣ㄱ-ㆎ]/.test(text) ? "hangul" : "latin";
  const key = kind === "hangul" ? text : termsOf(text).terms.join("");
  return { kind, text, key, start, end: start + text.length };
}

/** Words that say nothing, and a particle written after a Latin word: IRB는. */
function isFiller(slot, before) {
  if (slot.kind === "latin") return partsOf(slot.text).every((part) => STOP_WORDS.has(part));
  if (isEmpty(slot.text)) return true;
  return before?.kind === "latin" && before.end === slot.start && isParticle(slot.text);
}
