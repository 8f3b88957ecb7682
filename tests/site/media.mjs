// Look at pages of the table as they are in forced colours, with reduced motion, and on paper.
import { asked, browser, eachInTab, serveAll, still } from "./harness.mjs";
import { settled } from "./states.mjs";

const { sites, pages, now } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const faults = { forced: [], motion: [], print: [] };
const seen = { current: 0, framed: 0, moving: 0, unfolded: 0 };

/** In forced colours backgrounds and shadows go: what is current differs by a line, boxes and the focus have one. */
const withoutBackgrounds = () => {
  const wrong = [];
  const lines = (element) => {
    const style = getComputedStyle(element);
    const sides = ["Top", "Right", "Bottom", "Left"].map((side) => `${style[`border${side}Style`]} ${style[`border${side}Width`]} ${style[`border${side}Color`]}`);
    return [...sides, style.outlineStyle, style.outlineWidth, style.outlineColor, style.textDecorationLine].join();
  };
  const currents = [...document.querySelectorAll(".main-menu .within a, .section-menu [aria-current], .languages [aria-current]")].filter((element) => element.checkVisibility());
  for (const current of currents) {
    const list = current.closest("nav").querySelectorAll("li a");
    const others = [...list].filter((link) => !link.matches("[aria-current], .within a"));
    if (others.some((other) => lines(other) === lines(current))) wrong.push(`looks like any other: ${current.outerHTML.slice(0, 100)}`);
  }
  const boxes = [...document.querySelectorAll(".card, .notice, .admonition, .call-card, .call-side, .call-state, .call-stages > li, .term-note")].filter((element) => element.checkVisibility());
  for (const box of boxes) {
    const style = getComputedStyle(box);
    if (!["Top", "Right", "Bottom", "Left"].some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0)) wrong.push(`has no edge: ${box.outerHTML.slice(0, 100)}`);
  }
  return { wrong, current: currents.length, framed: boxes.length };
};

const moving = () => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  return style.scrollBehavior === "smooth" || style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
}).map((element) => element.localName);

/**
 * On paper there is the text, dark on white, whole; what can only be pressed is not there. Questions are there to be
 * answered by hand; their answers, and those of exercises, on the page for instructors alone. The footer says whose it is.
 */
const paper = () => {
  const wrong = [];
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  for (const element of shown(".site-header, .site-footer nav, .section-menu, .page-turner, .skip-link, main button, main input:not(.question input), main select, main textarea")) wrong.push(`is printed: ${element.outerHTML.slice(0, 80)}`);
  const light = (colour) => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number); return (r * 2 + g * 5 + b) / 8; };
  for (const element of shown("main :is(h1, h2, h3, p, li, td, th, dd, dt)")) {
    if (light(getComputedStyle(element).color) > 140) wrong.push(`is printed pale: ${element.outerHTML.slice(0, 80)}`);
  }
  for (const element of shown("main *")) {
    const background = getComputedStyle(element).backgroundColor;
    if (!background.includes(", 0)") && !element.closest(".swatch") && light(background) < 140) wrong.push(`is printed on dark: ${element.outerHTML.slice(0, 80)}`);
  }
  const said = [...document.querySelectorAll(".site-footer p")].filter((line) => !line.innerText.trim() || [...line.querySelectorAll("a")].some((link) => !link.checkVisibility()));
  for (const line of said) wrong.push(`is not printed: ${line.outerHTML.slice(0, 80)}`);
  const withheld = document.body.matches(".kind-instructor") ? "" : ":not(.answer)";
  if (withheld) for (const answer of shown(".text details.answer, .question-answer")) wrong.push(`is given away: ${answer.outerHTML.slice(0, 80)}`);
  const answers = [...document.querySelectorAll(`.text details${withheld} > :not(summary)`)];
  for (const answer of answers) if (answer.getBoundingClientRect().height === 0) wrong.push(`is not printed: ${answer.outerHTML.slice(0, 80)}`);
  for (const region of shown(".table, pre")) if (region.scrollWidth > region.clientWidth + 1) wrong.push(`is cut off: ${region.outerHTML.slice(0, 120)}`);
  return { wrong, unfolded: answers.length };
};

const open = async () => (await still(chromium, now, { colorScheme: "dark" })).newPage();

async function look(tab, page) {
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.emulateMedia({ reducedMotion: "no-preference", media: "screen" });
  await tab.goto(address(page));
  await settled(tab);
  const say = (check, found) => { for (const fault of found) faults[check].push(`${page.site}:/${page.path}: ${fault}`); };

  seen.moving += (await tab.evaluate(moving)).length;
  await tab.emulateMedia({ reducedMotion: "reduce" });
  say("motion", await tab.evaluate(moving));

  await tab.emulateMedia({ forcedColors: "active" });
  const forced = await tab.evaluate(withoutBackgrounds);
  say("forced", forced.wrong);
  seen.current += forced.current;
  seen.framed += forced.framed;

  // 680 px: what is left of A4 between margins, at 96 dots to the inch.
  await tab.emulateMedia({ forcedColors: "none", media: "print" });
  await tab.setViewportSize({ width: 680, height: 900 });
  const printed = await tab.evaluate(paper);
  say("print", printed.wrong);
  seen.unfolded += printed.unfolded;
}

await eachInTab(pages, open, look);
await chromium.close();
close();
console.log(JSON.stringify({ faults, seen }));
