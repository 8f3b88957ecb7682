// The words of the search interface, which the page carries in the reader's language.

let said = null;

/** The words under a key, with `{name}` replaced. */
export function say(key, values = {}) {
  said ??= JSON.parse(document.querySelector("#search-words")?.textContent ?? "{}");
  return (said[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A new element with text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The label of a hit: its kind, the state of a call and its deadline, and its language where that is not the reader's. */
export function labelOf(hit) {
  const parts = [say(`kind-${hit.kind}`), say(`status-${hit.status}`)];
  if (hit.closes) parts.push(say("deadline", { when: deadline(hit.closes) }));
  if (hit.other) parts.push(say("in-language", { language: say(`language-${hit.lang}`) }));
  return parts.filter(Boolean).join(" · ");
}

/**
 * A deadline in the zones of the calls. Where it is a midnight, only a day was given: the day that ends then.
 * `seconds` are counted from 1970.
 */
function deadline(seconds) {
  const zones = say("zones").split(" ");
  const midnight = zones.find((zone) => written(seconds, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) === "00:00");
  const day = { day: "numeric", month: "short", year: "numeric" };
  if (midnight) return written(seconds - 1, midnight, day);
  const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };
  return zones.map((zone) => written(seconds, zone, { ...day, ...hour })).join(" / ");
}

function written(seconds, timeZone, parts) {
  const lang = document.documentElement.lang;
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { timeZone, ...parts }).format(seconds * 1000);
}
