// Read a word of a query as the terms of an index: those of its parts, and of the whole.

import { UNSPACED, partsOf, termOf } from "./english.js";

const PARTED_OTHERWISE = new RegExp(`[/${UNSPACED}]`);

export const STOP_WORDS = new Set(
  (
    "a an and are as at be been being but by can could did do does for from had has have how i if in into is it " +
    "its may me my no nor not of on or our shall should so such than that the their them then there these they " +
    "this those to was we were what when where which who whom whose why will with would you your"
  ).split(" "),
);

/** Terms of one lower-case word: of its parts, and of the whole where hyphens join them. */
export function termsOf(word) {
  const parts = partsOf(word);
  const kept = parts.filter((part) => !STOP_WORDS.has(part));
  const terms = (kept.length ? kept : parts).map(termOf);
  return { terms, joined: parts.length > 1 && !PARTED_OTHERWISE.test(word) ? termOf(parts.join("")) : null };
}
