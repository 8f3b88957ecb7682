// What a sealed page learns from outside: corrections, changes of the current page, dates of calls as they are now.

const language = document.documentElement.lang;
const dates = document.querySelector("[data-dates]")?.dataset.dates ?? language;

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
    const passed = [...document.querySelectorAll(".text :is(h2, h3)[id]")]
      .filter((heading) => heading.getBoundingClientRect().top < 160);
    link.href = passed.length ? `${page}#${passed.at(-1).id}` : page;
  });
}

/** A moment as `/calls.json` has it, in the reader's language and the funder's zone. */
function moment(value) {
  if (value?.precision !== "minute") return value?.written ?? "";
  const style = { dateStyle: "full", timeStyle: "short", timeZone: value.zone };
  return `${new Intl.DateTimeFormat(dates, style).format(new Date(value.utc))} (${value.zone})`;
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
    const item = document.createElement("li");
    const dates = [one.opens, one.closes, one.date].filter(Boolean).map(moment).filter(Boolean);
    item.textContent = `${one.id}${one.side ? ` (${one.side})` : ""}: ${dates.join(" – ")}`;
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
