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

const text = (html) => html.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** The names of section and page, as HTML. */
function title(section) {
  const heading = document.getElementById(section).cloneNode(true);
  heading.querySelector(".section-link")?.remove();
  return text(`${heading.textContent.trim()} – ${document.querySelector("h1").textContent.trim()}`);
}

/** A link as it is typed, and under its names for programs that take rich text. */
const named = (link, section) => ({ plain: link, rich: `<a href="${text(link)}">${title(section)}</a>` });

/** What the file with all citations says of a section; of the page where it does not have the section. */
async function cited(address, section, selector) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return (page.getElementById(section) ?? page).querySelector(selector);
}

function frame(button, section) {
  const { edition } = document.querySelector(".edition-banner")?.dataset ?? {};
  const link = address(button, section).replace("/embed/", edition ? `/embed/editions/${edition}/` : "/embed/");
  return `<iframe src="${text(link)}" title="${title(section)}" width="640" height="400" loading="lazy"></iframe>`;
}

/** What a button copies. */
async function content(button, section, pin) {
  const page = button.dataset.cite;
  switch (button.dataset.copy) {
    case "edition": return named(pin.link, section);
    case "short": return named((await cited(page, section, "[data-short]")).getAttribute("href"), section);
    case "citation": {
      const plain = (await cited(page, section, "dd")).textContent;
      return { plain, rich: text(plain) };
    }
    case "embed": return { plain: frame(button, section), rich: text(frame(button, section)) };
    default: return named(address(button, section), section);
  }
}

/** Where the browser does not let a page copy, the text is there to be copied by hand. */
async function copy(pending, status, words) {
  const blob = async (type, flavour) => new Blob([(await pending)[flavour]], { type });
  try {
    const item = { "text/plain": blob("text/plain", "plain"), "text/html": blob("text/html", "rich") };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    status.textContent = words.copied.replace("{link}", (await pending).plain);
  } catch {
    const { plain } = await pending;
    const field = document.createElement("input");
    Object.assign(field, { value: plain, readOnly: true, ariaLabel: words.byHand });
    status.replaceChildren(words.byHand, field);
    field.select();
  }
}

function makeMenu(opener, template, section) {
  const menu = template.content.firstElementChild.cloneNode(true);
  const status = menu.querySelector("[role=status]");
  const pin = pinned(section);
  for (const button of menu.querySelectorAll("button")) {
    if (button.dataset.copy === "edition") {
      if (!pin) { button.parentElement.remove(); continue; }
      button.textContent = button.textContent.replace("…", pin.edition);
    }
    const fallback = () => named(address(button, section), section); // where the file cannot be read, as from a disk
    button.addEventListener("click", () => copy(content(button, section, pin).catch(fallback), status, template.dataset));
  }
  for (const link of menu.querySelectorAll("[data-cite-page]")) link.href = `${base(link.href)}#${section}`;
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget) && relatedTarget !== opener) close(opener, menu);
  });
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
