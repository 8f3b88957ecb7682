// What a sealed page learns from outside: corrections, changes of the current page, dates of calls as they are now.

const language = document.documentElement.lang;
const dates = document.querySelector("[data-dates]")?.dataset.dates ?? language;

const words = JSON.parse(document.querySelector("[data-call-words]")?.textContent ?? "{}");

/** Corrections and changed sections, from the notes that are published beside the edition. */
async function showNotes(banner) {
  const notes = await read(banner.dataset.notes);
  for (const text of notes?.[banner.dataset.page]?.[language] ?? []) {
    const line = document.createElement("p");
    line.textContent = text;
    banner.append(line);
  }
}

/** The current page and the list of versions are opened at the section the reader is in. */
function keepSection(link) {
  const page = link.href;
  link.addEventListener("click", () => {
    const headings = [...document.querySelectorAll(".text :is(h2, h3)[id]")];
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 160);
    const asked = headings.find((heading) => `#${heading.id}` === location.hash);
    const section = passed.at(-1) ?? asked;
    link.href = section ? `${page}#${section.id}` : page;
  });
}

const day = (text, style) => new Intl.DateTimeFormat(dates, { timeZone: "UTC", ...style }).format(new Date(text));

/** What readers call the time of a zone at a moment; two names are told apart as British English does. */
function zoneName(zone, moment) {
  const known = Object.keys(words.zones ?? {}).filter((key) => key.startsWith(`${zone}.`));
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "short" }).formatToParts(moment);
  const short = parts.find((part) => part.type === "timeZoneName").value;
  return words.zones?.[known.length === 1 ? known[0] : `${zone}.${short}`] ?? short;
}

/** A moment by the clock of a zone; without the day where it is the same as by another clock. */
function clock(moment, zone, besides) {
  const parts = { year: "numeric", month: "long", day: "numeric", weekday: "long" };
  const on = (where) => new Intl.DateTimeFormat(dates, { ...parts, timeZone: where }).format(moment);
  const time = new Intl.DateTimeFormat(dates, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  const text = `${time.format(moment)} ${zoneName(zone, moment)}`;
  return besides && on(besides) === on(zone) ? text : `${on(zone)} ${text}`;
}

/** A moment as `/calls.json` has it, in the reader's language: by the clock it was set by, then by the others. */
function moment(value) {
  if (value?.precision === "minute") {
    const others = new Set(Object.keys(words.zones ?? {}).map((key) => key.slice(0, key.lastIndexOf("."))));
    others.delete(value.zone);
    const when = new Date(value.utc);
    return [clock(when, value.zone), ...[...others].map((zone) => clock(when, zone, value.zone))].join(" / ");
  }
  if (value?.precision === "day") return day(value.written, { dateStyle: "full" });
  if (value?.precision === "period" && value.first.slice(0, 7) === value.last.slice(0, 7)) {
    return day(value.first, { year: "numeric", month: "long" });
  }
  return value?.precision === "period" ? `${day(value.first, { dateStyle: "long" })} – ${day(value.last, { dateStyle: "long" })}` : "";
}

/** Which call, which of its stages and which end of it a link is about, as its address says. */
function asked(link) {
  const call = link.pathname.split("/").at(-2);
  const stage = link.hash.replace("#stage-", "");
  return { call, stage, end: new URLSearchParams(link.search).get("date") ?? "closes" };
}

function showCall(place, link, call) {
  const stages = call.customFields.stages.value;
  const { stage, end } = asked(link);
  if (stage) {
    const found = stages.find((one) => one.id === stage);
    const text = moment(found?.[end] ?? found?.date ?? found?.closes);
    if (text) link.textContent = text;
    return;
  }
  const list = document.createElement("ul");
  for (const one of stages) {
    const ends = ["opens", "closes", "date"].filter((end) => one[end]);
    const said = ends.map((end) => `${words.ends[end]}${words.colon}${moment(one[end]) || words.missing[one[end].written]}`);
    const item = document.createElement("li");
    const side = words.sides[one.side] ?? one.side;
    item.textContent = `${words.kinds[one.kind] ?? one.kind}${side ? ` (${side})` : ""} – ${said.join("; ")}`;
    list.append(item);
  }
  place.append(list);
}

async function showCalls(places) {
  const link = (place) => place.querySelector("a[href*='/calls/']");
  const calls = await read(new URL("../../../calls.json", link(places[0])));
  for (const place of places) {
    const { call } = asked(link(place));
    const found = calls?.items.find((one) => one.customFields.record.value === call);
    if (found) showCall(place, link(place), found);
  }
}

/** Without an answer the page stays as it is: a link to the current dates. */
async function read(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

document.querySelectorAll(".edition-banner").forEach(showNotes);
document.querySelectorAll("[data-live], .edition-banner [data-versions]").forEach(keepSection);
const places = [...document.querySelectorAll(".text :is(.call-card, .call-date)")];
if (places.length) showCalls(places);
