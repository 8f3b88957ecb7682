/** Keys for the table of a month: arrows go from date to date, Page Up and Page Down to the pages beside it. */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function startMonths(month) {
  month.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in STEPS && step(month, event.target, STEPS[event.key])) event.preventDefault();
    if (event.key === "PageUp" && turn(month, "previous")) event.preventDefault();
    if (event.key === "PageDown" && turn(month, "next")) event.preventDefault();
  });
}

function step(month, from, by) {
  const entries = [...month.querySelectorAll(".call-entry a")];
  const next = entries[entries.indexOf(from) + by];
  if (!entries.includes(from) || !next) return false;
  next.focus();
  return true;
}

function turn(month, where) {
  const link = month.querySelector(`[data-month="${where}"]`);
  if (!link) return false;
  link.click();
  return true;
}
