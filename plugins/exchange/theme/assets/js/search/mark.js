// Find the words to mark in a text, for the terms a result gives in `marks`.

import { UNSPACED, WORD, partsOf, termOf } from "./english.js";

// Or another script in which a mark may begin and end within a word.
const STARTS_HANGUL = new RegExp(`^[가-힣${UNSPACED}]`);
const MOST_MARKS = 200;

/** Rising, separate `[start, end]` ranges of a text in which the terms stand. */
export function rangesToMark(text, marks) {
  const terms = marks.slice(0, MOST_MARKS);
  const korean = terms.filter((term) => STARTS_HANGUL.test(term)).flatMap((term) => hangulRanges(text, term));
  const latin = latinRanges(text, new Set(terms.filter((term) => !STARTS_HANGUL.test(term))));
  return separate([...korean, ...latin]);
}

/** Where a term stands, its syllables apart or together; of a verb its stem, where a word begins. */
function hangulRanges(text, term) {
  const verb = term.length > 1 && term.endsWith("다") && !text.includes(term);
  const stem = verb ? term.slice(0, -1) : term;
  const pattern = new RegExp((verb ? "(?<![가-힣])" : "") + [...stem].join(" ?"), "g");
  return [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
}

function latinRanges(text, terms) {
  const lower = text.toLowerCase();
  if (!terms.size || lower.length !== text.length) return [];
  return [...lower.matchAll(WORD)]
    .filter(([word]) => {
      const parts = partsOf(word);
      return terms.has(termOf(parts.join(""))) || parts.some((part) => terms.has(termOf(part)));
    })
    .map((match) => [match.index, match.index + match[0].length]);
}

function separate(ranges) {
  const found = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = found.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}
