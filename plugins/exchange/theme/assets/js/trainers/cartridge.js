// A package for learning platforms, IMS Common Cartridge 1.1: links to the parts of a path, and a page about it.
// Rules that platforms add, each with its reason: docs/teaching.md.

import { writeZip } from "./zip.js";

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const CC = "http://www.imsglobal.org/xsd/imsccv1p1";
const LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM";

const escape = (text) => text.replace(/[<>"]/g, (letter) => ({ "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter]);

/** A text without an ampersand and without white space at its ends: Moodle breaks at the first. */
const plain = (text) => escape(text.replaceAll("&", "+").replace(/\s+/g, " ").trim());

function aboutPage({ title, lang, about }) {
  const lines = about.map((line) => `<p>${plain(line)}</p>`).join("\n");
  return `<!doctype html>\n<html lang="${lang}">\n<head><meta charset="utf-8"><title>${plain(title)}</title></head>\n<body>\n<h1>${plain(title)}</h1>\n${lines}\n</body>\n</html>\n`;
}

function item({ name, title }) {
  return `<item identifier="I-${name}" identifierref="R-${name}"><title>${plain(title)}</title></item>`;
}

function module(number, title, items) {
  return `<item identifier="M-${number}"><title>${plain(title)}</title>${items.map(item).join("")}</item>`;
}

function manifest({ title, lang, first, links, about }) {
  const general = `<lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string language="${lang}">${plain(title)}</lomimscc:string></lomimscc:title></lomimscc:general></lomimscc:lom>`;
  const modules = module(0, first, [about]) + module(1, title, links);
  const resources = links.map(({ name }) => `<resource identifier="R-${name}" type="imswl_xmlv1p1"><file href="links/${name}.xml"/></resource>`);
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
 * The bytes of a package. `path` is {title, lang, first, about}: the name of the first module, which platforms show
 * as the head of the course, and the lines of its page. `links` are {name, title, url}: names ASCII and each once.
 */
export function writeCartridge(path, links) {
  const about = { name: "about", title: path.first };
  const files = [
    ["imsmanifest.xml", manifest({ ...path, links, about })],
    ["about.html", aboutPage(path)],
    ...links.map((link) => [`links/${link.name}.xml`, webLink(link)]),
  ];
  return writeZip(files);
}
