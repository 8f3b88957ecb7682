/** Keys for the month tables: arrows go from date to date, Page Up and Page Down from month to month. */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function startMonths(months) {
  months.addEventListener("keydown", (event) => {
    const month = event.target.closest(".call-month");
    if (!month || event.altKey || event.ctrlKey || event.metaKey) return;
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
  location.hash = link.hash;
  document.querySelector(`${link.hash} h2`).focus();
  return true;
}
