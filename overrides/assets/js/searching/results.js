// The results page: the query and the filters are in the address, so that results can be linked and gone back to.

import { addressOf, search } from "./client.js";
import { rangesToMark } from "../search/mark.js";
import { labelOf, make, say } from "./words.js";

const FILTERS = ["kind", "status", "side", "lang"];
const STEP = 20;

/** Run the page whose parts are in `main`. */
export function startResults(main) {
  const form = main.querySelector("[data-results-form]");
  const parts = Object.fromEntries(["status", "answer", "list", "filters", "more"].map((name) => [name, main.querySelector(`[data-results-${name}]`)]));
  let limit = STEP;

  async function run() {
    const asked = new URLSearchParams(location.search);
    const query = asked.get("q") ?? "";
    form.elements.q.value = query;
    parts.filters.hidden = parts.more.hidden = !query;
    if (!query.trim()) return parts.list.replaceChildren();
    parts.status.textContent = say("searching");
    try {
      const filters = Object.fromEntries(FILTERS.map((name) => [name, asked.getAll(name).flatMap(expanded)]).filter(([, values]) => values.length));
      const [found, all] = await Promise.all([search(query, { limit, filters }), search(query, { limit: 0 })]);
      show(parts, found, all.counts, asked, query);
      parts.more.hidden = found.total <= limit;
    } catch {
      parts.status.textContent = say("failed");
    }
    return undefined;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(new URLSearchParams({ q: form.elements.q.value }));
  });
  parts.filters.addEventListener("change", () => {
    const next = new URLSearchParams({ q: form.elements.q.value });
    for (const box of parts.filters.querySelectorAll("input:checked")) next.append(box.name, box.value);
    go(next);
  });
  parts.more.addEventListener("click", () => { limit += STEP; run(); });
  addEventListener("popstate", run);

  function go(query) {
    history.pushState(null, "", `?${query}`);
    limit = STEP;
    run();
  }

  run();
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
  parts.filters.replaceChildren(...FILTERS.map((name) => filter(name, counts[name] ?? {}, asked.getAll(name))).filter(Boolean));
}

function suggestion(text) {
  const [before, after] = say("did-you-mean").split("{query}");
  return make("span", {}, before, make("a", { href: `?${new URLSearchParams({ q: text })}` }, text), after ?? "");
}

function answer(card) {
  const own = document.documentElement.lang;
  const names = Object.entries(card.names).filter(([locale]) => locale !== own);
  return make("div", { class: "notice answer-card" },
    make("p", { class: "notice-title" }, make("a", { href: `../glossary/#${card.id}` }, card.names[own])),
    make("p", {}, card.definitions[own]),
    ...names.map(([locale, name]) => make("p", {}, `${say(`language-${locale}`)}: `, make("span", { lang: locale }, name))));
}

function result(hit) {
  const title = make("a", { href: addressOf(hit), lang: hit.other ? hit.lang : null, hreflang: hit.other ? hit.lang : null }, ...marked(hit.title, hit.marks));
  const section = hit.section ? [make("p", { class: "result-section", lang: hit.other ? hit.lang : null }, ...marked(hit.section.heading, hit.marks))] : [];
  return make("li", {}, make("h2", {}, title), ...section, make("p", { class: "hit-label" }, labelOf(hit)));
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
  const label = { kind: "kind-", status: "status-", side: "side-", lang: "language-" }[name];
  if (counted.size < 2 && !chosen.length) return null;
  const boxes = [...counted].map(([value, count]) => {
    const box = make("input", { type: "checkbox", name, value });
    box.checked = chosen.includes(value);
    return make("label", {}, box, ` ${say(label + value) || value} (${count})`);
  });
  return make("fieldset", {}, make("legend", {}, say(`filter-${name}`)), ...boxes);
}
