/** Keys for the table of a month: arrows go from date to date, Page Up and Page Down to the pages beside it. */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const PAGES = { PageUp: "previous", PageDown: "next" };

export function startMonths(month) {
  month.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const entries = [...month.querySelectorAll(".call-entry a")];
    const here = entries.indexOf(event.target);
    const next = here < 0 ? null : entries[here + STEPS[event.key]];
    const page = month.querySelector(`[data-month="${PAGES[event.key]}"]`);
    next?.focus();
    page?.click();
    if (next ?? page) event.preventDefault();
  });
}
