// Refinements of pages that are whole without them: colours, language switch with section, term notes.

const root = document.documentElement;

/** The colour switch goes round: as the device, light, dark. Only a choice the reader makes is kept. */
function startThemeSwitch(button) {
  const name = button.querySelector("[data-theme-name]");
  const themes = ["auto", "light", "dark"];
  const show = () => { name.textContent = button.dataset[root.dataset.theme ?? "auto"]; };
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "auto") + 1) % themes.length];
    if (next === "auto") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === "auto") localStorage.removeItem("colours");
      else localStorage.setItem("colours", next);
    } catch { /* storage is off: the choice lasts for this page */ }
    show();
  });
  show();
  button.hidden = false;
}

/**
 * The id of the section the reader is in: the last heading above the fold. The one in the address counts before any was
 * passed, and where it is in view at the end of the page, which cannot bring it up to the top.
 */
function currentSection() {
  const headings = [...document.querySelectorAll(".text :is(h2, h3, h4, h5, h6)[id]")];
  const top = (heading) => heading.getBoundingClientRect().top;
  const passed = headings.filter((heading) => top(heading) < 160);
  const asked = headings.find((heading) => `#${heading.id}` === location.hash);
  const isAtEnd = innerHeight + scrollY >= root.scrollHeight - 2;
  const isInView = asked && isAtEnd && top(asked) >= 0 && top(asked) < innerHeight;
  return (isInView ? asked : passed.at(-1) ?? asked)?.id ?? "";
}

/** Section ids are the same in every language, so the other language opens where the reader is. */
function startLanguageSwitch(link) {
  const page = link.href;
  const keepSection = () => {
    const section = currentSection();
    link.href = section ? `${page}#${section}` : page;
  };
  for (const event of ["click", "pointerdown"]) link.addEventListener(event, keepSection);
}

/** The sign beside a heading is a link to it; with scripts it offers links that last, each to be copied. */
function startSectionLinks(template) {
  const text = document.querySelector(".text");
  const openers = text?.querySelectorAll(".section-link") ?? [];
  for (const opener of openers) {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.replaceState(history.state, "", opener.hash);
      const { toggleLinks } = await import("./editions/section-links.js");
      toggleLinks(opener, template);
    });
    opener.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      opener.click();
    });
  }
}

/** The edition opens at the section the reader is in; what it does not hold is named in the list of versions. */
function startEditionSwitch(link) {
  const [newest] = JSON.parse(document.querySelector("[data-page-editions]").textContent);
  const list = document.querySelector(".page-editions [data-versions]");
  const every = list.href;
  const section = () => currentSection() && `#${currentSection()}`;
  list.addEventListener("click", () => { list.href = every + section(); });
  const page = link.href;
  link.addEventListener("click", () => {
    const there = newest.sections[currentSection()];
    if (!currentSection()) link.href = page;
    else link.href = there ? `${page}#${there}` : every + section();
  });
}

/** Esc puts a term's note away until the pointer or the focus comes back to it (WCAG 2.2, 1.4.13). */
function startTermNotes() {
  const back = ({ target }) => target.closest?.(".term")?.removeAttribute("data-dismissed");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of document.querySelectorAll(".term:is(:hover, :focus-within)")) term.dataset.dismissed = "";
  });
  document.addEventListener("mouseover", (event) => {
    if (!event.relatedTarget?.closest?.(".term")) back(event);
  });
  document.addEventListener("focusin", back);
}

/** The page's side of search. */
function search() {
  return import(new URL(document.querySelector("[data-search]").dataset.script, document.baseURI));
}

/** Esc closes the menu of a section where it is folded, and leaves the focus on what opened it. */
function startSectionMenu(details) {
  const summary = details.querySelector("summary");
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open || !summary.checkVisibility()) return;
    details.open = false;
    summary.focus();
  });
}

/** Search is fetched when a reader turns to it: the box at the first focus, marks where the address asks. */
function startSearch(form) {
  const input = form.querySelector("input");
  const start = async () => {
    const { startBox } = await search();
    if (!input.hasAttribute("role")) startBox(form);
    if (document.activeElement === input) input.dispatchEvent(new Event("focus"));
    if (input.value) input.dispatchEvent(new Event("input"));
  };
  input.addEventListener("focus", start, { once: true });
}

async function startResults(main) {
  const { startResults: start } = await search();
  start(main);
}

async function startMarks() {
  if (!new URLSearchParams(location.search).has("mark") || !document.querySelector("[data-search]")) return;
  const { markWords } = await search();
  markWords(document.querySelector(".text"));
}

/** On paper a link within the site is an address, which style sheets cannot know. */
function startPrinting() {
  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll(".text a[href]:not([href^='#'], [href^='http'], .term a)")) {
      link.dataset.address = link.href;
    }
  });
}

document.querySelectorAll("[data-search]").forEach(startSearch);
document.querySelectorAll("[data-results]").forEach(startResults);
startMarks();
document.querySelectorAll(".section-menu details").forEach(startSectionMenu);
document.querySelectorAll("[data-theme-switch]").forEach(startThemeSwitch);
document.querySelectorAll("[data-language-switch]").forEach(startLanguageSwitch);
document.querySelectorAll("[data-section-links]").forEach(startSectionLinks);
document.querySelectorAll("[data-edition-switch]").forEach(startEditionSwitch);
startTermNotes();
startPrinting();
