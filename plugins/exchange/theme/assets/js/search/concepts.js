// The termbase at the query's side: which concepts a query names, and what they are called elsewhere.

import { distance } from "./distance.js";
import { isParticle, isVerbal, letters } from "./hangul.js";
import { unpackLines, unpackNumbers } from "./packing.js";
import { readQuery } from "./query.js";
import { allowance } from "./readings.js";
import { soundOfHangul, soundOfLatin } from "./sounds.js";

const MOST_SLOTS_IN_NAME = 7;
/** Consonants by which a word is told from others, and by twice as many even with one wrong. */
const LEAST_SOUNDS = 4;

export class Concepts {
  /** `load("terms.json")` gives the spellings; the definitions are fetched when one is shown. */
  static async open(load) {
    return new Concepts(await load("terms.json"), load);
  }

  constructor(value, load) {
    this.load = load;
    this.value = value;
    this.langs = value.langs;
    this.byKey = new Map();
    this.spelt = new Map();
    this.read = new Map();
    this.names = value.names.map((names) => readNames(names, value.size));
    for (const names of this.names) names.forEach((each, concept) => each.forEach((name) => this.remember(name, concept)));
  }

  remember(name, concept) {
    const { slots } = readQuery(name);
    const key = keyOf(slots);
    this.read.set(name, { slots, key });
    if (key.length < 2) return;
    const known = this.byKey.get(key);
    if (known) known.add(concept);
    else this.byKey.set(key, new Set([concept]));
    this.spelt.set(key, name);
  }

  /** Names of a concept in a language. */
  namesIn(concept, lang) {
    return this.names[this.langs.indexOf(lang)]?.[concept] ?? [];
  }

  /** A name as slots, with the key of all. */
  slotsOf(name) {
    return this.read.get(name);
  }

  /**
   * Concepts a query names: `{ from, to, concepts, key, share, edits }`, spans of slots that do not overlap,
   * the longest first. `share` says how much of the slots the name explains.
   */
  spans(slots) {
    const spans = [];
    for (let size = Math.min(slots.length, MOST_SLOTS_IN_NAME); size >= 1; size -= 1) {
      for (let from = 0; from + size <= slots.length; from += 1) {
        const covered = spans.some((span) => from <= span.to && from + size - 1 >= span.from);
        if (covered) continue;
        const found = this.named(slots.slice(from, from + size));
        if (found) spans.push({ from, to: from + size - 1, share: 1, edits: 0, ...found });
      }
    }
    return [...spans, ...this.inside(slots, spans)].sort((a, b) => a.from - b.from);
  }

  named(slots) {
    for (const key of keysOf(slots)) {
      const concepts = this.byKey.get(key);
      if (concepts) return { concepts: [...concepts], key };
    }
    return null;
  }

  /** Names that stand inside a long eojeol: 임상시험수탁기관선정. */
  inside(slots, spans) {
    const found = [];
    slots.forEach((slot, place) => {
      const covered = spans.some((span) => span.from <= place && span.to >= place);
      if (covered || slot.kind !== "hangul") return;
      const name = this.longestInside(slot.text);
      if (name) found.push({ from: place, to: place, edits: 0, ...name });
    });
    return found;
  }

  longestInside(text) {
    for (let size = text.length - 1; size >= 2; size -= 1) {
      for (let start = 0; start + size <= text.length; start += 1) {
        if (start > 0 && size < 3) continue;
        const concepts = this.byKey.get(text.slice(start, start + size));
        if (concepts) return { concepts: [...concepts], key: text.slice(start, start + size), share: size / text.length };
      }
    }
    return null;
  }

  /** The concepts whose name is nearest to a run of slots, for what no vocabulary explains. */
  nearest(slots, from) {
    const key = keyOf(slots);
    const typed = letters(key);
    let most = Math.min(allowance(typed.length), 2);
    let best = null;
    for (const [name, concepts] of this.byKey) {
      const other = letters(name);
      if (typed.length >= 5 && other.startsWith(typed)) {
        return { from, to: from + slots.length - 1, share: 0.8, edits: 1, concepts: [...concepts], key: name };
      }
      const edits = most > 0 ? distance(typed, other, most) : Infinity;
      if (edits > most || (best && edits >= best.edits)) continue;
      most = edits;
      best = { from, to: from + slots.length - 1, share: 0.8, edits, concepts: [...concepts], key: name };
    }
    return best;
  }

  /** The concepts whose Latin name sounds like slots written in Hangul: 페더레이티드 러닝 for federated learning. */
  sounding(slots, from) {
    if (slots.some((slot) => slot.kind !== "hangul")) return null;
    const key = keyOf(slots);
    const heard = soundOfHangul(key);
    if (heard.length < LEAST_SOUNDS) return null;
    this.sounds ??= [...this.byKey.keys()].filter((name) => /^[a-z]/.test(name)).map((name) => [name, soundOfLatin(this.spelt.get(name))]);
    const most = heard.length < 2 * LEAST_SOUNDS ? 0 : 1;
    const [name] = this.sounds.find(([, sound]) => sound === heard) ?? this.sounds.find(([, sound]) => distance(sound, heard, most) <= most) ?? [];
    return name ? { from, to: from + slots.length - 1, share: 0.8, edits: 1, concepts: [...this.byKey.get(name)], key: name } : null;
  }

  /** What is shown of a concept: its names and definitions by language. */
  async card(concept) {
    const { perFile, definitions } = this.value;
    const file = definitions.length ? await this.load(definitions[Math.floor(concept / perFile)]) : null;
    const [id, texts] = file?.[concept % perFile] ?? ["", {}];
    const names = Object.fromEntries(this.langs.map((lang) => [lang, this.namesIn(concept, lang)[0] ?? ""]));
    return { id, names, definitions: texts };
  }
}

/** Names of each concept in one language. */
function readNames({ counts, lines }, size) {
  const names = unpackLines(lines);
  let first = 0;
  return Array.from(unpackNumbers(counts, size), (count) => names.slice(first, (first += count)));
}

function keyOf(slots) {
  return slots.map((slot) => slot.key).join("");
}

/** Keys of a run of slots: as typed, then without what may be a particle or an ending. */
export function* keysOf(slots) {
  const key = keyOf(slots);
  yield key;
  const last = slots.at(-1);
  if (last.kind !== "hangul") return;
  for (let end = 1; end < last.text.length; end += 1) {
    const rest = last.text.slice(end);
    if (isParticle(rest) || isVerbal(rest)) yield key.slice(0, key.length - rest.length);
  }
}
