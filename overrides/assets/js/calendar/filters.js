/**
 * Search, filters and order of the list of calls, kept in the address: ?q=trial&side=GB&sort=newest
 * The page has some of the calls; the others are fetched when needed.
 */

import { correctStates } from "./state.js";
import { status } from "./status.js";

const MORE = 20;

export function startFilters(form) {
  const wanted = new URLSearchParams(location.search);
  const list = { form, entries: null, shown: MORE };
  for (const field of fields(form)) if (wanted.has(field.name)) field.value = wanted.get(field.name);
  const again = () => { list.shown = MORE; apply(list); };
  form.addEventListener("input", again);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(again));
  results(list).querySelector("[data-more]").addEventListener("click", () => { list.shown += MORE; apply(list); });
  form.hidden = false;
  apply(list);
}

async function apply(list) {
  const chosen = new Map(fields(list.form).filter((field) => field.value).map((field) => [field.name, field.value]));
  keep(chosen);
  follow(list.form, chosen);
  if (chosen.size > 0) list.entries ??= load(list.form.dataset.list);
  const entries = await list.entries;
  if (!fields(list.form).every((field) => (chosen.get(field.name) ?? "") === field.value)) return; // asked again meanwhile
  for (const part of document.querySelectorAll("[data-whole-list]")) part.hidden = chosen.size > 0;
  results(list).hidden = chosen.size === 0;
  const said = list.form.querySelector("[data-shown]");
  said.textContent = "";
  if (chosen.size === 0) return;
  const now = Math.floor(Date.now() / 1000);
  const found = sorted(entries.filter((entry) => fits(entry, chosen, now)), chosen.get("sort"), now);
  said.textContent = said.dataset.shown.replace("{count}", found.length).replace("{total}", entries.length);
  draw(list, found);
}

/** Return all calls; those of this page where they cannot be fetched. */
async function load(address) {
  try {
    const [entries, cards] = await Promise.all([fetch(`${address}.json`), fetch(`${address}.txt`)]);
    const html = (await cards.text()).split("\n");
    return (await entries.json()).map((entry, line) => ({ ...entry, html: html[line] }));
  } catch { /* the page has some of them */ }
  return [...document.querySelectorAll("[data-whole-list] [data-facets]")].map((card) => ({
    facets: JSON.parse(card.dataset.facets), timeline: JSON.parse(card.dataset.timeline), added: 0,
    words: card.textContent.toLowerCase(), html: card.outerHTML,
  }));
}

export function fits({ facets, timeline, words }, chosen, now) {
  return [...chosen].every(([name, value]) => {
    if (name === "sort") return true;
    if (name === "q") return value.normalize().toLowerCase().split(/\s+/).every((word) => words.includes(word));
    if (name === "state") return status(timeline, now).state === value;
    return name in facets ? facets[name].includes(value) : (facets.amount[name] ?? 0) >= Number(value);
  });
}

/** Without a date ahead an entry is last. */
export function sorted(entries, order, now) {
  const ahead = (name) => ({ timeline }) =>
    Math.min(...timeline.stages.filter((stage) => stage.applying && stage[name] > now).map((stage) => stage[name]));
  const keys = { opening: ahead("opens"), newest: ({ added }) => -added };
  const key = keys[order] ?? ahead("closes");
  for (const entry of entries) entry.place = key(entry);
  return [...entries].sort((left, right) => left.place - right.place);
}

function draw(list, found) {
  const section = results(list);
  const cards = section.querySelector("ul");
  cards.innerHTML = found.slice(0, list.shown).map(({ html }) => `<li>${html}</li>`).join("");
  for (const link of cards.querySelectorAll(".call-card-title a")) link.href = `${list.form.dataset.root}${link.getAttribute("href").split("/").at(-2)}/`;
  section.querySelector("[data-more]").hidden = found.length <= list.shown;
  correctStates(document);
}

function results({ form }) {
  return form.parentElement.querySelector("[data-call-results]");
}

/** Link the calendar and the feed of what was chosen. */
function follow(form, chosen) {
  const side = (chosen.get("side") ?? "all").toLowerCase();
  const names = { ics: chosen.has("stage") ? `${side}-${chosen.get("stage")}` : side, atom: side };
  for (const link of form.querySelectorAll("[data-follow]")) {
    link.href = link.href.replace(/[^/]+(?=\.(ics|atom)$)/, (_, ending) => names[ending]);
  }
}

function keep(chosen) {
  const address = new URL(location.href);
  address.search = new URLSearchParams([...chosen]);
  history.replaceState(null, "", address);
}

function fields(form) {
  return [...form.elements].filter((field) => field.name);
}
