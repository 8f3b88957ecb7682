// Links to one section, offered beside its heading and copied with one press. The page's markup holds all words.

const base = (address) => new URL(address, location.href).href.split("#")[0];

/** Versions of this page that the build knows, the newest first, each with the ids of sections there. */
export function pageEditions() {
  const data = document.querySelector("[data-page-editions]");
  return data ? JSON.parse(data.textContent) : [];
}

/** Edition and address of the section in the newest edition that holds it; on a sealed page, its own. */
function pinned(section) {
  const banner = document.querySelector(".edition-banner");
  if (banner) return { edition: banner.dataset.edition, link: `${base("")}#${section}` };
  const found = pageEditions().find((one) => section in one.sections);
  return found && { edition: found.edition, link: `${base(found.href)}#${found.sections[section]}` };
}

function address(button, section) {
  if (button.dataset.link) return `${base(button.dataset.link)}#${section}`;
  return `${base(document.querySelector("[data-live]")?.href ?? "")}#${section}`;
}

/** Where the browser does not let a page copy, the address is there to be copied by hand. */
async function copy(link, status, words) {
  try {
    await navigator.clipboard.writeText(link);
    status.textContent = words.copied.replace("{link}", link);
  } catch {
    const field = document.createElement("input");
    Object.assign(field, { value: link, readOnly: true, ariaLabel: words.byHand });
    status.replaceChildren(words.byHand, field);
    field.select();
  }
}

function makeMenu(opener, template, section) {
  const menu = template.content.firstElementChild.cloneNode(true);
  const status = menu.querySelector("[role=status]");
  const edition = pinned(section);
  for (const button of menu.querySelectorAll("button")) {
    const isPinned = button.dataset.copy === "edition";
    if (isPinned && !edition) { button.parentElement.remove(); continue; }
    if (isPinned) button.textContent = button.textContent.replace("{edition}", edition.edition);
    const link = isPinned ? edition.link : address(button, section);
    button.addEventListener("click", () => copy(link, status, template.dataset));
  }
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close(opener, menu);
    opener.focus();
  });
  return menu;
}

function close(opener, menu) {
  menu.remove();
  opener.setAttribute("aria-expanded", "false");
}

/** Open the menu of a section, which comes next behind its heading, or close it; only one is open. */
export function toggleLinks(opener, template) {
  const heading = opener.parentElement;
  const open = document.querySelector(".link-menu");
  const own = open?.previousElementSibling === heading;
  if (open) close(open.previousElementSibling.querySelector(".section-link"), open);
  if (own) return;
  const menu = makeMenu(opener, template, heading.id);
  heading.after(menu);
  opener.setAttribute("aria-expanded", "true");
  menu.querySelector("button").focus();
}
