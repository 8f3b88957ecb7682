/** Draw up the plan to a deadline with other lengths: the twin of calls/model/plan.py. */

const DAY = 86_400_000;

export function startPlan(section) {
  const data = JSON.parse(section.dataset.plan);
  const rows = new Map([...section.querySelectorAll("[data-step]")].map((row) => [row.dataset.step, row]));
  for (const row of rows.values()) { edit(row); showLate(row); }
  const button = section.querySelector("[data-print]");
  button.parentElement.hidden = false;
  button.onclick = () => print();
  section.addEventListener("input", () => {
    const days = (id) => Math.max(1, Number(rows.get(id).querySelector("input")?.value) || 1);
    for (const { id, starts, ends } of plan(data, days)) show(rows.get(id), starts, ends, data.locale);
    offer(section.querySelector("[data-plan-download]"), rows, data);
  });
}

function edit(row) {
  const shown = row.querySelector("[data-days]");
  if (!shown) return;
  const field = Object.assign(document.createElement("input"), {
    type: "number", min: 1, max: 120, value: shown.textContent,
    ariaLabel: `${row.querySelector("th").textContent}: ${row.closest("table").querySelector("th:nth-child(2)").textContent}`,
    oninput: () => { shown.textContent = field.value; },
  });
  shown.after(field);
}

/** Return {id, starts, ends} of each step, as days in UTC. */
export function plan(data, days) {
  const works = (day, sides) => day.getUTCDay() % 6 > 0 && !sides.some((side) => data.off[side].includes(iso(day)));
  const last = (day, sides) => { while (!works(day, sides)) day = new Date(day - DAY); return day; };
  const span = (step, before) => {
    const ends = last(new Date(before - DAY), step.sides);
    let starts = ends;
    for (let count = days(step.id); count > 1; count -= 1) starts = last(new Date(starts - DAY), step.sides);
    return { id: step.id, starts, ends };
  };
  const steps = new Map(data.steps.map((step) => [step.id, step]));
  const dated = (step) => span(step, step.next
    ? Math.min(...step.next.map((id) => dated(steps.get(id)).starts)) : Date.parse(step.deadline) + DAY);
  return data.steps.map(dated);
}

function show(row, starts, ends, locale) {
  const words = new Intl.DateTimeFormat(locale, { year: "numeric", month: "short", day: "numeric", weekday: "short", timeZone: "UTC" });
  for (const [name, day] of [["starts", starts], ["ends", ends]]) {
    const time = row.querySelector(`[data-${name}]`);
    time.dateTime = iso(day);
    time.textContent = words.format(day);
  }
  showLate(row);
}

function showLate(row) {
  const note = row.querySelector("[data-late]");
  note.textContent = row.querySelector("[data-starts]").dateTime < iso(new Date()) ? ` ${note.dataset.late}` : "";
}

/** Let the link give the calendar with these lengths: its events are in the order of the steps. */
async function offer(link, rows, data) {
  link.dataset.from ??= link.href;
  const [head, ...events] = (await (await fetch(link.dataset.from)).text()).split("BEGIN:VEVENT");
  const dated = events.map((event, number) => {
    const day = (name, more) => iso(new Date(Date.parse(rows.get(data.steps[number].id).querySelector(`[data-${name}]`).dateTime) + more)).replaceAll("-", "");
    return event.replace(/(DTSTART[^:]*:)\d+/, `$1${day("starts", 0)}`).replace(/(DTEND[^:]*:)\d+/, `$1${day("ends", DAY)}`);
  });
  link.href = URL.createObjectURL(new Blob([[head, ...dated].join("BEGIN:VEVENT")], { type: "text/calendar" }));
  link.download = "plan.ics";
}

function iso(day) {
  return day.toISOString().slice(0, 10);
}
