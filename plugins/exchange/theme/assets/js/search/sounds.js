// How a word sounds, as consonants: an English word and the same word spelt in Hangul have much the same.

import { letters } from "./hangul.js";

/** Initials that sound alike to Korean ears. Vowels are left out, as is ㅇ, and ㅎ, which English often only writes. */
const ALIKE = { k: "ㄱㅋㄲ", n: "ㄴ", t: "ㄷㅌㄸ", l: "ㄹ", m: "ㅁ", p: "ㅂㅍㅃ", s: "ㅅㅆㅈㅊㅉ" };

/** English spellings in the order they are read: 러닝 has neither the r nor the g of learning, 디자인 no g. */
const SPELLINGS = [
  [/[^a-z]|(?<=[aeiou])r(?![aeiouy])/g, ""], [/[ts]ion/g, "sn"], [/ph/g, "p"], [/ng|gn\b/g, "n"], [/c(?=[eiy])|ch|sh|th|dge?(?=e)|g(?=[eiy])|[jz]/g, "s"],
  [/x/g, "ks"], [/[bfv]/g, "p"], [/[cgq]/g, "k"], [/d/g, "t"], [/r/g, "l"], [/[aeiouwyh]/g, ""],
];
const FINAL_S = 19;
const FINAL_NG = 21;

/** Sound of a word in Hangul. At the end of a syllable ㅅ is a t, and ㅇ is not silent. */
export function soundOfHangul(text) {
  const heard = [...text].map((char) => {
    const final = (char.charCodeAt(0) - 0xac00) % 28;
    if (final !== FINAL_S && final !== FINAL_NG) return char;
    return String.fromCharCode(char.charCodeAt(0) - final) + (final === FINAL_S ? "ㄷ" : "ㄴ");
  });
  const sounds = [...letters(heard.join(""))].map((letter) => Object.keys(ALIKE).find((sound) => ALIKE[sound].includes(letter)));
  return once(sounds.join(""));
}

/** Sound of a word or phrase in Latin letters. */
export function soundOfLatin(text) {
  return once(SPELLINGS.reduce((sound, [spelling, heard]) => sound.replace(spelling, heard), text.toLowerCase()));
}

function once(sounds) {
  return sounds.replace(/(.)\1+/g, "$1");
}
