// The page on which a trainer puts sections and lessons together; the address holds all of it.

import { copy, download, edition as readEdition, language, make, readSite, root, say, site as siteName } from "./site.js";
import { pathIn, readPath, writePath } from "./address.js";

const app = document.querySelector("[data-trainers]");
const at = (name) => app.querySelector(`[data-path-${name}]`);
const [title, editions, search, tree, list, totals, needs, field, status, result] = [
  "title", "edition", "search", "tree", "list", "totals", "needs", "address", "status", "result",
].map(at);

let path = pathIn(location) ?? readPath("");
let site;
let sealed = null; // the pages of the edition that is chosen

/** A part of the path as it is now: the code that it has, its titles, and what has become of it. */
function look(part) {
  const address = site.codes.get(part.code);
  const now = address && site.follow(address);
  if (!now || now.gone || now.other) return { ...part, gone: now?.gone ?? null, isGone: true };
  const { page, section } = now;
  const text = site.text(page);
  const known = site.pages[page];
  return {
    ...part, page, section, moved: now.moved, title: site.title(page, section), pageTitle: text.title,
    minutes: part.minutes ?? (section ? null : known.minutes ?? null), isOwn: part.minutes !== null,
    package: text.package, needs: text.prerequisites ?? [], lang: known.languages[language] ? undefined : Object.keys(known.languages)[0],
  };
}

/** Where learners find a part: in the edition, if one is chosen and holds it, else where it is now. */
function place({ page, section }) {
  const old = sealed && site.inEdition(sealed, page, section);
  const address = old ?? (section ? `${page}#${section}` : page);
  return `${old ? `/editions/${path.edition}` : ""}/${language}${address}`;
}

