// Tell whether a page is called what the query says: a title that is the query outweighs any number of mentions.

import { keysOf } from "./concepts.js";
import { readQuery } from "./query.js";

const TITLE = 1.6;
const HEADING = 1.25;

/** What titles are compared with: the query, and the names of the concept it asks for. */
export function keysFor(slots, spans, concepts, lang) {
  const whole = spans.find(({ from, to, share }) => from === 0 && to === slots.length - 1 && share === 1);
  const names = whole ? whole.concepts.flatMap((concept) => concepts.namesIn(concept, lang)) : [];
  return new Set([...keysOf(slots), ...names.map(keyOfText)]);
}

/** By how much a page's score is multiplied, and the first unit of the section that is called so. */
export function likeTitle({ title, sections }, keys) {
  if (isCalled(title, keys)) return { times: TITLE, section: 0 };
  let first = 1;
  for (const { heading, units } of sections) {
    if (heading && isCalled(heading, keys)) return { times: HEADING, section: first };
    first += units;
  }
  return { times: 1, section: 0 };
}

/** True for a text that is one of the names, or is one before its colon or bracket. */
function isCalled(text, keys) {
  return keys.has(keyOfText(text)) || keys.has(keyOfText(text.split(/[:(]/, 1)[0]));
}

/** Texts are few and asked about at every query. */
const known = new Map();

function keyOfText(text) {
  if (!known.has(text)) known.set(text, readQuery(text).slots.map((slot) => slot.key).join(""));
  return known.get(text);
}
