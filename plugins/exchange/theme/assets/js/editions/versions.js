// The list of a page's versions keeps the section that was asked for, and says where there is no such section.

const list = document.querySelector(".versions[data-missing]");
const page = new Map([...document.querySelectorAll("a[data-version], a[data-keep-section]")].map((link) => [link, link.href]));

/** The row of the section in the address; a section that had another name has a mark within its row. */
function row() {
  let section = location.hash.slice(1);
  try {
    section = decodeURIComponent(section);
  } catch { /* a percent sign that stands for itself */ }
  return section ? document.getElementById(section)?.closest(".moved-list > li") : null;
}

function show() {
  const wanted = row();
  for (const link of list.querySelectorAll("a[data-version]")) {
    const there = wanted?.querySelector(`a[data-version="${CSS.escape(link.dataset.version)}"]`);
    link.href = there?.href ?? page.get(link);
    link.parentElement.querySelector(".without")?.remove();
    if (wanted && !there) {
      const note = Object.assign(document.createElement("span"), { className: "without" });
      note.textContent = ` ${list.dataset.missing}`;
      link.after(note);
    }
  }
  for (const link of document.querySelectorAll("a[data-keep-section]")) link.href = page.get(link) + location.hash;
}

addEventListener("hashchange", show);
show();
