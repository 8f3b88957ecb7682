// Read calendars with ical.js and node-ical: node read.mjs FILE... prints {reader: {file: {uid: [start, end]}}},
// moments in seconds since 1970, whole days as "2026-10-22".
import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const found = { "ical.js": {}, "node-ical": {} };
for (const file of process.argv.slice(2)) {
  const text = await readFile(file, "utf8");
  found["ical.js"][file] = withIcalJs(text);
  found["node-ical"][file] = withNodeIcal(text);
}
console.log(JSON.stringify(found));

function withIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const events = {};
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    events[event.uid] = [event.startDate, event.endDate].map((time) =>
      time.isDate ? time.toString() : time.toJSDate().getTime() / 1000);
  }
  return events;
}

function withNodeIcal(text) {
  const events = {};
  for (const event of Object.values(nodeIcal.sync.parseICS(text))) {
    if (event.type !== "VEVENT") continue;
    const day = event.datetype === "date";
    events[event.uid] = [event.start, event.end].map((time) => (day ? localDay(time) : time.getTime() / 1000));
    if (typeof event.summary !== "string") throw new Error(`${event.uid}: a summary that is not text`);
  }
  return events;
}

function localDay(time) {
  const two = (number) => String(number).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
