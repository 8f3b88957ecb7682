// On the file with all ways to cite: an entry or a QR code is saved as a file of its own, with one press.

/** A link behind an element that saves what it holds; without scripts the element itself is there. */
function offer(element, content, type, name, words) {
  const link = document.createElement("a");
  Object.assign(link, { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.textContent = `${words} (${name})`;
  element.after(link);
}

const { saveWords } = document.querySelector("[data-save]").dataset;
for (const entry of document.querySelectorAll("[data-save]")) {
  offer(entry, entry.textContent, "text/plain", entry.dataset.save, saveWords);
}
for (const code of document.querySelectorAll(".qr")) {
  const picture = code.cloneNode(true);
  picture.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const key = code.closest(".cite-link").querySelector("code").textContent;
  offer(code.closest(".cite-link"), picture.outerHTML, "image/svg+xml", `${key}.svg`, saveWords);
}
