// Pages opened from a disk may load no module, no worker and no file by script: give them what the copy holds.
{
  const { root: toRoot, files: filesAt } = document.currentScript.dataset;
  const root = new URL(toRoot, location.href);
  const address = (path) => new URL(path, root).href;

  /** A module as an address that holds its text, with every import named in full. */
  const inline = (path, text) => {
    const whole = text.replace(
      /(\bfrom\s*|\bimport\s*\(?\s*)"(\.[^"]+)"/g,
      (_, start, to) => `${start}"${new URL(to, address(path)).href}"`,
    );
    return `data:text/javascript;charset=utf-8,${encodeURIComponent(whole)}`;
  };
  const modules = Object.entries(self.kxModules);
  const map = document.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({
    imports: Object.fromEntries(modules.map(([path, text]) => [address(path), inline(path, text)])),
  });
  document.head.append(map);

  let files = null;
  const load = () => files ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address(filesAt), onerror: reject });
    script.onload = () => resolve(self.kxFiles);
    document.head.append(script);
  });
  const answer = (path, held) => path in held ? new Response(held[path]) : new Response("", { status: 404 });
  self.fetch = async (asked) => answer(new URL(asked, location.href).href.slice(root.href.length), await load());

  /** A worker whose script and files come from the copy. */
  const Real = self.Worker;
  self.Worker = class extends EventTarget {
    constructor(script) {
      super();
      const path = new URL(script, location.href).href.slice(root.href.length);
      this.ready = load().then((held) => {
        const start = `const held = ${JSON.stringify(held)}, root = ${JSON.stringify(root.href)};
          const answer = ${answer}; self.fetch = async (asked) => answer(String(asked).slice(root.length), held);`;
        const worker = new Real(URL.createObjectURL(new Blob([`{${start}}`, self.kxModules[path]])));
        worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
        worker.onerror = () => this.dispatchEvent(new Event("error"));
        return worker;
      });
      this.ready.catch(() => this.dispatchEvent(new Event("error")));
    }

    postMessage(message) {
      this.ready.then((worker) => worker.postMessage(message), () => {});
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const { dataset } of document.querySelectorAll("[data-module]")) import(new URL(dataset.module, location.href).href);
  });
}
