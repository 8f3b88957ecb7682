// Pages that say the same in two languages: the reader's own comes first, and what is found in one counts for both.

const PAIRED = 0.4;
const ALONE = 0.9;
const LIFT = 0.7;

/**
 * Hits of the reader's own language and of another, together. A page in another language counts less, and
 * never more than its counterpart; a counterpart that the words did not find is found by them there.
 * Pairs stand in the same order in every index.
 */
export function counterparts(own, other, index, allowed) {
  const byPage = new Map(own.map((hit) => [hit.page, hit]));
  const hits = other.map((hit) => {
    const page = counterpartOf(hit, index);
    if (page === undefined) return { ...hit, score: hit.score * ALONE };
    if (page < 0 || !allowed(page)) return { ...hit, score: hit.score * PAIRED };
    const twin = byPage.get(page) ?? { page, index, unit: 0, terms: new Set(), score: 0, foundIn: hit };
    byPage.set(page, twin);
    twin.score = Math.max(twin.score, hit.score * LIFT);
    return { ...hit, score: Math.min(hit.score * PAIRED, twin.score * 0.99) };
  });
  return [...byPage.values(), ...hits];
}

/** The page in the reader's own index; -1 where it cannot be told, undefined where there is none. */
function counterpartOf(hit, index) {
  const { paired, pairs, places } = hit.index.facets;
  if (paired[hit.page] !== "1") return undefined;
  if (pairs.length !== index.facets.pairs.length) return -1;
  return index.facets.pairs[places.get(hit.page)];
}
