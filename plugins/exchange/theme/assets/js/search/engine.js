// Answer a query: the reader's index, the other languages' indexes and the termbase in, results out.

import { Concepts, keysOf } from "./concepts.js";
import { counterparts } from "./counterparts.js";
import { accepts, facetCounts, filtering, statusOf } from "./facets.js";
import { Index } from "./index.js";
import { readQuery } from "./query.js";
import { agreedWorths, columnsOf, rank } from "./rank.js";
import { explained, looseReadings, segment, strictReadings, typingReadings } from "./readings.js";
import { keysFor, likeTitle } from "./titles.js";

const SYNONYM = 0.75;
const TRANSLATION = 0.75;
const MOST_JOINED = 4;
/** Files fetched for words that are guessed at. A small index has all its postings in one. */
const MOST_GUESSED = 4;
const FAINT = 0.08;
const LOOKED_AT = 10;

export class Engine {
  /**
   * `loaders` maps each language to a function that gives the parsed content of a file of its index;
   * `lang` is the reader's. Other languages' indexes are optional: what cannot be loaded is left out.
   */
  constructor(loaders, lang) {
    this.lang = lang;
    this.loaders = loaders;
    this.opening = null;
  }

  /** Fetch what every query needs. Called when the search box gets focus. */
  open() {
    this.opening ??= this.openAll().catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  async openAll() {
    const others = Object.keys(this.loaders).filter((lang) => lang !== this.lang);
    const [own, concepts, ...rest] = await Promise.all([
      Index.open(this.loaders[this.lang]).then(async (index) => {
        await index.loadWords();
        return index;
      }),
      Concepts.open(this.loaders[this.lang]),
      ...others.map((lang) => Index.open(this.loaders[lang]).catch(() => null)),
    ]);
    this.own = own;
    this.concepts = concepts;
    this.others = rest.filter(Boolean);
  }

  /**
   * Answer a few queries made of titles, right and wrong, so that what runs at every query is compiled before the
   * first, where all files are there; of a large index the words are spelt. In between a reader's own query gets in.
   */
  async warm() {
    await this.own.spellWords();
    if (!this.own.manifest.whole) return;
    const pages = await this.own.shown([0, 1, 2, 3, 4].filter((page) => page < this.own.pages));
    for (const { title } of pages) {
      for (const query of [title, title.slice(0, 4) + title.slice(5), title.slice(0, 5)]) {
        await new Promise((resolve) => setTimeout(resolve));
        const { text, slots } = readQuery(query);
        if (slots.length) await this.ranked(text, slots, this.plan(slots), {}, 0);
      }
    }
  }

  /**
   * Search. Options: `limit`, `offset`, `filters` (facet to accepted values), `now` (seconds since 1970).
   * Returns `{ query, total, hits, suggestion, answer, counts }`.
   */
  async search(query, { limit = 10, offset = 0, filters = {}, now = Date.now() / 1000 } = {}) {
    await this.open();
    const { text, slots } = readQuery(query);
    const empty = { query: text, total: 0, hits: [], suggestion: null, answer: null, counts: {} };
    if (!slots.length) return empty;
    const plan = this.plan(slots);
    const hits = await this.ranked(text, slots, plan, filters, now);
    const kept = hits.filter((hit) => hit.score >= hits[0].score * FAINT);
    const shown = kept.slice(offset, offset + limit);
    return {
      ...empty,
      total: kept.length,
      hits: await Promise.all(shown.map((hit) => this.present(hit, now))),
      suggestion: suggest(text, slots, plan, this.own),
      answer: await this.answer(slots, plan.spans),
      counts: facetCounts(kept, now),
    };
  }

  /** Hits of all languages, the best first. */
  async ranked(text, slots, plan, filters, now) {
    const indexes = [this.own, ...this.others];
    const read = await Promise.all(indexes.map((index) => this.readIn(index, slots, plan)));
    const worths = agreedWorths(read[0], read.slice(1), plan.unknown.map((unknown) => !unknown));
    const [own, ...others] = indexes.map((index, place) =>
      rank(index, read[place], worths, filtering(index, filters, now)).map((hit) => ({ ...hit, index })),
    );
    const allowed = filtering(this.own, filters, now);
    const all = others.reduce((hits, other) => counterparts(hits, other, this.own, allowed), own);
    const hits = all.filter(({ index }) => accepts(filters.lang, index.lang)).sort(byScore);
    const keys = keysFor(slots, plan.spans, this.concepts, this.lang);
    const corrected = suggest(text, slots, plan, this.own);
    if (corrected) for (const key of keysOf(readQuery(corrected).slots)) keys.add(key);
    return this.titlesFirst(hits, keys);
  }

  /** Among the best, a page whose title or heading is the query counts more. */
  async titlesFirst(hits, keys) {
    const best = hits.slice(0, LOOKED_AT);
    for (const hit of best) {
      const [shown] = await hit.index.shown([hit.page]);
      const { times, section } = likeTitle(shown, keys);
      hit.score *= times;
      if (section) hit.unit = section;
    }
    return [...best.sort(byScore), ...hits.slice(LOOKED_AT)];
  }

  /** Readings in the reader's own index, and the concepts the query names. */
  plan(slots) {
    const spans = this.concepts.spans(slots);
    const named = slots.map((_, place) => spans.some((span) => span.share === 1 && within(span, place)));
    const strict = slots.map((slot, place) => {
      const readings = strictReadings(slot, this.own);
      return named[place] && !explained(readings) ? readings.map(faded) : readings;
    });
    const loose = slots.map((slot, place) => {
      const syllable = slots.length > 1 && slot.text.length === 1;
      const enough = syllable || explained(strict[place]) || (named[place] && strict[place].length);
      const readings = enough ? [] : looseReadings(slot, this.own);
      return named[place] ? readings.map(faded) : readings;
    });
    const unknown = slots.map((_, place) => !explained(strict[place]));
    const lost = loose.map((readings, place) => unknown[place] && !readings.some((reading) => reading.corrects));
    const nearest = spans.length ? [] : this.nearestConcepts(slots, lost);
    const typing = slots.map((slot, place) => (place === slots.length - 1 ? typingReadings(slot, this.own) : []));
    return { spans: [...spans, ...nearest], strict, loose, typing, unknown };
  }

  nearestConcepts(slots, unknown) {
    if (!unknown.some(Boolean)) return [];
    const like = (run, from) => this.concepts.nearest(run, from) ?? this.concepts.sounding(run, from);
    const whole = like(slots, 0);
    if (whole) return [whole];
    return slots.map((slot, place) => (unknown[place] ? like([slot], place) : null)).filter(Boolean);
  }

  /** What the slots stand for in an index, its postings at hand. */
  async readIn(index, slots, plan) {
    const own = index === this.own;
    const names = plan.spans.map((span) => this.namesOf(span, index.lang));
    if (!own) await index.loadWordsLike(beginnings(slots, names.flat()));
    const readings = slots.map((slot, place) => (own ? [...plan.strict[place]] : strictReadings(slot, index)));
    const named = plan.spans.map((span, place) => ({
      from: span.from,
      to: span.to,
      readings: names[place].flatMap((name) => nameReadings(name, index, span, this.lang)),
    }));
    const spans = withJoined(named, slots, index);
    for (const span of spans.filter(({ from, to }) => from === to)) readings[span.from].push(...span.readings);
    const wide = spans.filter(({ from, to, readings: each }) => from < to && each.length);
    if (own) {
      const certain = termsIn([...readings.flat(), ...wide.flatMap((span) => span.readings)]);
      const guesses = slots.map((_, place) => [...plan.loose[place], ...plan.typing[place]]);
      affordable(guesses, certain, index).forEach((each, place) => readings[place].push(...each));
    }
    await index.loadPostings(termsIn([...readings.flat(), ...wide.flatMap((span) => span.readings)]));
    return columnsOf(index, readings, wide);
  }

  /** What a span's concepts are called in a language, with what a name is worth. */
  namesOf(span, lang) {
    const names = span.concepts.flatMap((concept) => this.concepts.namesIn(concept, lang));
    return [...new Set(names)].map((name) => {
      const { slots, key } = this.concepts.slotsOf(name);
      return { slots, weight: key === span.key ? 1 : lang === this.lang ? SYNONYM : TRANSLATION };
    });
  }

  async present({ index, page, unit, terms, score, foundIn }, now) {
    const [{ title, url, sections, deadlines }] = await index.shown([page]);
    const { kind, side } = index.facets;
    return {
      lang: index.lang,
      other: index !== this.own,
      url,
      title,
      section: unit || !foundIn ? sectionAt(sections, unit) : await sameSection(sections, foundIn),
      kind: kind.values[kind.pages[page]],
      side: side.values[side.pages[page]],
      status: statusOf(index, page, now),
      deadlines: deadlines.map(([words, ends]) => ({ words, over: ends <= now })),
      marks: [...terms].map((number) => index.term(number)),
      score,
    };
  }

  /** The concept a query asks for, if that is all it says. */
  async answer(slots, spans) {
    const span = spans.find(({ from, to, share }) => from === 0 && to === slots.length - 1 && share === 1);
    return span && span.edits === 0 ? this.concepts.card(span.concepts[0]) : null;
  }
}

function within({ from, to }, place) {
  return from <= place && place <= to;
}

/** A reading by a part or by likeness, of a word that as a whole names a concept. */
function faded(reading) {
  return { ...reading, weight: reading.weight * 0.4 };
}

function byScore(a, b) {
  return b.score - a.score || (a.index.lang < b.index.lang ? -1 : a.index.lang > b.index.lang ? 1 : a.page - b.page);
}

/** How the words begin that another language's index may be asked for. */
function beginnings(slots, names) {
  const words = [...slots, ...names.flatMap((name) => name.slots)].flatMap((slot) =>
    slot.kind === "hangul" ? [...slot.text] : [slot.key.slice(0, 2), slot.text.slice(0, 2)],
  );
  return [...new Set(words)];
}

/** Readings of a concept's name: every word of it must be there. A long foreign name gains nothing by its length. */
function nameReadings({ slots, weight }, index, span, lang) {
  const parts = [];
  for (const slot of slots) {
    const [best] = strictReadings(slot, index).filter((reading) => reading.complete);
    if (!best && slots.length > 1 && slot.text.length === 1) continue;
    if (!best) return [];
    parts.push(...best.parts);
  }
  if (!parts.length) return [];
  const shorter = Math.min(1, (span.to - span.from + 1) / parts.length);
  const size = index.lang === lang ? 1 : shorter ** 0.25;
  return [{ weight: weight * span.share * size * (1 - 0.15 * span.edits), parts, all: true }];
}

/** Neighbouring slots that the index knows as one word: 중간 분석 for 중간분석. */
function withJoined(spans, slots, index) {
  const found = spans.map((span) => ({ ...span, readings: [...span.readings] }));
  for (let from = 0; from < slots.length - 1; from += 1) {
    for (let to = Math.min(slots.length, from + MOST_JOINED) - 1; to > from; to -= 1) {
      const reading = joinedReading(slots.slice(from, to + 1), index);
      if (!reading) continue;
      const same = found.find((span) => span.from === from && span.to === to);
      const clash = found.some((span) => span.from <= to && span.to >= from && span.from < span.to);
      if (same) same.readings.push(reading);
      else if (!clash) found.push({ from, to, readings: [reading] });
      break;
    }
  }
  return found;
}

function joinedReading(slots, index) {
  if (slots.some((slot) => slot.kind !== slots[0].kind)) return null;
  const text = slots.map((slot) => slot.text).join("");
  if (slots[0].kind === "latin") {
    const [reading] = strictReadings({ kind: "latin", text }, index);
    return reading?.parts.length === 1 ? { ...reading, weight: 1.2 } : null;
  }
  const { parts, known } = segment(text, index);
  return parts.length === 1 && known === text.length ? { weight: Math.sqrt(slots.length) * 1.2, parts } : null;
}

/** Guesses, the likeliest first, cut to the words that a few more files hold. */
function affordable(guesses, certain, index) {
  const files = new Set(certain.map((number) => index.postingShardOf(number)));
  const most = files.size + MOST_GUESSED;
  const within = ({ number }) => files.size < most ? files.add(index.postingShardOf(number)) : files.has(index.postingShardOf(number));
  const likeliest = guesses.flat().sort((a, b) => b.weight - a.weight);
  const cut = new Map(likeliest.map((reading) => [reading, reading.parts.map((part) => part.filter(within))]));
  return guesses.map((readings) =>
    readings.map((reading) => ({ ...reading, parts: cut.get(reading) })).filter(({ parts }) => parts.every((part) => part.length)),
  );
}

function termsIn(readings) {
  return readings.flatMap((reading) => reading.parts.flatMap((part) => part.map(({ number }) => number)));
}

function sectionAt(sections, unit) {
  let first = 1;
  for (const { id, heading, units } of sections) {
    if (unit >= first && unit < first + units) return id ? { id, heading } : null;
    first += units;
  }
  return null;
}

/** The section that is the one found on the page's counterpart: sections keep their ids in every language. */
async function sameSection(sections, { index, page, unit }) {
  const [there] = await index.shown([page]);
  const { id } = sectionAt(there.sections, unit) ?? {};
  const same = id && sections.find((section) => section.id === id);
  return same ? { id, heading: same.heading } : null;
}

/** The query with the nearest known word in the place of each unknown one. */
function suggest(text, slots, plan, index) {
  let suggestion = text;
  for (let place = slots.length - 1; place >= 0; place -= 1) {
    const correction = plan.loose[place].find((reading) => reading.corrects);
    const better = plan.loose[place].some((reading) => !reading.corrects);
    if (!correction || better) continue;
    const word = index.surface(correction.parts[0][0].number);
    const tail = slots[place].kind === "hangul" ? slots[place].text.slice(correction.corrects.length) : "";
    suggestion = suggestion.slice(0, slots[place].start) + word + tail + suggestion.slice(slots[place].end);
  }
  return suggestion === text ? null : suggestion;
}
