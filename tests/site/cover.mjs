// Write the README's picture: the home page in Korean and in English, side by side.
import { asked, browser, serveAll } from "./harness.mjs";

const { sites, pages, out } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
const shots = [];
for (const page of pages) {
  const tab = await chromium.newPage({ viewport: { width: 1120, height: 820 }, deviceScaleFactor: 0.6, colorScheme: "light" });
  await tab.goto(address(page));
  shots.push((await tab.screenshot()).toString("base64"));
}
const tab = await chromium.newPage({ viewport: { width: 1344, height: 492 } });
await tab.setContent(`<style>body{margin:0;display:flex}</style>${shots.map((shot) => `<img src="data:image/png;base64,${shot}" alt="">`).join("")}`);
await tab.screenshot({ path: out });
await chromium.close();
close();
console.log(JSON.stringify([out]));
