// Score the pages of one index for the readings of a query's slots.

/** Values and units by page: what a slot, a part or a reading contributes to each. */
class Column {
  constructor(pages) {
    this.values = new Float32Array(pages);
    this.units = new Int32Array(pages);
  }
}

const TOGETHER = 1.3;
const APART = 0.75;

/** How telling it is that a term stands on so many of the pages. */
function rarity(count, pages) {
  return Math.log(1 + (pages - count + 0.5) / (count + 0.5));
}

/** Column of a part: its best term's impact on each page, by how rare the part is. */
function partColumn(part, index) {
  const column = new Column(index.pages);
  let count = 0;
  for (const { number, weight } of part) {
    const { pages, impacts, units } = index.postings(number);
    for (let place = 0; place < pages.length; place += 1) {
      const page = pages[place];
      const value = weight * impacts[place];
      if (column.values[page] === 0) count += 1;
      if (value > column.values[page]) column.values[page] = value;
      column.units[page] |= units[place];
    }
  }
  const rare = rarity(count, index.pages);
  for (let page = 0; page < index.pages; page += 1) column.values[page] *= rare;
  return { column, rare };
}

/**
 * Column of a reading. Its parts belong together: a page that has only some counts less than their sum,
 * one that has them in one sentence more. With `all`, a page must have every part.
 */
function readingColumn(reading, index) {
  const parts = reading.parts.map((part) => partColumn(part, index));
  const total = parts.reduce((sum, { rare }) => sum + rare, 0);
  const single = parts.length === 1;
  if (single) return Object.assign(scaled(parts[0].column, reading.weight), { rare: total, single });
  const column = Object.assign(new Column(index.pages), { rare: total, single });
  for (let page = 0; page < index.pages; page += 1) {
    let sum = 0;
    let present = 0;
    let common = -1;
    let any = 0;
    for (const { column: each, rare } of parts) {
      if (each.values[page] === 0) continue;
      sum += each.values[page];
      present += rare;
      common &= each.units[page];
      any |= each.units[page];
    }
    if (sum === 0) continue;
    const complete = present > total - 1e-6;
    if (!complete && reading.all) continue;
    const fit = complete ? (common ? TOGETHER : APART + 0.15) : APART * (present / total);
    column.values[page] = sum * fit * reading.weight;
    column.units[page] = complete && common ? common : any;
  }
  return column;
}

function scaled(column, weight) {
  for (let page = 0; page < column.values.length; page += 1) column.values[page] *= weight;
  return column;
}

/** The names of one concept are as rare as the concept: an unusual synonym is no better than the usual word. */
function evenOut(readings, columns, index) {
  const named = readings.flatMap((reading, place) => (reading.all ? [columns[place]] : []));
  if (named.length < 2) return;
  let count = 0;
  for (let page = 0; page < index.pages; page += 1) {
    if (named.some((column) => column.values[page] > 0)) count += 1;
  }
  const rare = rarity(count, index.pages);
  for (const column of named) if (column.single && column.rare > rare) scaled(column, rare / column.rare);
}

/** The best of several readings, page by page, and which it was. */
function bestColumn(readings, index) {
  const best = new Column(index.pages);
  best.chosen = new Int16Array(index.pages).fill(-1);
  best.readings = readings;
  const columns = readings.map((reading) => readingColumn(reading, index));
  evenOut(readings, columns, index);
  best.worth = readings.reduce((worth, { weight }, place) => Math.max(worth, weight * columns[place].rare), 0);
  readings.forEach((_, choice) => {
    const column = columns[choice];
    for (let page = 0; page < index.pages; page += 1) {
      if (column.values[page] > best.values[page]) {
        best.values[page] = column.values[page];
        best.units[page] = column.units[page];
        best.chosen[page] = choice;
      }
    }
  });
  return best;
}

const NEARNESS = 2;
const WHOLE = 1;
const COVERAGE = 0.2;
const MOST_LOOKED_AT = 300;

/**
 * Columns of a query in one index, to be ranked when every index has its own. `slots` holds the readings of
 * each slot, `spans` readings that stand for several slots (`{ from, to, readings }`, not overlapping).
 */
