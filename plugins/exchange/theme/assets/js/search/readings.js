// What a slot may stand for in one index. A reading is a weight and parts that belong together; a part is
// a set of terms any of which will do, each with a weight.

import { bitsApart, distance, letterBits } from "./distance.js";
import { foldSpelling, partsOf, termOf } from "./english.js";
import { ONLY_INITIALS, dictionaryForms, isEmptyVerb, isParticle, isVerbal, letters } from "./hangul.js";
import { termsOf } from "./terms.js";

const LONGEST_TERM = 14;
const LONGEST_TAIL = 6;
const LONGEST_VERB = 8;
const MOST_TERMS = 24;
const WEIGHT = {
  split: 0.8,
  incomplete: 0.8,
  prefix: 0.75,
  infix: 0.55,
  typed: 0.75,
  initials: 0.8,
  near: 0.7,
  perEdit: 0.1,
  typing: 0.35,
};

/** Readings by the vocabulary alone: exact, put together from known words, inflected. */
export function strictReadings(slot, index) {
  return slot.kind === "hangul" ? hangulReadings(slot.text, index) : latinReadings(slot.text, index);
}

/** True where the strict readings leave nothing of the slot unexplained. */
export function explained(readings) {
  return readings.some((reading) => reading.complete);
}

/** Readings by likeness, for slots the vocabulary does not explain. */
export function looseReadings(slot, index) {
  if (slot.kind === "latin") return looseLatin(slot.text, index);
  if (ONLY_INITIALS.test(slot.text)) return byInitials(slot.text, index);
  return looseHangul(slot.text, index);
}

/** What the last slot may become while it is being typed. */
export function typingReadings(slot, index) {
  const text = slot.kind === "latin" ? foldSpelling(slot.text) : slot.text;
  if (text.length < 2) return [];
  const longer = index.startingWith(text, 200).filter((number) => index.term(number) !== text);
  return longer.length ? [reading(WEIGHT.typing, [part(commonest(longer, index))])] : [];
}

function reading(weight, parts, extra = {}) {
  return { weight, parts, complete: false, ...extra };
}

function part(numbers, weight = 1) {
  return numbers.map((number) => ({ number, weight }));
}

function commonest(numbers, index) {
  return numbers.sort((a, b) => index.count(b) - index.count(a) || a - b).slice(0, MOST_TERMS);
}

// Hangul

function hangulReadings(text, index) {
  const whole = index.find(text);
  const found = whole >= 0 ? [reading(1, [part([whole])], { complete: true })] : [];
  const split = segment(text, index, { whole: false });
  const share = split.known / text.length;
  const complete = share === 1;
  if (!complete && split.parts.length > 1) split.parts = split.parts.filter(([term]) => term.weight === 1);
  if (split.parts.length) {
    const weight = whole >= 0 ? WEIGHT.split : complete ? 1 : WEIGHT.incomplete * share;
    found.push(reading(weight, split.parts, { complete, unknown: split.unknown }));
  }
  return found;
}

/** The cheapest way to lay out an eojeol from known words, with a particle or an ending left over. */
export function segment(text, index, { whole = true } = {}) {
  const best = [{ cost: 0, step: null }];
  for (let end = 1; end <= text.length; end += 1) best.push({ cost: Infinity, step: null });
  for (let start = 0; start < text.length; start += 1) {
    for (const step of steps(text, start, index, whole)) {
      const cost = best[start].cost + step.cost;
      if (cost < best[step.end].cost) best[step.end] = { cost, step };
    }
  }
  return laidOut(text, best);
}

function* steps(text, start, index, whole) {
  for (let end = start + 1; end <= Math.min(text.length, start + LONGEST_TERM); end += 1) {
    if (!whole && start === 0 && end === text.length) continue;
    const number = index.find(text.slice(start, end));
    if (number >= 0) yield { start, end, number, cost: end - start > 1 ? 1 : 2.2 };
  }
  if (start > 1) yield* tails(text, start);
  yield* verbs(text, start, index);
  yield { start, end: start + 1, number: -2, cost: 2.5 };
}

