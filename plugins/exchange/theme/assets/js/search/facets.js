// Facets of pages: filters, counts, and the state of a call at the moment of the query.

/** State of a page: of a call by the clock, of any other as written. Times are seconds since 1970. */
export function statusOf(index, page, now) {
  const { status, times } = index.facets;
  const states = times.get(page);
  if (!states) return status.values[status.pages[page]];
  return states.filter(([from], place) => !place || from <= now).pop()[1];
}

/** A test of an index's pages by all filters but that by language. */
export function filtering(index, filters, now) {
  const { kind, side } = index.facets;
  return (page) =>
    accepts(filters.kind, kind.values[kind.pages[page]]) &&
    accepts(filters.side, side.values[side.pages[page]]) &&
    accepts(filters.status, statusOf(index, page, now));
}

export function accepts(values, value) {
  return !Array.isArray(values) || values.length === 0 || values.includes(value);
}

/** How many hits have each value of each facet. */
export function facetCounts(hits, now) {
  const counts = { kind: {}, status: {}, side: {}, lang: {} };
  for (const { index, page } of hits) {
    const { kind, side } = index.facets;
    add(counts.kind, kind.values[kind.pages[page]]);
    add(counts.side, side.values[side.pages[page]]);
    add(counts.status, statusOf(index, page, now));
    add(counts.lang, index.lang);
  }
  return counts;
}

function add(counts, value) {
  if (value) counts[value] = (counts[value] ?? 0) + 1;
}
