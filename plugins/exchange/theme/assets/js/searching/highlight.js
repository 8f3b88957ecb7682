// Mark on a page the words a reader searched for, without touching its text (CSS Custom Highlight API).

import { rangesToMark } from "../search/mark.js";

/** Mark the words that `?mark=` in the address names. */
export function markWords(text) {
  const words = new URLSearchParams(location.search).get("mark")?.slice(0, 500).split(" ").filter(Boolean);
  if (!words?.length || !text || !CSS.highlights) return;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const ranges = [];
  for (let node = walker.nextNode(); node && ranges.length < 500; node = walker.nextNode()) {
    if (node.parentElement.closest(".term-note, .section-link")) continue;
    for (const [start, end] of rangesToMark(node.data, words)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  CSS.highlights.set("searched", new Highlight(...ranges));
}
