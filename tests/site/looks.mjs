// The looks of a page's texts: what decides whether they can be read on what lies below them.
// Texts of one look stand out alike wherever they are, so that one judgement of a look is enough.

/** Rules of axe that depend on the look alone. */
export const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * Put into a page, after axe: `looks` returns the look of each text and link that is shown in a part of it, and `mark`
 * leaves the rules about colours (`colours`) only the texts of some of these looks. axe then returns what is wrong, and
 * the looks on which those rules could decide.
 */
export function looking(colours) {
  const OWN = ["color", "fontSize", "fontWeight", "fontStyle", "fontFamily", "textShadow", "webkitTextStroke", "display"];
  const OF_A_LINK = ["textDecoration", "borderTop", "borderBottom", "outline"];
  const LAYER = {
    backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none", opacity: "1", position: "static", clip: "auto", clipPath: "none",
    overflow: "visible", filter: "none", backdropFilter: "none", mixBlendMode: "normal",
  };
  let elementsOf = new Map();
  let styles = new Map();

  const style = (element) => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element);
  const of = (element, names) => names.map((name) => style(element)[name]).join(" ");
  const upwards = (element) => (element ? [element, ...upwards(element.parentElement)] : []);
  /** What an element lays between its text and what is around it; an empty text where it is as if it were not there. */
  const layer = (element) => Object.keys(LAYER).filter((name) => style(element)[name] !== LAYER[name]).map((name) => `${name}:${style(element)[name]}`).join(";");
  const isLink = (element) => element.matches("a[href], [role=link]");
  const hasText = (element) => element.matches("input, select, textarea") || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  /** What may lie below or above texts that it does not hold. */
  function afloat() {
    const paints = (element) => style(element).backgroundColor !== LAYER.backgroundColor || style(element).backgroundImage !== "none";
    const all = [...document.body.querySelectorAll("*")].filter((element) => style(element).position !== "static" && paints(element) && element.checkVisibility());
    return all.map((element) => ({ element, box: element.getBoundingClientRect() }));
  }

  function look(element, floating) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const near = floating.filter((other) => !other.element.contains(element) && other.box.left < right && left < other.box.right && other.box.top < bottom && top < other.box.bottom);
    const around = upwards(element);
    const block = around.slice(1).find((one) => !style(one).display.startsWith("inline"));
    const link = isLink(element) ? [of(element, OF_A_LINK), of(block, OWN), of(block, OF_A_LINK)] : [];
    const isShort = element.value === "" || element.textContent.trim().length === 1;
    return [element.localName, element.className, isShort, of(element, OWN), ...link, ...around.map(layer).filter(Boolean), ...near.map((other) => `near ${layer(other.element)}`)].join(" | ");
  }

  window.looks = (part) => {
    styles = new Map();
    const floating = afloat();
    const shown = [...document.querySelectorAll(`${part}, :is(${part}) *`)].filter((element) => (hasText(element) || isLink(element)) && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
    elementsOf = Map.groupBy(shown, (element) => look(element, floating));
    return [...elementsOf.keys()];
  };
  window.mark = (looks) => {
    for (const element of document.querySelectorAll("[data-look]")) element.removeAttribute("data-look");
    for (const name of looks) for (const element of elementsOf.get(name)) element.dataset.look = name;
  };
  window.axe.configure({
    rules: [{ id: "color-contrast", selector: "[data-look]" }, { id: "link-in-text-block", selector: "a[href][data-look], [role=link][data-look]" }],
  });
  window.axe.addReporter("verdicts", (rules, _, done) => {
    const told = ({ id, violations }) => violations.map(({ node, any, all, none }) => `${id}: ${node.selector.join(" ")}: ${[...any, ...all, ...none].map(({ message }) => message).join("; ")}`);
    const looksOf = (...verdicts) => new Set(rules.filter(({ id }) => colours.includes(id)).flatMap((rule) => verdicts.flatMap((verdict) => rule[verdict].map(({ node }) => node.element.dataset.look))));
    const open = looksOf("incomplete");
    done({ wrong: rules.flatMap(told), decided: [...looksOf("passes", "violations")].filter((look) => !open.has(look)) });
  }, true);
}
