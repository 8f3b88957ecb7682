// The page on which a trainer checks the links of a course: nothing that is pasted leaves the browser.

import { copy, download, make, readSite, say } from "./site.js";

const app = document.querySelector("[data-trainers]");
const at = (name) => app.querySelector(`[data-links-${name}]`);
const [form, text, file, since, status, table, tools] = ["form", "text", "file", "since", "status", "table", "tools"].map(at);

const MOST = 1000; // links that are judged at once: the host is asked for each short one

let site;
let answers = [];

const pages = () => [...new Set(answers.map(({ page }) => page).filter(Boolean))];

function line(answer) {
  const now = answer.now ? make("p", {}, `${say("use")} `, make("a", { href: answer.now }, answer.now)) : null;
  return make(
    "li", { class: `link-${answer.states[0]}` },
    make("p", {}, make("a", { href: answer.link }, answer.link)), ...answer.lines.map((one) => make("p", {}, one)), now,
  );
}

const ORDER = ["gone", "unknown", "moved", "changed", "newer", "same"];

function show(others, rest) {
  const rank = ({ states }) => Math.min(...states.map((state) => ORDER.indexOf(state)));
  answers.sort((a, b) => rank(a) - rank(b));
  table.replaceChildren(...answers.map(line));
  const count = (state) => answers.filter(({ states }) => states.includes(state)).length;
  const counts = ORDER.map((state) => `${say(`count-${state}`)} ${count(state)}`).join(" · ");
  const left = [others && say("others", { count: others }), rest && say("rest", { count: rest })].filter(Boolean);
  status.textContent = [`${say("checked", { count: answers.length })} ${counts}`, ...left].join(". ");
  tools.hidden = !pages().length;
}

async function check() {
  const [{ linksIn, textOf }, { judge, leads, parse }] = await Promise.all([import("./exports.js"), import("./judge.js")]);
  const texts = [text.value];
  for (const one of file.files) texts.push(await textOf(one));
  const links = linksIn(texts.join("\n"), (link) => leads(link, site));
  const ours = links.filter((link) => parse(link, site));
  answers = await Promise.all(ours.slice(0, MOST).map((link) => judge(site, link, since.value)));
  show(links.length - ours.length, ours.length - answers.length);
}

/** What is copied from a page or from Word shows names: the addresses behind them are written below. */
function writeAddresses({ clipboardData }) {
  const copied = new DOMParser().parseFromString(clipboardData.getData("text/html"), "text/html");
  const shown = clipboardData.getData("text/plain");
  const hidden = [...copied.links].map((link) => link.getAttribute("href")).filter((link) => /^https?:/.test(link) && !shown.includes(link));
  if (hidden.length) setTimeout(() => { text.value += `\n${hidden.join("\n")}\n`; });
}

async function follow(kind) {
  const { writeFeeds, writeCalendar } = await import("./follow.js");
  const today = new Date().toISOString().slice(0, 10);
  if (kind === "feeds") download("pages.opml", "text/x-opml", writeFeeds(site, pages()));
  else download("pages.ics", "text/calendar", writeCalendar(site, pages(), today, location.href));
}

try {
  site = await readSite();
  since.append(...site.editions.map((one) => make("option", { value: one }, say("edition", { edition: one }))));
  since.closest("p").hidden = !site.editions.length;
  since.value = site.editions[0] ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    status.textContent = say("checking");
    check().catch(() => { status.textContent = say("unreadable"); });
  });
  text.addEventListener("paste", writeAddresses);
  at("feeds").addEventListener("click", () => follow("feeds"));
  at("calendar").addEventListener("click", () => follow("calendar"));
  at("copy").addEventListener("click", () => {
    const field = at("list");
    field.value = answers.map(({ link, now }) => `${link}\t${now || link}`).join("\n");
    field.hidden = false;
    copy(field, status);
  });
  app.hidden = false;
} catch {
  document.querySelector("[data-trainers-failed]").hidden = false;
}
