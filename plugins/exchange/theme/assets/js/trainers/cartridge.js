// A package for learning platforms, IMS Common Cartridge 1.1: links to the parts of a path, questions, a page about it.
// Rules that platforms add, each with its reason: docs/teaching.md.

import { readZip, writeZip } from "./zip.js";

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const CC = "http://www.imsglobal.org/xsd/imsccv1p1";
const LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM";

const escape = (text) => text.replace(/[<>"]/g, (letter) => ({ "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter]);

/** A text without an ampersand and without white space at its ends: Moodle breaks at the first. */
const plain = (text) => escape(text.replaceAll("&", "+").replace(/\s+/g, " ").trim());

function aboutPage({ title, lang, about }) {
  const shown = (line) => (/^https?:/.test(line) ? `<a href="${plain(line)}">${plain(line)}</a>` : plain(line));
  const lines = about.map((line) => `<p>${shown(line)}</p>`).join("\n");
  return `<!doctype html>\n<html lang="${lang}">\n<head><meta charset="utf-8"><title>${plain(title)}</title></head>\n<body>\n<h1>${plain(title)}</h1>\n${lines}\n</body>\n</html>\n`;
}

function item({ name, title }) {
  return `<item identifier="I-${name}" identifierref="R-${name}"><title>${plain(title)}</title></item>`;
}

function module(number, title, items) {
  return `<item identifier="M-${number}"><title>${plain(title)}</title>${items.map(item).join("")}</item>`;
}

function manifest({ title, lang, first, parts, about }) {
  const general = `<lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string language="${lang}">${plain(title)}</lomimscc:string></lomimscc:title></lomimscc:general></lomimscc:lom>`;
  const modules = module(0, first, [about]) + module(1, title, parts);
  const resources = parts.map(({ name, type, file }) => `<resource identifier="R-${name}" type="${type}"><file href="${file}"/></resource>`);
  return `${XML}<manifest xmlns="${CC}/imscp_v1p1" xmlns:lomimscc="${LOM}/manifest" identifier="package">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion>${general}</metadata>
<organizations><organization identifier="modules" structure="rooted-hierarchy"><item identifier="root">${modules}</item></organization></organizations>
<resources><resource identifier="R-about" type="webcontent" href="about.html"><file href="about.html"/></resource>${resources.join("")}</resources>
</manifest>
`;
}

function webLink({ title, url }) {
  return `${XML}<webLink xmlns="${CC}/imswl_v1p1"><title>${plain(title)}</title><url href="${escape(url)}" target="_blank"/></webLink>\n`;
}

/**
 * The questions that the package of a course has for a lesson, as {title, xml}, or nothing. `page` is the address of the
 * lesson without a language, by which packages name its parts (exchange.training.course_material).
 */
export async function questionsOf(buffer, page) {
  const wanted = `questions/${page.slice(1, -1).replaceAll("/", "-")}.xml`;
  const [[, xml] = []] = await readZip(buffer, (name) => name === wanted);
  const assessment = xml && new DOMParser().parseFromString(xml, "application/xml").querySelector("assessment");
  return assessment ? { title: assessment.getAttribute("title"), xml } : null;
}

function* partsOf({ name, title, url, questions }) {
  yield { name, title, type: "imswl_xmlv1p1", file: `links/${name}.xml`, xml: webLink({ title, url }) };
  if (questions) {
    const type = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment";
    yield { name: `${name}-questions`, title: questions.title, type, file: `questions/${name}.xml`, xml: questions.xml };
  }
}

/**
 * The bytes of a package. `path` is {title, lang, first, about}: the name of the first module, which platforms show
 * as the head of the course, and the lines of its page. `links` are {name, title, url, questions}: names ASCII and each
 * once; questions of whole lessons, as `questionsOf` gives them.
 */
export function writeCartridge(path, links) {
  const about = { name: "about", title: path.first };
  const parts = links.flatMap((link) => [...partsOf(link)]);
  const files = [
    ["imsmanifest.xml", manifest({ ...path, parts, about })],
    ["about.html", aboutPage(path)],
    ...parts.map(({ file, xml }) => [file, xml]),
  ];
  return writeZip(files);
}
