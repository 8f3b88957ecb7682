// Read English words by the rules the index was built with: plugins/site_search/english.py.

import { stem } from "./porter.js";

const LETTER = "[0-9a-zÀ-ɏͰ-ӿ\\u3040-\\u30ff\\u4e00-\\u9fff]";
const PART = new RegExp(`${LETTER}+`, "g");
export const WORD = new RegExp(`${LETTER}+(?:['’]${LETTER}+)*(?:[-‐‑–/.]${LETTER}+)*`, "g");

export const STOP_WORDS = new Set(
  (
    "a an and are as at be been being but by can could did do does for from had has have how i if in into is it " +
    "its may me my no nor not of on or our shall should so such than that the their them then there these they " +
    "this those to was we were what when where which who whom whose why will with would you your"
  ).split(" "),
);

const FOLDS = [
  [/^practis/g, "practic"],
  [/ys(?:is|es|e|ed|ing|ers?)$/g, "yze"],
  [/eses$/g, "esis"],
  [/is(e|ed|es|ers?|ing|able|ations?|ational)$/g, "iz$1"],
  [/(?<=...)our(s|ed|ing|al|able|ite|ites)?$/g, "or$1"],
  [/(?<=..)([bt])re(s|d)?$/g, "$1er$2"],
  [/ogue(s)?$/g, "og$1"],
  [/^programme/g, "program"],
  [/(?<=..)(l|f)ence(s|d)?$/g, "$1ense$2"],
  [/^licence/g, "license"],
  [/^(enro|fulfi|labe|mode|trave|counse|cance|signa|leve|fue|tota|channe|insta)ll/g, "$1l"],
  [/(?<=.)[ao]e(?=.{3})/g, "e"],
  [/^sulph/g, "sulf"],
  [/^artefact/g, "artifact"],
  [/dgement/g, "dgment"],
];

/** American spelling of a word, as far as rules can tell. */
export function foldSpelling(word) {
  if (word.length < 5) return word;
  return FOLDS.reduce((folded, [pattern, replacement]) => folded.replace(pattern, replacement), word);
}

/** Term of one lower-case word without hyphens. */
export function termOf(word) {
  return stem(foldSpelling(word)).replace(/ifi$/, "if");
}

/** Words a lower-case word with hyphens is made of, possessives cut off. */
export function partsOf(word) {
  return word.replace(/['’]s?(?![0-9a-z])/g, "").match(PART) ?? [];
}

/** Terms of one lower-case word: of its parts, and of the whole where hyphens join them. */
export function termsOf(word) {
  const parts = partsOf(word);
  const kept = parts.filter((part) => !STOP_WORDS.has(part));
  const terms = (kept.length ? kept : parts).map(termOf);
  return { terms, joined: parts.length > 1 && !word.includes("/") ? termOf(parts.join("")) : null };
}
