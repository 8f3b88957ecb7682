// The page's side of search: one worker, started when a reader first turns to a search box.

let worker = null;
let asked = 0;
const waiting = new Map();

function send(message) {
  const id = ++asked;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, ...message });
  });
}

/** A worker that could not be loaded answers nothing: say so to all who wait, and let the next query try again. */
function fail() {
  worker = null;
  for (const { reject } of waiting.values()) reject(new Error("search could not be loaded"));
  waiting.clear();
}

/** Where everything is, as the header's form says. */
export function settings() {
  return document.querySelector("[data-search]").dataset;
}

/** Start the engine and let it fetch what every query needs. Calling it again costs nothing. */
export function open() {
  if (worker) return;
  const { locales, index, worker: script } = settings();
  worker = new Worker(script);
  worker.addEventListener("error", fail);
  worker.addEventListener("message", ({ data }) => {
    const { resolve, reject } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.type === "error") reject?.(new Error(data.message));
    else resolve?.(data);
  });
  const bases = Object.fromEntries(
    locales.split(" ").map((locale) => [locale, new URL(`${index}${locale}/`, location.href).href]),
  );
  send({ type: "open", lang: document.documentElement.lang, bases }).catch(() => {});
}

/** Search by the reader's clock; the answer is the worker's message of type `results`. */
export function search(query, options = {}) {
  open();
  return send({ type: "search", query, options: { now: Date.now() / 1000, ...options } });
}

/** Where a hit leads: its page and section, with the words to mark there. */
export function addressOf(hit) {
  const { root, page = "" } = settings(); // a copy on a disk has to name the page in a folder
  const url = new URL(root + hit.url + page, location.href);
  if (hit.marks.length) url.searchParams.set("mark", hit.marks.slice(0, 12).join(" "));
  if (hit.section) url.hash = hit.section.id;
  return url.href;
}
