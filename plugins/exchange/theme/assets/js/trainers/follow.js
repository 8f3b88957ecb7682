// Pages to follow: a list of their feeds for feed readers (OPML 2.0), and their days in a calendar (RFC 5545).

import { language, root, say } from "./site.js";

const escape = (text) => text.replace(/[<>&"]/g, (letter) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[letter]);
const feed = (page, code) => `${root}changes/${code}${page.replace(/\/$/, "")}.atom`;

/** `pages` are addresses in no language. */
export function writeFeeds(site, pages) {
  const lines = pages.map((page) => {
    const code = site.pages[page].languages[language] ? language : Object.keys(site.pages[page].languages)[0];
    return `<outline type="rss" text="${escape(site.text(page).title)}" xmlUrl="${escape(feed(page, code))}" htmlUrl="${escape(`${root}${code}${page}`)}"/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<head><title>${escape(say("feeds-title"))}</title></head>\n<body>\n${lines.join("\n")}\n</body>\n</opml>\n`;
}

const literal = (text) => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** Lines of at most 75 bytes; the next ones begin with a blank. */
function fold(line) {
  const pieces = [];
  let [piece, size] = ["", 0];
  for (const letter of line) {
    const bytes = new TextEncoder().encode(letter).length;
    if (size + bytes > 74) {
      pieces.push(piece);
      [piece, size] = ["", 0];
    }
    piece += letter;
    size += bytes;
  }
  return [...pieces, piece].join("\r\n ");
}

function event({ uid, day, summary, url }, rule = "") {
  const date = day.replaceAll("-", "");
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  return [
    "BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${date}T000000Z`, `DTSTART;VALUE=DATE:${date}`, `DTEND;VALUE=DATE:${next}`,
    `SUMMARY:${literal(summary)}`, `URL:${url}`, "TRANSP:TRANSPARENT", ...(rule ? [rule] : []), "END:VEVENT",
  ];
}

/** The last change of each page, and a day every six months on which to check them again. */
export function writeCalendar(site, pages, today, ownAddress) {
  const { host } = new URL(root);
  const events = pages.flatMap((page) => {
    const { changed, title } = site.text(page);
    const summary = say("calendar-changed", { title });
    return changed ? event({ uid: `${site.pages[page].code}-${changed}@${host}`, day: changed, summary, url: `${root}${language}${page}` }) : [];
  });
  const again = new Date(today);
  again.setUTCMonth(again.getUTCMonth() + 6);
  const check = event({
    uid: `check-${today}@${host}`, day: again.toISOString().slice(0, 10), summary: say("calendar-check", { count: pages.length }), url: ownAddress,
  }, "RRULE:FREQ=MONTHLY;INTERVAL=6");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${host}//${language}`, ...events, ...check, "END:VCALENDAR"];
  return `${lines.map(fold).join("\r\n")}\r\n`;
}
