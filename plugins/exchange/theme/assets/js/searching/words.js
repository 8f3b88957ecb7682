// The words of the search interface, which the page carries in the reader's language.

let said = null;

/** The words under a key, with `{name}` replaced. */
export function say(key, values = {}) {
  said ??= JSON.parse(document.querySelector("#kx-search-words")?.textContent ?? "{}");
  return (said[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A new element with text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The label of a hit: its kind, the state of a call and its deadlines, and its language where that is not the reader's. */
export function labelOf(hit) {
  const parts = [say(`kind-${hit.kind}`), say(`status-${hit.status}`)];
  const live = hit.deadlines.some(({ over }) => !over);
  for (const { words, over } of hit.deadlines) {
    const deadline = words[document.documentElement.lang];
    parts.push(over && live ? say("deadline-over", { deadline }) : deadline);
  }
  if (hit.other) parts.push(say("in-language", { language: say(`language-${hit.lang}`) }));
  return parts.filter(Boolean).join(" · ");
}
