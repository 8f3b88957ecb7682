// What a page says around the words that were searched for. The index has no texts, so a hit's own page is
// read when the hit comes into view; where that cannot be done (a copy on a disk), the hit stays without.

import { rangesToMark } from "../search/mark.js";

const LENGTH = 180;
const BEFORE = 70;
// What exchange.search.extract does not take for text either, and what parts words.
const SILENT = "script, svg, .section-link, .term-note, .footnote-ref, .footnote-backref, .recheck";
const ITEMS = "li, td, th";
const BLOCKS = `${ITEMS}, p, dt, dd, h3, h4, pre, div, summary, figcaption, br`;

const pages = new Map();

/**
 * When an element comes into view, call `show` with it and the text of the section at its address; empty where that cannot
 * be read. `addresses` is a map from elements to addresses.
 */
export function whenSeen(addresses, show) {
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      textAt(addresses.get(target)).then((text) => show(target, text), () => show(target, ""));
    }
  });
  for (const element of addresses.keys()) watch.observe(element);
}

/** The part of a text around the first word to mark, from the beginning of its sentence where that is near. */
export function excerpt(text, marks) {
  const first = rangesToMark(text, marks)[0]?.[0] ?? 0;
  const start = first > BEFORE ? beginning(text, first) : 0;
  const end = text.length - start > LENGTH ? text.lastIndexOf(" ", start + LENGTH) : text.length;
  const cut = text.slice(start, end > start ? end : start + LENGTH);
  return `${start && !/[.?!。]\s$/.test(text.slice(0, start)) ? "…\u00a0" : ""}${cut}${start + cut.length < text.length ? "\u00a0…" : ""}`;
}

function beginning(text, first) {
  const near = text.slice(first - BEFORE, first);
  const sentence = near.search(/(?<=[.?!。]\s)(?!.*[.?!。]\s)/);
  return first - BEFORE + (sentence >= 0 ? sentence : near.indexOf(" ") + 1);
}

async function textAt(address) {
  const { pathname, hash } = new URL(address);
  if (!pages.has(pathname)) pages.set(pathname, read(pathname));
  return textOf(await pages.get(pathname), hash.slice(1));
}

async function read(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(path);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const silent of page.querySelectorAll(SILENT)) silent.remove();
  for (const block of page.querySelectorAll(BLOCKS)) block.append(block.matches(ITEMS) ? " · " : " ");
  return page;
}

/** The text of a section; of a page without one, what its description says. */
function textOf(page, id) {
  const heading = id && page.getElementById(id);
  if (!heading) return page.querySelector("meta[name=description]")?.content ?? "";
  const body = heading.closest("article") ?? page.body;
  const next = [...body.querySelectorAll("h2[id], h3[id]")].find((other) => heading.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const range = page.createRange();
  range.setStartAfter(heading);
  if (next) range.setEndBefore(next);
  else range.setEndAfter(body);
  return range.toString().replace(/\s+/g, " ").replace(/(?: ·)+ (?=·)/g, " ").replace(/^[ ·]+|(?<![ ·])[ ·]+$/g, "");
}