export function columnsOf(index, slots, spans) {
  const columns = slots.map((readings) => bestColumn(readings, index));
  const wide = spans.map((span) => ({ ...span, column: bestColumn(span.readings, index) }));
  for (const { from, to, column } of wide) {
    const within = columns.slice(from, to + 1);
    const rest = Math.max(0, column.worth - sumOfWorths(within));
    for (const each of within) each.worth += rest / within.length;
  }
  return { columns, wide };
}

/**
 * What each slot is worth, whatever the language: as in the reader's own index where that knows it, or else
 * the most it is worth anywhere. A Korean word quoted on two English pages is not rarer than it is in Korean,
 * and a word that one language cannot say is missing there.
 */
export function agreedWorths(own, others, known) {
  return own.columns.map(({ worth }, slot) =>
    known[slot] ? worth : Math.max(worth, ...others.map(({ columns }) => columns[slot].worth)),
  );
}

/** Score pages: `{ page, score, unit, terms }`, the best first. `worths` are those agreed on. */
export function rank(index, { columns, wide }, worths, allowed) {
  columns.forEach((column, slot) => level(column, worths[slot]));
  for (const span of wide) {
    span.worth = worths.slice(span.from, span.to + 1).reduce((sum, worth) => sum + worth, 0);
    level(span.column, span.worth);
  }
  const hits = [];
  for (let page = 0; page < index.pages; page += 1) {
    if (!allowed(page)) continue;
    const score = scoreOf(page, columns, wide);
    if (score > 0) hits.push({ page, score });
  }
  hits.sort((a, b) => b.score - a.score || a.page - b.page);
  const whole = worths.reduce((sum, worth) => sum + worth, 0) || 1;
  const looked = hits.slice(0, MOST_LOOKED_AT).map((hit) => ({ ...hit, lanes: lanesOf(hit.page, columns, wide) }));
  const scored = looked.map((hit) => finished(hit, whole));
  return scored.sort((a, b) => b.score - a.score || a.page - b.page);
}

function sumOfWorths(columns) {
  return columns.reduce((sum, { worth }) => sum + worth, 0);
}

function level(column, worth) {
  if (column.worth > worth) scaled(column, worth / column.worth);
  column.worth = worth;
}

/** What the lanes of a page give together. */
function scoreOf(page, columns, wide) {
  let score = 0;
  for (let slot = 0; slot < columns.length; slot += 1) {
    const span = wide.find(({ from }) => from === slot);
    const last = span ? span.to : slot;
    let sum = 0;
    for (let each = slot; each <= last; each += 1) sum += columns[each].values[page];
    score += span ? Math.max(sum, span.column.values[page]) : sum;
    slot = last;
  }
  return score;
}

/** What each slot or span gives a page; a span's own reading wins where it gives more than its slots. */
function lanesOf(page, columns, wide) {
  const lanes = [];
  for (let slot = 0; slot < columns.length; slot += 1) {
    const span = wide.find(({ from }) => from === slot);
    const last = span ? span.to : slot;
    const single = [];
    let sum = 0;
    for (let each = slot; each <= last; each += 1) {
      if (columns[each].values[page] === 0) continue;
      sum += columns[each].values[page];
      single.push(lane(columns[each], page, columns[each].worth));
    }
    if (span && span.column.values[page] > sum) lanes.push(lane(span.column, page, span.worth));
    else lanes.push(...single);
    slot = last;
  }
  return lanes;
}

function lane(column, page, worth) {
  return { value: column.values[page], units: column.units[page], column, worth };
}

/** Add what nearness and completeness are worth; find the unit to link to and the terms to mark. */
function finished({ page, score, lanes }, whole) {
  const { unit, value } = bestUnit(lanes);
  const near = value / whole;
  const covered = lanes.reduce((sum, { worth }) => sum + worth, 0) / whole;
  const terms = new Set();
  for (const { column } of lanes) {
    for (const part of column.readings[column.chosen[page]].parts) {
      for (const { number } of part) terms.add(number);
    }
  }
  const together = 1 + NEARNESS * near ** 4 + (near > 0.999 && lanes.length > 1 ? WHOLE : 0);
  return { page, unit, terms, score: score * together * (1 - COVERAGE + COVERAGE * covered) };
}

function bestUnit(lanes) {
  let best = { unit: 0, value: -1 };
  for (let unit = 0; unit < 30; unit += 1) {
    let value = 0;
    for (const { units, worth } of lanes) if (units & (1 << unit)) value += worth;
    if (value > best.value) best = { unit, value };
  }
  return best;
}
