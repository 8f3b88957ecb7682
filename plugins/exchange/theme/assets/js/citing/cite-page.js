// On the file with all ways to cite: an entry is saved as a file of its own, and a text copied, with one press.

/** A button that saves an entry; without scripts the entry is there to be selected. */
for (const entry of document.querySelectorAll("[data-save]")) {
  const link = document.createElement("a");
  const file = new Blob([entry.textContent], { type: "text/plain" });
  Object.assign(link, { href: URL.createObjectURL(file), download: entry.dataset.save });
  link.textContent = `${entry.dataset.saveWords} (${entry.dataset.save})`;
  entry.after(link);
}