/** Particles and endings, at the end or, where a phrase is written without spaces, before its next word. */
function* tails(text, start) {
  for (let end = start + 1; end <= Math.min(text.length, start + LONGEST_TAIL); end += 1) {
    const tail = text.slice(start, end);
    const within = end < text.length ? 0.7 : 0;
    if (isParticle(tail)) yield { start, end, number: -1, cost: 0.1 + within };
    else if (isVerbal(tail)) yield { start, end, number: -1, cost: 0.3 + tail.length * 0.1 + within };
  }
}

/** Known verbs in a form that ends here or later; stems of one syllable only stand first. */
function* verbs(text, start, index) {
  for (let end = start + 1; end <= Math.min(text.length, start + LONGEST_VERB); end += 1) {
    const forms = dictionaryForms(text.slice(start, end)).filter((form) => start === 0 || form.length > 2);
    const number = forms.map((form) => index.find(form)).find((each) => each >= 0);
    const within = end < text.length ? 0.4 : 0;
    if (number !== undefined) yield { start, end, number, cost: (start === 0 ? 1.2 : 1.5) + within, verb: true };
  }
}

function laidOut(text, best) {
  const parts = [];
  const unknown = [];
  let known = 0;
  for (let end = text.length; end > 0; end = best[end].step.start) {
    const { step } = best[end];
    const length = step.end - step.start;
    if (step.number >= 0) parts.unshift(part([step.number], length > 1 || step.verb ? 1 : 0.6));
    if (step.number === -2) unknown.unshift(step.start);
    else if (length > 1 || step.number < 0 || step.verb) known += length;
  }
  return { parts, known, unknown: stretches(text, unknown) };
}

/** Places next to each other as stretches of text. */
function stretches(text, places) {
  const found = [];
  for (const place of places) {
    const last = found.at(-1);
    if (last && last.end === place) last.end += 1;
    else found.push({ start: place, end: place + 1 });
  }
  return found.map(({ start, end }) => text.slice(start, end));
}

function looseHangul(text, index) {
  if (isEmptyVerb(text)) return [];
  const found = [];
  const forms = bareForms(text);
  for (const form of forms) {
    found.push(...beginning(form, index), ...containing(form, index), ...halfTyped(form, index));
  }
  if (!found.length || text.length > 2) found.push(...near(forms, index));
  if (text.length > 4) found.push(...patched(text, index));
  return found;
}

/** Known words laid out as before, and for what is unknown between them the nearest words. */
function patched(text, index) {
  const { parts, unknown } = segment(text, index, { whole: false });
  const strong = parts.filter(([term]) => term.weight === 1);
  const patches = unknown
    .filter((stretch) => stretch.length > 1)
    .flatMap((stretch) => near(bareForms(stretch), index).map((each) => each.parts[0]));
  return strong.length && patches.length ? [reading(WEIGHT.near, [...strong, ...patches])] : [];
}

/** A text as it is and without what may be a particle or an ending. */
function bareForms(text) {
  const forms = [text];
  for (let end = text.length - 1; end >= 2; end -= 1) {
    const rest = text.slice(end);
    if (isParticle(rest) || isVerbal(rest)) forms.push(text.slice(0, end));
  }
  return forms.slice(0, 3);
}

function beginning(text, index) {
  const numbers = index.startingWith(text, 200);
  return numbers.length ? [reading(WEIGHT.prefix, [part(commonest(numbers, index))])] : [];
}

function containing(text, index) {
  if (text.length < 2) return [];
  const numbers = index.matching((term) => term.indexOf(text) > 0);
  return numbers.length ? [reading(WEIGHT.infix, [part(commonest(numbers, index))])] : [];
}

function halfTyped(text, index) {
  const typed = letters(text);
  if (typed.length < 3) return [];
  const numbers = index.matching((_, spelt) => spelt.startsWith(typed));
  return numbers.length ? [reading(WEIGHT.typed, [part(commonest(numbers, index))])] : [];
}

function byInitials(text, index) {
  const numbers = index.matching((term, _, __, initials) => initials.startsWith(text));
  const exact = numbers.filter((number) => index.term(number).length === text.length);
  const found = numbers.length ? [reading(WEIGHT.initials * 0.8, [likeliest(numbers, index)])] : [];
  if (exact.length) found.push(reading(WEIGHT.initials, [likeliest(exact, index)]));
  return found;
}

/** Words that initials may stand for: the commonest is the likeliest. */
function likeliest(numbers, index) {
  const known = commonest(numbers, index);
  return known.map((number) => ({ number, weight: Math.sqrt(index.count(number) / index.count(known[0])) }));
}

