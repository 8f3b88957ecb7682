// Go on from an address that moved, or from a permanent id, and keep the section that was asked for.

/** Where the section that was asked for is in the language of a page, or the page that took the old one's place. */
function movedTo(page) {
  const section = location.hash.slice(1);
  const known = section && document.getElementById(section)?.querySelector(`a[hreflang="${page.hreflang}"]`);
  return known ? known.href : page.href + location.hash;
}

/** The page in the first of the reader's languages that there is, or none: then the reader chooses. */
function inReadersLanguage(choices) {
  for (const wanted of navigator.languages ?? []) {
    const code = wanted.toLowerCase().split("-")[0];
    const found = choices.find((choice) => choice.dataset.reader.toLowerCase().split("-")[0] === code);
    if (found) return movedTo(found);
  }
  return "";
}

const moved = document.querySelector("[data-forward]");
const next = moved ? movedTo(moved) : inReadersLanguage([...document.querySelectorAll("[data-reader]")]);
if (next) location.replace(next);