const whole = (address) => root + address.slice(1);
// Behind ?, which programs leave as it is where they escape # or drop what follows it.
const own = () => location.href.split(/[?#]/)[0] + writePath(path).replace("#", "?");
const name = () => path.title || say("untitled");

/** A text as one word of a shell's command line. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function replace(parts, message = "") {
  path = { ...path, parts };
  show();
  status.textContent = message;
}

function move(number, step) {
  const parts = [...path.parts];
  parts.splice(number + step, 0, ...parts.splice(number, 1));
  const { title: moved } = look(parts[number + step]);
  replace(parts, say("moved", { title: moved ?? "", place: number + step + 1, count: parts.length }));
  const row = list.children[number + step];
  const [up, down] = row.querySelectorAll("[data-step]");
  [step < 0 ? up : down, up, down].find(({ disabled }) => !disabled)?.focus();
}

const DRAGGED = "text/x-path-part";

/** A row that is dragged may be dropped on another, whose place it takes. */
function ondragover(event) {
  if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault();
}

function drop(event, number) {
  const dragged = Number(event.dataTransfer.getData(DRAGGED));
  event.preventDefault();
  if (dragged !== number) move(dragged, number - dragged);
}

function remove(number) {
  const { title: removed } = look(path.parts[number]);
  replace(path.parts.filter((_, place) => place !== number), say("removed", { title: removed ?? "" }));
  (list.children[Math.min(number, list.children.length - 1)]?.querySelector("[data-remove]") ?? search).focus();
}

function setMinutes(number, value) {
  const minutes = value === "" ? null : Math.min(999, Math.max(0, Math.round(Number(value))));
  path.parts[number] = { ...path.parts[number], minutes };
  showSums();
}

function button(text, label, attributes) {
  return make("button", { type: "button", "aria-label": label, ...attributes }, text);
}

function row(part, number) {
  const one = look(part);
  const label = one.title ?? say("gone-part");
  const steps = [
    button("↑", say("up", { title: label }), { "data-step": -1, onclick: () => move(number, -1) }),
    button("↓", say("down", { title: label }), { "data-step": 1, onclick: () => move(number, 1) }),
    button("×", say("remove", { title: label }), { "data-remove": "", onclick: () => remove(number) }),
  ];
  steps[0].disabled = number === 0;
  steps[1].disabled = number === path.parts.length - 1;
  const buttons = make("span", { class: "path-buttons" }, ...steps);
  if (one.isGone) {
    const reason = one.gone?.reason[language] ?? say("gone-part");
    return make("li", { class: "path-gone" }, make("span", {}, reason), buttons);
  }
  const minutes = make("input", {
    type: "number", min: 0, max: 999, value: one.minutes ?? "", "aria-label": say("minutes-of", { title: label }),
    onchange: ({ target }) => setMinutes(number, target.value),
  });
  const where = one.section ? make("span", { class: "path-page" }, one.pageTitle) : null;
  return make(
    "li", { ondragstart: ({ dataTransfer }) => dataTransfer.setData(DRAGGED, number), ondragover, ondrop: (event) => drop(event, number) },
    make("span", { class: "path-name", draggable: true }, make("a", { href: whole(place(one)), lang: one.lang }, label), where),
    make("label", {}, minutes, ` ${say("minutes")}`), buttons,
  );
}

const here = () => path.parts.map(look).filter(({ isGone }) => !isGone);

function showSums() {
  const parts = here();
  const sum = parts.reduce((total, { minutes }) => total + (minutes ?? 0), 0);
  const open = parts.filter(({ minutes }) => minutes === null).length;
  const time = say("total", { hours: Math.floor(sum / 60), minutes: sum % 60, count: parts.length });
  totals.textContent = open ? `${time} ${say("without-time", { count: open })}` : time;
  const titles = new Set(parts.filter(({ section }) => !section).map(({ title: one }) => one));
  const needed = [...new Set(parts.flatMap(({ needs: one }) => one))];
  needs.replaceChildren(...needed.map((need) => {
    const met = [...titles].find((one) => need.includes(one));
    return make("li", {}, met ? `${need} (${say("in-path")})` : need);
  }));
  needs.previousElementSibling.hidden = !needed.length;
  field.value = own();
  const pages = [...new Set(parts.map(({ page }) => page.slice(1, -1)))];
  at("command").textContent = `kx pdf --in ${language} --title ${quoted(name())} ${pages.join(" ")}`;
  history.replaceState(history.state, "", location.pathname + writePath(path));
}

function show() {
  list.replaceChildren(...path.parts.map(row));
  at("empty").hidden = path.parts.length > 0;
  at("cut").hidden = !path.missing;
  at("cut").textContent = path.missing ? say("cut", { count: path.missing }) : "";
  at("out").hidden = path.parts.length === 0;
  for (const box of tree.querySelectorAll("input")) box.checked = path.parts.some(({ code }) => code === box.value);
  result.replaceChildren();
  showSums();
}

function choose({ target }) {
  if (target.checked) replace([...path.parts, { code: target.value, minutes: null }], say("added", { title: target.dataset.title }));
  else replace(path.parts.filter(({ code }) => code !== target.value), say("removed", { title: target.dataset.title }));
}

function box(code, text, note = "") {
  const input = make("input", { type: "checkbox", value: code, "data-title": text, onchange: choose });
  return make("li", {}, make("label", {}, input, ` ${text}`, note));
}

/** All pages in reading order, each with its sections; the first in its kind are lessons and courses. */
function plant() {
  const pages = Object.entries(site.pages).filter(([, page]) => page.kind !== "glossary");
  tree.replaceChildren(...pages.map(([address, page]) => {
    const text = site.text(address);
    const sections = Object.entries(text.sections).filter(([id]) => id && id in page.codes);
    const time = page.minutes ? ` (${page.minutes} ${say("minutes")})` : "";
    return make(
      "details", { "data-depth": address.split("/").length - 2 },
      make("summary", {}, text.title + time),
      make("ul", {}, box(page.code, say("whole-page", { title: text.title })), ...sections.map(([id, [one]]) => box(page.codes[id], one))),
    );
  }));
}

/** Pages with each of the words, which Korean writes apart or together; those are open whose sections have them. */
function narrow() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (...elements) => {
    const text = elements.map(({ textContent }) => textContent).join(" ").toLowerCase();
    return words.every((word) => text.includes(word) || text.replace(/\s/g, "").includes(word));
  };
  const found = [...tree.children].filter((page) => {
    const sections = [...page.querySelectorAll("li + li")];
    page.hidden = !has(page.firstElementChild, ...sections);
    page.open = words.length > 0 && sections.some((section) => has(section));
    return !page.hidden;
  });
  status.textContent = words.length ? say("found", { count: found.length }) : "";
}

async function chooseEdition() {
  path = { ...path, edition: editions.value };
  sealed = path.edition ? await readEdition(path.edition) : null;
  show();
}

/** Parts as they are given away: titles, addresses in the reader's language. */
function givenParts() {
  return here().map((part) => {
    const address = place(part);
    const [page, section] = address.split("#");
    const edition = page.startsWith("/editions/") ? `editions/${path.edition}/` : "";
    const full = section ? `${part.pageTitle}${say("colon")}${part.title}` : part.title;
    return { ...part, address: page, section, edition, title: full, url: whole(address) };
  });
}

const courses = new Map(); // packages of courses by their address, each read once

/** The questions of a whole lesson, from the package of its course in the edition that the part leads to. */
async function questions({ section, package: file, address, edition }, questionsOf) {
  if (section || !file) return null;
  const url = `${root}${edition}${file}`;
  if (!courses.has(url)) courses.set(url, fetch(url).then((answer) => (answer.ok ? answer.arrayBuffer() : null)));
  const course = await courses.get(url);
  return course && questionsOf(course, address.slice(edition.length + language.length + 1));
}

const OUTPUTS = {
  async text() {
    const { assemble } = await import("./text.js");
    result.replaceChildren(
      make("p", {}, button(say("print"), say("print"), { onclick: () => print() })),
      await assemble({ title: name(), url: own(), parts: givenParts() }),
    );
    status.textContent = say("text-ready");
  },
  async cartridge() {
    const { questionsOf, writeCartridge } = await import("./cartridge.js");
    const needed = [...needs.children].map((need) => need.textContent).join("; ");
    const prerequisites = needed ? [`${needs.previousElementSibling.textContent}${say("colon")}${needed}`] : [];
    const about = [totals.textContent, ...prerequisites, say("credit", { site: siteName }), own()];
    const links = await Promise.all(givenParts().map(async (part, number) => ({
      name: `${number + 1}-${part.code}`, title: part.title, url: part.url, questions: await questions(part, questionsOf),
    })));
    const bytes = writeCartridge({ title: name(), lang: language, first: say("about-module"), about }, links);
    download(`path-${language}.imscc`, "application/zip", bytes);
    status.textContent = say("cartridge-ready");
  },
  async sheet() {
    const { qrDrawing } = await import("./qr.js");
    const codes = [{ title: name(), url: own() }, ...givenParts()].map(({ title: one, url }) => make(
      "figure", {}, qrDrawing(url, say("qr-of", { title: one })), make("figcaption", {}, make("strong", {}, one), make("br"), url),
    ));
    result.replaceChildren(
      make("p", {}, button(say("print"), say("print"), { onclick: () => print() })),
      make("section", { class: "path-sheet", "aria-label": say("sheet") }, make("h2", {}, say("sheet")), ...codes),
    );
    status.textContent = say("sheet-ready");
  },
};

function start() {
  editions.append(...site.editions.map((one) => make("option", { value: one }, say("edition", { edition: one }))));
  if (!site.editions.includes(path.edition)) path = { ...path, edition: "" };
  editions.value = path.edition;
  editions.addEventListener("change", chooseEdition);
  title.value = path.title;
  title.addEventListener("input", () => { path = { ...path, title: title.value.trim() }; showSums(); });
  search.addEventListener("input", narrow);
  at("copy").addEventListener("click", () => copy(field, status));
  for (const [output, work] of Object.entries(OUTPUTS)) {
    at(output).addEventListener("click", () => work().catch(() => { status.textContent = say("failed"); }));
  }
  for (const link of document.querySelectorAll("[data-language-switch]")) {
    link.addEventListener("click", () => { link.hash = writePath(path); });
  }
  plant();
  app.hidden = false;
}

addEventListener("hashchange", () => {
  const given = pathIn({ hash: location.hash, search: "" });
  if (!given) return; // a place on this page
  path = given;
  title.value = path.title;
  editions.value = path.edition;
  chooseEdition();
});

try {
  site = await readSite();
  start();
  await chooseEdition();
} catch {
  document.querySelector("[data-trainers-failed]").hidden = false;
}
