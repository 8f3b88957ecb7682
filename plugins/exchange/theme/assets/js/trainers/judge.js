// What has become of one link to the site: moved, changed (in which sections), gone, sealed anew, or never there.

import { edition as readEdition, language, root, say } from "./site.js";
import { unquoted } from "./address.js";

/** A link in its parts, or nothing where it leads to another site than this, at its own address or where it is read. */
export function parse(link, site) {
  let url;
  try {
    url = new URL(link);
  } catch {
    return null;
  }
  const bases = [site.url, root].map((address) => new URL(address));
  const base = bases.find(({ host, pathname }) => host === url.host && url.pathname.startsWith(pathname));
  if (!base) return null;
  const path = `/${url.pathname.slice(base.pathname.length)}`.replace(/^\/embed\//, "/").replace(/\/index\.html$/, "/");
  const [, edition = "", rest] = /^(?:\/editions\/([\w.-]+))?(\/.*)$/.exec(path);
  const [, code = "", page] = /^(?:\/([a-z]{2,3}(?:-[A-Za-z0-9]+)*)(?=\/))?(\/.*)$/.exec(rest);
  const section = unquoted(url.hash.slice(1)).split(":~:")[0];
  return { link, edition, code, page: page.endsWith("/") || /\.\w+$/.test(page) ? page : `${page}/`, rest, section };
}

/** Return true if a link leads to a page of this site, and to the section that it names. */
export function leads(link, site) {
  const parts = parse(link, site);
  const now = parts && site.follow(parts.section ? `${parts.page}#${parts.section}` : parts.page);
  return Boolean(now) && !now.lost;
}

/** The link that a short one stands for, as its page says, or nothing where there is no such page. */
async function longLink({ rest, section }) {
  const answer = await fetch(root + rest.slice(1));
  if (!answer.ok) return "";
  const tree = new DOMParser().parseFromString(await answer.text(), "text/html");
  const named = section && tree.getElementById(section);
  const link = named ? named.querySelector("a") : tree.querySelector("[data-forward]");
  return link ? new URL(link.getAttribute("href"), answer.url).href : "";
}

/** The sections of a page in an edition that say something else now: titles; those that are gone by their old titles. */
function changes(site, sections, page, old, section, code) {
  const text = site.pages[page].languages[code];
  if (!text) return [];
  const compared = section ? [section].filter((id) => id in sections) : Object.keys(sections);
  return compared.filter((id) => {
    const now = site.follow(id ? `${old}#${id}` : old);
    const there = site.pages[now?.page]?.languages[code]?.sections[now.section];
    return !there || now.lost || there[1] !== sections[id][1];
  }).map((id) => (id ? sections[id][0] : say("beginning")));
}

async function sealedIn(site, name, parts, now) {
  if (!name || !site.editions.includes(name)) return null;
  const pages = await readEdition(name);
  const held = parts.edition ? `${parts.page}${parts.section ? `#${parts.section}` : ""}` : site.inEdition(pages, now.page, now.section, parts.code);
  const [page] = (held ?? "").split("#");
  return pages[`/${parts.code}${page}`] ? { sections: pages[`/${parts.code}${page}`], page, section: held.split("#")[1] ?? "" } : null;
}

/** The newest edition that holds what a link is about, with its address there. */
async function newest(site, parts, now) {
  for (const name of site.editions) {
    const held = site.inEdition(await readEdition(name), now.page, now.section, parts.code);
    if (held) return { name, address: `${root}editions/${name}/${parts.code}${held}` };
  }
  return null;
}

/**
 * {link, states, lines, now, page}: states are words for styles and counts (same, moved, changed, gone, newer,
 * unknown), lines are what to tell the reader, `now` is the address to use instead. `since` is the edition that live
 * links are compared with.
 */
export async function judge(site, link, since) {
  const given = parse(link, site);
  const parts = given.rest.startsWith("/k/") ? parse(await longLink(given), site) ?? given : given;
  const answer = { link, states: [], lines: [], now: "", page: "" };
  const note = (state, text) => { answer.states.push(state); answer.lines.push(text); };
  if (parts.rest.startsWith("/id/")) {
    const id = parts.rest.split("/")[2];
    Object.assign(parts, { code: language, page: Object.hasOwn(site.ids, id) ? site.ids[id] : parts.rest });
  }
  parts.code ||= language;
  const wanted = `${parts.page}${parts.section ? `#${parts.section}` : ""}`;
  const now = site.follow(wanted);
  if (!now) note("unknown", say("unknown"));
  else if (now.gone) {
    note("gone", `${say("gone")} ${now.gone.reason[parts.code] ?? Object.values(now.gone.reason)[0]}`);
    answer.now = `${root}${parts.code}${now.gone.instead}`;
  } else if (now.other) note("same", say("live"));
  else await judgePage(site, parts, now, since, answer, note);
  return answer;
}

async function judgePage(site, parts, now, since, answer, note) {
  const address = now.section ? `${now.page}#${now.section}` : now.page;
  answer.page = now.page;
  if (now.lost) note("gone", say("section-lost", { section: now.lost }));
  if (now.moved && !parts.edition) note("moved", say("moved-to", { title: site.title(now.page, now.section) }));
  if (answer.states.length) answer.now = `${root}${parts.code}${address}`;
  const sealed = now.lost ? null : await sealedIn(site, parts.edition || since, parts, now);
  const changed = sealed ? changes(site, sealed.sections, now.page, sealed.page, sealed.section, parts.code) : [];
  if (changed.length) note("changed", say("changed", { edition: parts.edition || since, sections: changed.join(", ") }));
  if (parts.edition) {
    const latest = await newest(site, parts, now);
    if (latest && latest.name !== parts.edition) {
      note("newer", say("newer", { edition: latest.name }));
      answer.now = latest.address;
    }
  }
  const day = site.pages[now.page].languages[parts.code]?.changed;
  if (!sealed && day && !now.lost) answer.lines.push(say("last-change", { day: new Date(day).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }) }));
  if (!answer.states.length) note("same", say("same"));
}
