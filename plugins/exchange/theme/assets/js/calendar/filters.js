/**
 * Search, filters and order of the list of calls, kept in the address: ?q=trial&side=GB&GBP=100000&sort=newest
 * All calls are fetched when first needed.
 */

import { correctStates } from "./state.js";
import { status } from "./status.js";

const MORE = 20;

export function startFilters(form) {
  const wanted = new URLSearchParams(location.search);
  const fields = [...form.elements].filter((field) => field.name);
  const results = form.parentElement.querySelector("[data-call-results]");
  const list = { form, fields, results, shown: MORE };
  for (const field of fields) if (wanted.has(field.name)) field.value = wanted.get(field.name);
  const again = () => { list.shown = MORE; apply(list); };
  form.oninput = again;
  form.onsubmit = (event) => event.preventDefault();
  form.onreset = () => setTimeout(again);
  results.querySelector("[data-more]").onclick = () => { list.shown += MORE; apply(list); };
  form.hidden = false;
  apply(list);
}

async function apply(list) {
  const { form, fields, results } = list;
  const chosen = new Map(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
  const address = new URL(location);
  address.search = new URLSearchParams([...chosen]);
  history.replaceState(null, "", address);
  follow(form, chosen);
  const entries = chosen.size > 0 ? await (list.entries ??= load(list)) : null;
  if (!fields.every((field) => (chosen.get(field.name) ?? "") === field.value)) return; // asked again meanwhile
  for (const part of document.querySelectorAll("[data-whole-list]")) part.hidden = entries !== null;
  results.hidden = entries === null;
  const said = form.querySelector("[data-shown]");
  said.textContent = "";
  if (entries === null) return;
  const now = Math.floor(Date.now() / 1000);
  const found = sorted(entries.filter((entry) => fits(entry, chosen, now)), chosen.get("sort"), now);
  said.textContent = said.dataset.shown.replace("{count}", found.length).replace("{total}", entries.length);
  draw(list, found);
}

/** Return all calls; null where they cannot be fetched: the page stays as it is. */
async function load(list) {
  const address = list.form.dataset.list;
  try {
    const [entries, cards] = await Promise.all([fetch(`${address}.json`), fetch(`${address}.txt`)]);
    const html = (await cards.text()).split("\n");
    return (await entries.json()).map((entry, line) => ({ ...entry, html: html[line] }));
  } catch {
    list.entries = undefined;
    return null;
  }
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

function draw({ form, results, shown }, found) {
  const cards = results.querySelector("ul");
  cards.innerHTML = found.slice(0, shown).map(({ html }) => `<li>${html}</li>`).join("");
  for (const link of cards.querySelectorAll(".call-card-title a")) link.href = `${form.dataset.root}${link.getAttribute("href").split("/").at(-2)}/`;
  results.querySelector("[data-more]").hidden = found.length <= shown;
  correctStates(document);
}

/** Link the calendar and the feed of what was chosen, as far as there is one, and say of what they are. */
function follow({ elements }, chosen) {
  for (const link of document.querySelectorAll("[data-follow]")) {
    const { follow: ending, root, text } = link.dataset;
    const [name, ...facets] = followed(ending, chosen);
    link.href = `${root}${name}.${ending}`;
    link.textContent = [text, ...facets.map((facet) => elements[facet].selectedOptions[0].text)].join(" · ");
  }
}

/** Return the name of the file that has least besides what was chosen, and the facets that it is of. */
export function followed(ending, chosen) {
  const one = ["topic", "for", ending === "atom" && "stage"].find((facet) => chosen.has(facet));
  if (one) return [`${one}/${chosen.get(one)}`, one];
  const side = chosen.get("side")?.toLowerCase() ?? "all";
  const stage = chosen.get("stage");
  return [stage ? `${side}-${stage.replace("round", "full")}` : side, ...["side", "stage"].filter((facet) => chosen.has(facet))];
}