/** How many letters of a Korean word may be wrong. */
export function allowance(size) {
  return size <= 2 ? 0 : size <= 5 ? 1 : size <= 11 ? 2 : 3;
}

function near(forms, index) {
  const best = { edits: Infinity, numbers: [] };
  for (const form of forms) keepNearest(best, form, index);
  if (!best.numbers.length) return [];
  const weight = Math.max(0.3, WEIGHT.near - WEIGHT.perEdit * best.edits);
  return [reading(weight, [part(commonest(best.numbers, index))], { corrects: best.form, edits: best.edits })];
}

function keepNearest(best, form, index) {
  const spelt = letters(form);
  const bits = letterBits(spelt);
  const most = Math.min(allowance(spelt.length), best.edits);
  if (most < 1) return;
  index.matching((term, other, otherBits) => {
    if (bitsApart(bits, otherBits) > 2 * most || term.length < 2) return false;
    const edits = distance(spelt, other, Math.min(most, best.edits));
    if (edits > most || edits > best.edits) return false;
    if (edits < best.edits) Object.assign(best, { edits, numbers: [], form });
    best.numbers.push(index.find(term));
    return false;
  });
}

// Latin

function latinReadings(text, index) {
  const { terms: all, joined } = termsOf(text);
  const terms = withoutLetters(all);
  const numbers = terms.map((term) => index.find(term)).filter((number) => number >= 0);
  const whole = joined === null ? -1 : index.find(joined);
  const found = whole >= 0 ? [reading(1, [part([whole])], { complete: true })] : [];
  if (numbers.length) {
    const share = (numbers.length / terms.length) * (terms.length < all.length || whole >= 0 ? WEIGHT.split : 1);
    found.push(reading(share, numbers.map((number) => part([number])), { complete: numbers.length === terms.length }));
  }
  if (!found.length) found.push(...writtenTogether(partsOf(text).join(""), index));
  return found;
}

/** Terms less single letters, which say little by themselves: of e-consent, consent. */
function withoutLetters(terms) {
  const longer = terms.filter((term) => term.length > 1);
  return longer.length ? longer : terms;
}

/** Two known words written as one: riskbased. */
function writtenTogether(word, index) {
  for (let cut = word.length - 3; cut >= 3; cut -= 1) {
    const numbers = [word.slice(0, cut), word.slice(cut)].map((half) => index.find(termOf(half)));
    if (numbers.every((number) => number >= 0)) {
      return [reading(WEIGHT.split, numbers.map((number) => part([number])), { complete: true })];
    }
  }
  return [];
}

function looseLatin(text, index) {
  const word = foldSpelling(partsOf(text).join(""));
  const stemmed = termOf(word);
  const found = [];
  const longer = word.length > 1 ? index.startingWith(word, 200) : [];
  if (longer.length) found.push(reading(WEIGHT.prefix, [part(commonest(longer, index))]));
  if (!longer.length || word.length > 4) found.push(...nearLatin(word, stemmed, index));
  if (!found.length && word.length > 3) found.push(...containing(stemmed, index));
  return found.length ? found : sharedBeginning(stemmed, index);
}

function nearLatin(word, stemmed, index) {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  if (!most) return [];
  const bits = letterBits(stemmed);
  let best = most;
  let numbers = [];
  index.matching((term, _, otherBits, __, surface) => {
    if (/^\d/.test(term) || bitsApart(bits, otherBits) > 2 * most + 2) return false;
    const edits = Math.min(distance(stemmed, term, best), distance(word, surface, best));
    if (edits > best) return false;
    if (edits < best) numbers = [];
    best = edits;
    numbers.push(index.find(term));
    return false;
  });
  if (!numbers.length) return [];
  const weight = WEIGHT.near - WEIGHT.perEdit * best;
  return [reading(weight, [part(commonest(numbers, index))], { corrects: word, edits: best })];
}

/** Last resort: the words that share the longest beginning, of four letters at least. */
function sharedBeginning(word, index) {
  for (let end = word.length - 1; end >= 4; end -= 1) {
    const numbers = index.startingWith(word.slice(0, end), 200);
    if (numbers.length) return [reading(0.3, [part(commonest(numbers, index))])];
  }
  return [];
}
