// The search box in the header: a combobox (WAI-ARIA Authoring Practices) over a form that works without it.

import { addressOf, open, search } from "./client.js";
import { labelOf, make, say } from "./words.js";

const MOST = 6;
const PAUSE = 60;

/** Give a box its list of best hits. Enter without a choice sends the form, as without scripts. */
export function startBox(form) {
  const input = form.querySelector("input");
  const list = make("ul", { id: "kx-search-hits", role: "listbox", class: "search-hits", hidden: "", "aria-label": say("best-hits") });
  const status = make("p", { role: "status", class: "visually-hidden" });
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let latest = 0;
  let timer = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function show(hits) {
    list.replaceChildren(...hits.map((hit, number) => option(hit, number)));
    const any = hits.length > 0;
    list.hidden = !any;
    input.setAttribute("aria-expanded", String(any));
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    latest += 1;
    clearTimeout(timer);
    show([]);
    status.textContent = "";
  }

  function choose(next) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!next) return input.removeAttribute("aria-activedescendant");
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", next.id);
  }

  async function ask() {
    const query = input.value.trim();
    const number = ++latest;
    if (!query) return close();
    const found = await search(query, { limit: MOST }).catch(() => null);
    if (number !== latest || document.activeElement !== input) return undefined;
    show(found?.hits ?? []);
    status.textContent = found ? say(found.total ? "count" : "none", { count: found.total, query }) : say("failed");
    return undefined;
  }

  input.addEventListener("focus", open, { once: true });
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("blur", () => setTimeout(() => { if (!form.contains(document.activeElement)) close(); }, 150));
  input.addEventListener("keydown", (event) => {
    // While a syllable is being composed, arrows, Enter and Escape belong to the input method.
    if (event.isComposing || event.keyCode === 229) return;
    const all = options();
    const place = all.indexOf(chosen());
    if (event.key === "ArrowDown" && all.length) choose(all[(place + 1) % all.length]);
    else if (event.key === "ArrowUp" && all.length) choose(all[(place <= 0 ? all.length : place) - 1]);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && chosen()) location.href = chosen().dataset.href;
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.href = option.dataset.href;
  });
}

function option(hit, number) {
  const title = make("span", { class: "hit-title", lang: hit.other ? hit.lang : null }, hit.title);
  const below = [hit.section?.heading, labelOf(hit)].filter(Boolean).join(" · ");
  return make("li", { role: "option", id: `kx-search-hit-${number}`, "aria-selected": "false", "data-href": addressOf(hit) },
    title, make("span", { class: "hit-label" }, below));
}
