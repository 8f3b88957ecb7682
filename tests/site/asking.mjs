// Open pages of the table in windows in which nothing was left, type into every field, press the button for the
// colours, and note all requests and all that stays in the browser. Prints a JSON object.
import { asked, browser, eachInTab, serveAll } from "./harness.mjs";

const TYPED = "zxqt";
const { sites, pages, now } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const found = [];

/** Everything that a page can leave in a browser, but for cookies. */
const stored = async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
});

/** Type into each field that is shown, as a person does who then thinks better of it. */
async function type(tab) {
  const fields = tab.locator("input[type=search], input[type=text], input:not([type]), textarea");
  let count = 0;
  for (const field of await fields.all()) {
    if (!(await field.isVisible()) || !(await field.isEditable())) continue;
    await field.pressSequentially(TYPED);
    count += 1;
  }
  return count;
}

async function open() {
  const context = await chromium.newContext({ serviceWorkers: "allow" });
  await context.clock.setFixedTime(now);
  return context.newPage();
}

/** The window is used again with what is in its storage taken away; `before` shows that nothing else is left there. */
async function look(tab, page) {
  const context = tab.context();
  const requests = [];
  context.on("request", (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  tab.on("websocket", (socket) => requests.push(`socket ${socket.url()}`));
  await tab.goto(address(page));
  const before = await tab.evaluate(stored);
  const fields = await type(tab);
  const button = tab.locator("[data-theme-switch]").first();
  const pressed = (await button.count()) > 0 && (await button.isVisible());
  if (pressed) await button.click();
  await tab.waitForLoadState("networkidle");
  const own = new URL(address(page)).origin;
  found.push({
    page: `${page.site}:/${page.path}`,
    fields,
    pressed,
    requests: requests.length,
    strangers: requests.filter((request) => !request.startsWith(`GET ${own}/`)),
    typed: requests.filter((request) => decodeURIComponent(request).includes(TYPED)),
    before,
    after: await tab.evaluate(stored),
    cookies: (await context.cookies()).length,
  });
  context.removeAllListeners("request");
  tab.removeAllListeners("websocket");
}

await eachInTab(pages, open, look);
await chromium.close();
close();
console.log(JSON.stringify({ found }));
