// Read English words by the rules the index was built with: plugins/site_search/english.py.

import { stem } from "./porter.js";

const SPACED = "0-9a-zÀ-\u05bd\u05bf-״ؠ-ۓە-ۿ\u0900-ॣ०-ෳა-ჿሀ-ፚḀ-ῼ";
// Letters of scripts without spaces between words.
export const UNSPACED = "ก-໿က-၉ក-\u17d3々ぁ-ヿ㐀-鿿";
const LETTER = `[${SPACED}${UNSPACED}]`;
const PART = new RegExp(`[${UNSPACED}](?=([${UNSPACED}]))|(?<![${UNSPACED}])[${UNSPACED}]|[${SPACED}]+`, "g");
export const WORD = new RegExp(`${LETTER}+(?:['’]${LETTER}+)*(?:[-‐‑–/.\u200c\u200d]${LETTER}+)*`, "g");

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

/** Words a lower-case word with hyphens is made of, possessives cut off; two letters each where words have no spaces. */
export function partsOf(word) {
  const bare = word.replace(/['’]s?(?![0-9a-z])/g, "");
  return [...bare.matchAll(PART)].map(([part, next = ""]) => part + next);
}
