// One language's index: fetches its files as they are needed, and reads them.

import { NumberReader, digitAt, unpackNumbers, unpackWords } from "./packing.js";
import { letterBits } from "./distance.js";
import { foldSpelling } from "./english.js";
import { initials, letters } from "./hangul.js";

export const FORMAT = 1;

export class Index {
  /** `load(name)` gives the parsed content of a file of this index. */
  static async open(load) {
    const manifest = await load("index.json");
    if (manifest.format !== FORMAT) throw new Error(`search index of format ${manifest.format}`);
    return new Index(manifest, load);
  }

  constructor(manifest, load) {
    this.lang = manifest.lang;
    this.pages = manifest.pages;
    this.steps = manifest.steps;
    this.facets = readFacets(manifest);
    this.manifest = manifest;
    this.once = remember(load);
    this.shards = lexiconShards(manifest.lexicon);
    this.complete = false;
    this.postingShards = postingShards(manifest.postings);
  }

  /** Make the whole vocabulary known. */
  async loadWords() {
    await Promise.all(this.shards.map((shard) => this.loadShard(shard)));
    this.complete = true;
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
    shard.words = unpackWords(value.shared, value.rests);
    shard.counts = unpackNumbers(value.counts, shard.size);
    shard.surfaces = value.surfaces.split(" ");
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
    const place = number - shard.first;
    return inFull(shard.words[place], shard.surfaces[place]);
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
      const read = { pages: new Int32Array(size), impacts: new Uint8Array(size), units: new Int32Array(size) };
      for (let each = 0, page = -1; each < size; each += 1, place += 1) {
        page += gaps.next() + 1;
        read.pages[each] = page;
        read.impacts[each] = digitAt(value.impacts, place);
        read.units[each] = units.nextUnits();
      }
      return read;
    });
  }

  /** Fetch and return what is shown of pages: title, url and sections, in the order asked. */
  async shown(pages) {
    const { perFile, shown } = this.manifest;
    return Promise.all(
      pages.map(async (page) => {
        const file = await this.once(shown[Math.floor(page / perFile)]);
        const [title, url, sections] = file[page % perFile];
        return { title, url, sections: readSections(sections) };
      }),
    );
  }
}

function readSections(flat) {
  const sections = [];
  for (let place = 0; place < flat.length; place += 3) {
    sections.push({ id: flat[place], heading: flat[place + 1], units: flat[place + 2] });
  }
  return sections;
}

function readFacets(manifest) {
  const facet = ([values, packed]) => ({ values, pages: unpackNumbers(packed, manifest.pages) });
  return {
    kind: facet(manifest.kind),
    status: facet(manifest.status),
    side: facet(manifest.side),
    paired: manifest.paired,
    pairs: [...manifest.paired].flatMap((paired, page) => (paired === "1" ? [page] : [])),
    times: new Map(manifest.times.map(([page, opens, closes]) => [page, { opens, closes }])),
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
    surfaces: words.map((word, place) => foldSpelling(inFull(word, surfaces[place]))),
  };
}

/** A stem's usual word: as it is, by adding to it (`-ing`), or another. */
function inFull(term, surface = "") {
  return surface === "" || surface.startsWith("-") ? term + surface.slice(1) : surface;
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
