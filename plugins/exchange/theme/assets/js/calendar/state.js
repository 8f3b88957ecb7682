import { status } from "./status.js";

/** Give every call and stage on a page the state it has at this moment, in the words the page brought. */
export function correctStates(page) {
  const shared = page.getElementById("kx-call-words")?.textContent;
  const now = Math.floor(Date.now() / 1000);
  let changed = false;
  for (const call of page.querySelectorAll("[data-timeline]")) {
    const words = JSON.parse(call.dataset.words ?? shared);
    const { state, stages } = status(JSON.parse(call.dataset.timeline), now);
    changed = show(call.querySelector("[data-call-state]"), state, words.call) || changed;
    for (const stage of call.querySelectorAll("[data-stage]")) {
      const said = words[stage.dataset.stateWords ?? "stage"];
      changed = show(stage.querySelector("[data-stage-state]"), stages[stage.dataset.stage], said) || changed;
    }
  }
  if (changed) for (const note of page.querySelectorAll("[data-standing]")) note.hidden = true;
}

/** Show a state; a stage that was called off is in no timeline and keeps what it says. */
function show(mark, state, words) {
  if (!mark || state === undefined || mark.dataset.state === state) return false;
  mark.dataset.state = state;
  mark.textContent = words[state];
  return true;
}
