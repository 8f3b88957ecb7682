// The text of a path in one page, from the frames of its parts (/embed/...): to read through, print, keep as PDF.

import { make, root, say, site } from "./site.js";

const pages = new Map();

async function frame(address) {
  if (!pages.has(address)) {
    const answer = await fetch(`${root}embed${address}`);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    // A base in a parsed document counts as one of this page, whose policy forbids it.
    const html = (await answer.text()).replace("<base href=", "<link data-base href=");
    const tree = new DOMParser().parseFromString(html, "text/html");
    const base = new URL(tree.querySelector("[data-base]").getAttribute("href"), answer.url);
    pages.set(address, { tree, base });
  }
  return pages.get(address);
}

/** Answers, notes for instructors and what the glossary says in passing are for other readers than these. */
const NOT_FOR_LEARNERS = "details, .instructor, [id='instructors'], .term-note, script, button, [role='status'], .page-header";

/** The sources that a section cites, under their numbers: they stand at the end of its page. */
function sources(tree, section) {
  const cited = new Set([...section.querySelectorAll(".footnote-ref")].map((link) => link.getAttribute("href")));
  const notes = [...tree.querySelectorAll(".footnote li")].map((note, number) => [note, number + 1]);
  const items = notes.filter(([{ id }]) => cited.has(`#${id}`)).map(([note, value]) => make("li", { value }, ...document.importNode(note, true).childNodes));
  return items.length ? make("ol", { class: "footnote" }, ...items) : "";
}

/** The elements of a part, with whole addresses and without ids: two parts may have the same. */
async function content({ address, section }) {
  const { tree, base } = await frame(address);
  const found = section ? tree.getElementById(section) : tree.querySelector("main");
  if (!found) return [];
  const copy = document.importNode(found, true);
  if (section) {
    copy.querySelector(":scope > :is(h2, h3, h4, h5)")?.remove();
    copy.append(sources(tree, copy));
  } else {
    for (const level of [5, 4, 3, 2]) copy.querySelectorAll(`h${level}`).forEach((heading) => heading.replaceWith(make(`h${level + 1}`, {}, ...heading.childNodes)));
  }
  copy.querySelectorAll(NOT_FOR_LEARNERS).forEach((element) => element.remove());
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["href", "src"]) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, new URL(value, base).href);
    }
    for (const name of ["id", "aria-describedby", "aria-labelledby", "tabindex"]) element.removeAttribute(name);
  }
  return [...copy.childNodes];
}

/** The whole text: each part {address, section, title, url, lang} below a heading, with where it is from. */
export async function assemble({ title, url, parts }) {
  const text = make("section", { class: "path-text", "aria-label": title });
  text.append(make("h2", {}, title));
  for (const part of parts) {
    const body = make("div", { class: "text", lang: part.lang }, ...(await content(part)));
    const source = make("p", { class: "path-source" }, make("a", { href: part.url }, part.url));
    text.append(make("section", { class: "path-part" }, make("h2", {}, part.title), source, body));
  }
  text.append(make("p", { class: "path-source" }, `${say("credit", { site })} `, make("a", { href: url }, url)));
  return text;
}
