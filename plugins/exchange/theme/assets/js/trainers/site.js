// What the site says now and said in its editions, by /changes.json and that of each edition.

const app = document.querySelector("[data-trainers]");
const words = JSON.parse(document.querySelector("[data-trainers-words]").textContent);
export const language = document.documentElement.lang;
export const { site } = app.dataset; // its name and licence
export const root = new URL(app.dataset.root, location.href).href;

/** The words under a key, with `{name}` replaced. */
export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A new element with attributes, listeners (`onclick`) and text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Give a text or bytes to the reader as a file. */
export function download(name, type, content) {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function read(path) {
  const answer = await fetch(root + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

const editions = new Map();

/** The pages of an edition with their sections, `{address: {id: [title, digest]}}`; read once. */
export async function edition(name) {
  if (!editions.has(name)) editions.set(name, await read(`editions/${name}/changes.json`));
  return editions.get(name);
}

class Site {
  constructor(changes) {
    Object.assign(this, changes);
    this.others = new Set(changes.others);
    this.codes = new Map(Object.entries(changes.old));
    for (const [address, page] of Object.entries(changes.pages)) {
      this.codes.set(page.code, address);
      for (const [section, code] of Object.entries(page.codes)) this.codes.set(code, `${address}#${section}`);
    }
  }

  /** What is at an address without a language now: `page` and `section`, or why it is `gone`; nothing if never there. */
  follow(address) {
    const [page, section = ""] = address.split("#");
    for (const [from, rest] of [[address, ""], [page, section ? `#${section}` : ""]]) {
      if (from in this.gone) return { gone: this.gone[from] };
      if (from in this.moved) {
        const to = this.moved[from];
        return { ...this.follow(to.includes("#") ? to : to + rest), moved: true };
      }
    }
    if (!(page in this.pages)) return this.others.has(page) ? { page, section, other: true } : null;
    const known = !section || section in this.pages[page].codes;
    return { page, section: known ? section : "", lost: known ? "" : section };
  }

  /** A page in the reader's language, or in the one that it is written in. */
  text(page) {
    const { languages } = this.pages[page];
    return languages[language] ?? Object.values(languages)[0];
  }

  /** The title of a section in the reader's language; of what is no section, its id. */
  title(page, section) {
    const text = this.text(page);
    return section ? text.sections[section]?.[0] ?? `#${section}` : text.title;
  }

  /** The address that a section has in an edition, by what it is called there, or nothing. */
  inEdition(pages, page, section, code = language) {
    const here = section ? `${page}#${section}` : page;
    const olds = Object.keys(this.moved).filter((old) => this.moved[old] === here);
    const before = Object.keys(this.moved).filter((old) => this.moved[old] === page && !old.includes("#"));
    const also = section ? before.map((old) => `${old}#${section}`) : [];
    return [here, ...olds, ...also].find((address) => {
      const [old, id] = address.split("#");
      const sections = pages[`/${code}${old}`];
      return sections && (!id || id in sections);
    });
  }
}

/** Read the site. */
export async function readSite() {
  return new Site(await read("changes.json"));
}

/** Copy a text; where the browser does not let a page copy, select it for the reader. */
export async function copy(field, status) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = say("copied");
  } catch {
    status.textContent = say("copy-by-hand");
  }
}
