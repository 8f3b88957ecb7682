// A page of another origin shows one part of each kind, and learns how high it is: node embedding/frames.mjs <site> <parts>
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { browser, serve } from "../site/harness.mjs";

const [folder, parts, pictures] = process.argv.slice(2);
const site = await serve(folder);
const frames = JSON.parse(parts);
const html = `<!doctype html><html lang="en"><title>A course elsewhere</title><body>${frames.map((path) => (
  `<iframe src="${site.url}${path}" title="${path}" height="400" style="width:100%;border:0"></iframe>`
)).join("")}<script src="${site.url}embed/height.js" async></script>`;
// What a host that knows oEmbed writes into its page: the answer, as it is.
const answer = JSON.parse(await readFile(`${folder}/embed/ko/training/planning-a-trial/shared-question/oembed.json`));
const embedded = `<!doctype html><html lang="ko"><title>A blog</title><body>${answer.html.replaceAll(answer.provider_url, site.url)}`;
const host = createServer((request, response) => { response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }); response.end(request.url === "/oembed" ? embedded : html); });
await new Promise((ready) => host.listen(0, "localhost", ready));

const chromium = await browser();
const page = await chromium.newPage();
const seen = { faults: [], frames: {} };
page.on("pageerror", (error) => seen.faults.push(String(error)));
page.on("console", (message) => { if (message.type() === "error") seen.faults.push(message.text()); });
await page.goto(`http://localhost:${host.address().port}/`);
await page.waitForFunction(() => [...document.querySelectorAll("iframe")].every((frame) => frame.style.height), undefined, { timeout: 15_000 });
await page.waitForTimeout(300);
for (const path of frames) {
  const element = await page.locator(`iframe[title="${path}"]`).elementHandle();
  const frame = await element.contentFrame();
  const { height } = await element.boundingBox();
  seen.frames[path] = {
    height, ...(await frame.evaluate(() => ({
      text: document.querySelector("main").innerText.trim(),
      needed: Math.ceil(document.documentElement.getBoundingClientRect().height),
      wide: document.documentElement.scrollWidth - innerWidth,
      source: document.querySelector("[data-source]").href,
      target: document.querySelector("base").target,
      links: [...document.querySelectorAll("main a[href]")].map((link) => link.href),
      styled: getComputedStyle(document.body).fontFamily,
    }))),
  };
}
if (pictures) await page.screenshot({ path: `${pictures}/frames.png`, fullPage: true });
const blog = await chromium.newPage({ viewport: { width: 360, height: 640 } });
blog.on("pageerror", (error) => seen.faults.push(String(error)));
await blog.goto(`http://localhost:${host.address().port}/oembed`);
await blog.waitForFunction(() => document.querySelector("iframe").style.height, undefined, { timeout: 15_000 });
const shown = await (await blog.locator("iframe").elementHandle()).contentFrame();
await blog.waitForTimeout(300);
seen.oembed = {
  title: await shown.locator("h1").first().innerText(),
  height: (await blog.locator("iframe").boundingBox()).height,
  needed: await shown.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height)),
  wide: await blog.evaluate(() => document.documentElement.scrollWidth - innerWidth),
};
if (pictures) await blog.screenshot({ path: `${pictures}/oembed.png` });
// A message that is not from a frame of this site changes nothing.
seen.foreign = await page.evaluate(async () => {
  const frame = document.querySelector("iframe");
  const before = frame.style.height;
  postMessage({ subject: "lti.frameResize", height: 9 }, "*");
  await new Promise((done) => setTimeout(done, 100));
  return before === frame.style.height;
});
const plain = await chromium.newContext({ javaScriptEnabled: false });
const off = await plain.newPage();
await off.goto(site.url + frames[0]);
seen.withoutScripts = await off.locator("main").innerText();
for (const path of frames) {
  seen.frames[path].links = seen.frames[path].links.map((link) => link.replace(site.url, "/"));
  seen.frames[path].source = seen.frames[path].source.replace(site.url, "/");
}
console.log(JSON.stringify(seen));
await chromium.close();
host.close();
site.close();
