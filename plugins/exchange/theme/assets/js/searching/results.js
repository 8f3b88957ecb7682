// The results page: the query and the filters are in the address, so that results can be linked and gone back to.

import { addressOf, search, settings } from "./client.js";
import { excerpt, whenSeen } from "./excerpt.js";
import { rangesToMark } from "../search/mark.js";
import { labelOf, make, say } from "./words.js";

const FILTERS = ["kind", "status", "side", "lang"];
const STEP = 20;
const LONGEST_SHOWN = 80;

/** Run the page whose parts are in `main`. */
export function startResults(main) {
  const form = main.querySelector("[data-results-form]");
  const parts = Object.fromEntries(["status", "answer", "list", "filters", "more"].map((name) => [name, main.querySelector(`[data-results-${name}]`)]));
  let limit = STEP;
  let latest = 0;

  async function run() {
    const asked = new URLSearchParams(location.search);
    const query = asked.get("q") ?? "";
    const number = ++latest;
    form.elements.q.value = query;
    if (!query.trim()) return clear(parts);
    parts.status.textContent = say("searching");
    try {
      const filters = Object.fromEntries(FILTERS.map((name) => [name, asked.getAll(name).flatMap(expanded)]).filter(([, values]) => values.length));
      const [found, all] = await Promise.all([search(query, { limit, filters }), search(query, { limit: 0 })]);
      if (number === latest) show(parts, found, all.counts, asked, shortened(query));
      parts.more.hidden = found.total <= limit;
    } catch {
      if (number === latest) clear(parts, say("failed"));
    }
    return undefined;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(new URLSearchParams({ q: form.elements.q.value }));
  });
  parts.filters.addEventListener("change", () => {
    const next = new URLSearchParams({ q: new URLSearchParams(location.search).get("q") ?? "" });
    for (const box of parts.filters.querySelectorAll("input:checked")) next.append(box.name, box.value);
    go(next);
  });
  parts.more.addEventListener("click", async () => {
    const first = parts.list.children.length;
    limit += STEP;
    await run();
    parts.list.children[first]?.querySelector("a").focus();
  });
  addEventListener("popstate", () => { limit = STEP; run(); });

  function go(query) {
    history.pushState(null, "", `?${query}`);
    limit = STEP;
    run();
  }

  run();
}

function clear(parts, message = "") {
  parts.status.textContent = message;
  parts.answer.replaceChildren();
  parts.list.replaceChildren();
  parts.filters.hidden = parts.more.hidden = true;
}

function shortened(query) {
  const characters = [...query.trim()];
  return characters.length > LONGEST_SHOWN ? `${characters.slice(0, LONGEST_SHOWN).join("")}…` : query.trim();
}

/** A call of both countries answers a filter for either of them. */
function expanded(value) {
  const both = say("sides").split(" ").filter((sides) => sides.split("+").includes(value));
  return both.length ? both : [value];
}

function show(parts, found, counts, asked, query) {
  document.title = `${query} – ${say("title")}`;
  parts.status.replaceChildren(say(found.total ? "count" : "none", { count: found.total, query }));
  if (found.suggestion) parts.status.append(" ", suggestion(found.suggestion));
  parts.answer.replaceChildren(...(found.answer ? [answer(found.answer)] : []));
  parts.list.replaceChildren(...found.hits.map(result));
  showExcerpts(parts.list, found.hits);
  showFilters(parts.filters, FILTERS.map((name) => filter(name, counts[name] ?? {}, asked.getAll(name))).filter(Boolean));
}

/** Filters are made anew with their counts; the one a reader is at keeps the focus. */
function showFilters(place, filters) {
  const { name, value } = place.contains(document.activeElement) ? document.activeElement : {};
  place.replaceChildren(...filters);
  place.hidden = filters.length === 0;
  [...place.querySelectorAll("input")].find((box) => box.name === name && box.value === value)?.focus();
}

function suggestion(text) {
  const [before, after] = say("did-you-mean").split("{query}");
  return make("span", {}, before, make("a", { href: `?${new URLSearchParams({ q: text })}` }, text), after ?? "");
}

/** A term with its meaning, and what it is called in the other languages. */
function answer(card) {
  const own = document.documentElement.lang;
  const [name, ...others] = Object.keys(card.names).filter((locale) => card.names[locale]).sort((a, b) => (b === own) - (a === own));
  const definition = card.definitions[own] ?? "";
  return make("div", { class: "notice answer-card" },
    make("p", { class: "notice-title" }, make("a", { href: `${settings().glossary}#${card.id}`, lang: name === own ? null : name }, card.names[name])),
    ...(definition ? [make("p", {}, definition)] : []),
    ...others.map((locale) => make("p", {}, `${say(`language-${locale}`)}${say("colon")}`, make("span", { lang: locale }, card.names[locale]))));
}

function result(hit) {
  const lang = hit.other ? hit.lang : null;
  const title = make("a", { href: addressOf(hit), lang, hreflang: lang }, ...marked(hit.title, hit.marks));
  const section = hit.section ? [make("p", { class: "result-section", lang }, ...marked(hit.section.heading, hit.marks))] : [];
  const around = make("p", { class: "result-excerpt", lang });
  return make("li", {}, make("h2", {}, title), ...section, around, make("p", { class: "hit-label" }, labelOf(hit)));
}

/** What stands around the words, under each hit once it is seen; lines are kept free for it. */
function showExcerpts(list, hits) {
  const places = [...list.querySelectorAll(".result-excerpt")];
  const addresses = new Map(places.map((place, number) => [place, addressOf(hits[number])]));
  whenSeen(addresses, (place, text) => {
    const { marks } = hits[places.indexOf(place)];
    if (text) place.append(...marked(excerpt(text, marks), marks));
    else place.remove();
  });
}

function marked(text, marks) {
  const pieces = [];
  let end = 0;
  for (const [from, to] of rangesToMark(text, marks)) {
    pieces.push(text.slice(end, from), make("mark", {}, text.slice(from, to)));
    end = to;
  }
  return [...pieces, text.slice(end)];
}

function filter(name, counts, chosen) {
  const counted = new Map();
  for (const [value, count] of Object.entries(counts)) {
    for (const part of name === "side" ? value.split("+") : [value]) counted.set(part, (counted.get(part) ?? 0) + count);
  }
  for (const value of chosen) if (!counted.has(value)) counted.set(value, 0);
  const label = name === "lang" ? "language" : name;
  if (counted.size < 2 && !chosen.length) return null;
  const boxes = [...counted].map(([value, count]) => {
    const box = make("input", { type: "checkbox", name, value });
    box.checked = chosen.includes(value);
    return make("label", {}, box, ` ${say(`${label}-${value}`) || value} (${count})`);
  });
  return make("fieldset", {}, make("legend", {}, say(`filter-${name}`)), ...boxes);
}
