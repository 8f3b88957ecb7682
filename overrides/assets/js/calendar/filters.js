/** Filters of a list of calls, kept in the address: ?side=GB&state=open&GBP=100000 */

const FACETS = ["side", "stage", "funder"];

export function startFilters(form) {
  const cards = [...document.querySelectorAll(".call-list > li")].map((item) => ({
    item,
    card: item.querySelector("[data-facets]"),
    facets: JSON.parse(item.querySelector("[data-facets]").dataset.facets),
  }));
  const wanted = new URLSearchParams(location.search);
  for (const field of fields(form)) if (wanted.has(field.name)) field.value = wanted.get(field.name);
  form.addEventListener("input", () => apply(form, cards));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => apply(form, cards)));
  form.hidden = false;
  apply(form, cards);
}

function apply(form, cards) {
  const chosen = new Map(fields(form).filter((field) => field.value).map((field) => [field.name, field.value]));
  for (const { item, card, facets } of cards) item.hidden = !fits(card, facets, chosen);
  for (const group of document.querySelectorAll(".call-group")) {
    group.hidden = !group.querySelector(".call-list > li:not([hidden])");
  }
  const shown = cards.filter(({ item }) => !item.hidden).length;
  const said = form.querySelector("[data-shown]");
  said.textContent = said.dataset.shown.replace("{count}", shown).replace("{total}", cards.length);
  keep(chosen);
}

function fits(card, facets, chosen) {
  return [...chosen].every(([name, value]) => {
    if (name === "state") return card.querySelector("[data-call-state]").dataset.state === value;
    if (FACETS.includes(name)) return facets[name].includes(value);
    return (facets.amount[name] ?? 0) >= Number(value);
  });
}

function keep(chosen) {
  const address = new URL(location.href);
  address.search = new URLSearchParams([...chosen]).toString();
  history.replaceState(null, "", address);
}

function fields(form) {
  return [...form.elements].filter((field) => field.name);
}
