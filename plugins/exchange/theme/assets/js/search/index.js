// One language's index: fetches its files as they are needed, and reads them.

import { NumberReader, digitAt, unpackLines, unpackNumbers, unpackWords } from "./packing.js";
import { letterBits } from "./distance.js";
import { foldSpelling, partsOf, termOf } from "./english.js";
import { HANGUL, initials, letters } from "./hangul.js";

export const FORMAT = 2;

/** Levels of length and of weight to their doubling, and the length of a usual page: as in analysis.py. */
const LENGTH_LEVELS = 8;
const WEIGHT_LEVELS = 3;
/** Weighted occurrences at which a term is worth half of what it can on a usual page (BM25's k1). */
const SATURATION = 1.5;
/** How far long pages are discounted (BM25's b). */
const LENGTH_SHARE = 0.3;

export class Index {
  /** `load(name)` gives the parsed content of a file of this index. */
  static async open(load) {
    const manifest = await load("index.json");
    if (manifest.format !== FORMAT) throw new Error(`search index of format ${manifest.format}`);
    const index = new Index(manifest, load);
    if (manifest.whole) await index.loadWhole();
    return index;
  }

  constructor(manifest, load) {
    this.lang = manifest.lang;
    this.pages = manifest.pages;
    this.halves = Float32Array.from(unpackNumbers(manifest.lengths, manifest.pages), halfAt);
    this.facets = readFacets(manifest);
    this.manifest = manifest;
    this.once = remember(load);
    this.shards = lexiconShards(manifest.lexicon);
    this.read = [];
    this.postingShards = postingShards(manifest.postings);
  }

  /** Fetch all there is of a small index, so that no query waits for a file. */
  async loadWhole() {
    const { postings, shown } = this.manifest;
    for (const name of [...postings.map(([each]) => each), ...shown]) this.once(name).catch(() => {});
    await this.loadWords();
    await this.loadPostings(this.postingShards.map(({ first }) => first));
    await this.shown(shown.map((_, place) => place));
  }

  /** Make the whole vocabulary known. */
  async loadWords() {
    await Promise.all(this.shards.map((shard) => this.loadShard(shard)));
  }

  /** Make the words that begin like one of these known. */
  async loadWordsLike(words) {
    const needed = this.shards.filter((shard, place) => {
      const after = this.shards[place + 1]?.start;
      return words.some((word) => (after === undefined || word < after) && word + "\uffff" >= shard.start);
    });
    await Promise.all(needed.map((shard) => this.loadShard(shard)));
  }

  async loadShard(shard) {
    if (shard.words) return;
    const value = await this.once(shard.name);
    shard.surfaces = unpackWords(value.words);
    shard.counts = unpackNumbers(value.counts, shard.size);
    shard.words = shard.surfaces.map(termOfWord);
  }

  /** Number of a term, or -1 where it is not in the known vocabulary. */
  find(term) {
    const shard = lastNotAfter(this.shards, term, (each) => each.start);
    if (!shard?.words) return -1;
    const place = firstNotBefore(shard.words, term);
    return shard.words[place] === term ? shard.first + place : -1;
  }

  shardOf(number) {
    return lastNotAfter(this.shards, number, (shard) => shard.first);
  }

  term(number) {
    const shard = this.shardOf(number);
    return shard.words[number - shard.first];
  }

  /** How many pages a term stands on. */
  count(number) {
    const shard = this.shardOf(number);
    return shard.counts[number - shard.first] + 1;
  }

  /** The word a term usually stands for. */
  surface(number) {
    const shard = this.shardOf(number);
    return shard.surfaces[number - shard.first];
  }

  /** Numbers of the known terms that begin with a text, in alphabetical order. */
  startingWith(text, most) {
    const found = [];
    for (const shard of this.shards) {
      if (!shard.words) continue;
      for (let place = firstNotBefore(shard.words, text); place < shard.words.length; place += 1) {
        if (!shard.words[place].startsWith(text) || found.length >= most) break;
        found.push(shard.first + place);
      }
    }
    return found;
  }

  /** Take all known words apart, which the first search by likeness would wait for. */
  async spellWords() {
    for (const shard of this.shards.filter(({ words }) => words)) {
      await new Promise((resolve) => setTimeout(resolve));
      shard.spelt ??= spell(shard);
    }
  }

