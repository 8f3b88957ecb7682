// The worker's side of search: messages in, messages out. docs/search.md lists them.

import { Engine } from "./engine.js";

let engine = null;

/** Fetches files of an index that lies at an address. */
function loaderAt(base) {
  return async (name) => {
    const answer = await fetch(new URL(name, base));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };
}

const handlers = {
  async open({ lang, bases }) {
    const loaders = Object.entries(bases).map(([each, base]) => [each, loaderAt(base)]);
    engine = new Engine(Object.fromEntries(loaders), lang);
    await engine.open();
    await engine.warm();
    return { type: "ready" };
  },
  async search({ query, options }) {
    return { type: "results", ...(await engine.search(query, options)) };
  },
};

/** The answer to a message; a fault is an answer too. */
export async function answerTo(message) {
  try {
    return { id: message.id, ...(await handlers[message.type](message)) };
  } catch (error) {
    return { id: message.id, type: "error", message: String(error?.message ?? error) };
  }
}

if (typeof WorkerGlobalScope !== "undefined") {
  self.addEventListener("message", async ({ data }) => self.postMessage(await answerTo(data)));
}