  /** Numbers of the known terms for which `accepts(term, letters, bits, initials, folded surface)`. */
  matching(accepts) {
    const found = [];
    for (const shard of this.shards) {
      if (!shard.words) continue;
      const spelt = (shard.spelt ??= spell(shard));
      for (let place = 0; place < shard.words.length; place += 1) {
        const { letters, bits, initials, surfaces } = spelt;
        if (accepts(shard.words[place], letters[place], bits[place], initials[place], surfaces[place])) {
          found.push(shard.first + place);
        }
      }
    }
    return found;
  }

  /** Fetch the postings of terms; `postings` gives them afterwards. */
  async loadPostings(numbers) {
    const shards = new Set(numbers.map((number) => this.postingShardOf(number)));
    await Promise.all(
      [...shards].map(async (shard) => {
        shard.terms ??= this.readPostings(shard, await this.once(shard.name));
      }),
    );
  }

  postingShardOf(number) {
    return lastNotAfter(this.postingShards, number, (shard) => shard.first);
  }

  postings(number) {
    const shard = this.postingShardOf(number);
    return shard.terms[number - shard.first];
  }

  readPostings(shard, value) {
    const gaps = new NumberReader(value.gaps);
    const units = new NumberReader(value.units);
    let place = 0;
    return Array.from({ length: shard.size }, (_, offset) => {
      const size = this.count(shard.first + offset);
      const read = { pages: new Int32Array(size), impacts: new Float32Array(size), units: new Int32Array(size) };
      for (let each = 0, page = -1; each < size; each += 1, place += 1) {
        page += gaps.next() + 1;
        read.pages[each] = page;
        read.impacts[each] = impact(digitAt(value.weights, place), this.halves[page]);
        read.units[each] = units.nextUnits();
      }
      return read;
    });
  }

  /** Fetch and return what is shown of pages: title, url, sections and deadlines, in the order asked. */
  async shown(pages) {
    const { perFile, shown } = this.manifest;
    return Promise.all(
      pages.map(async (page) => {
        const place = Math.floor(page / perFile);
        this.read[place] ??= readPages(await this.once(shown[place]));
        return this.read[place][page % perFile];
      }),
    );
  }
}

/** The pages of a file; numbers and texts of all their sections follow each other. */
function readPages(value) {
  const [titles, urls, ids, headings] = [value.titles, value.urls, value.ids, value.headings].map(unpackLines);
  const [sizes, units] = [new NumberReader(value.sections), new NumberReader(value.units)];
  const deadlines = new Map(value.deadlines);
  let first = 0;
  return titles.map((title, page) => {
    const sections = Array.from({ length: sizes.next() }, (_, place) => ({
      id: ids[first + place],
      heading: headings[first + place],
      units: units.next(),
    }));
    first += sections.length;
    return { title, url: urls[page], sections, deadlines: deadlines.get(page) ?? [] };
  });
}

function halfAt(level) {
  return SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * (2 ** (level / LENGTH_LEVELS) - 1));
}

/** What a term is worth on a page, from 0 to 1. */
function impact(level, half) {
  const weight = 2 ** (level / WEIGHT_LEVELS);
  return weight / (weight + half);
}

/** Term of a word as it is kept: of a Latin one its stem. */
function termOfWord(word) {
  return HANGUL.test(word) ? word : termOf(partsOf(word).join(""));
}

function readFacets(manifest) {
  const pairs = [...manifest.paired].flatMap((paired, page) => (paired === "1" ? [page] : []));
  const facet = ([values, packed]) => ({ values, pages: unpackNumbers(packed, manifest.pages) });
  return {
    kind: facet(manifest.kind),
    status: facet(manifest.status),
    side: facet(manifest.side),
    paired: manifest.paired,
    pairs,
    places: new Map(pairs.map((page, place) => [page, place])),
    times: new Map(manifest.times),
  };
}

function lexiconShards(listed) {
  let first = 0;
  return listed.map(([name, start, size]) => {
    const shard = { name, start, size, first, words: null };
    first += size;
    return shard;
  });
}

function postingShards(listed) {
  let first = 0;
  return listed.map(([name, size]) => {
    const shard = { name, size, first, terms: null };
    first += size;
    return shard;
  });
}

/** Fetch each file once; a failed fetch may be tried again. */
function remember(load) {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      const loading = Promise.resolve(load(name));
      known.set(name, loading);
      loading.catch(() => known.delete(name));
    }
    return known.get(name);
  };
}

function spell({ words, surfaces }) {
  const spelt = words.map(letters);
  return {
    letters: spelt,
    bits: Int32Array.from(spelt, letterBits),
    initials: words.map(initials),
    surfaces: surfaces.map(foldSpelling),
  };
}

function firstNotBefore(words, text) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lastNotAfter(items, value, keyOf) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(items[middle]) <= value) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
