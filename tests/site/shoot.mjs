// Write a picture of each page of the table, for a person to look at: 1280 and 360 px, light and dark.
// Asked for as tests/site/kinds.py does, with `out`, the folder to write into.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { asked, browser, each, serveAll, still } from "./harness.mjs";
import { settled } from "./states.mjs";

const { sites, pages, now, out } = await asked();
const { address, close } = await serveAll(sites);
const chromium = await browser();
await mkdir(out, { recursive: true });
const written = [];

await each(pages, async (page) => {
  const context = await still(chromium, now, {});
  const tab = await context.newPage();
  await tab.goto(address(page));
  await settled(tab);
  for (const [width, colorScheme] of [[1280, "light"], [360, "light"], [1280, "dark"], [360, "dark"]]) {
    await tab.setViewportSize({ width, height: 900 });
    await tab.emulateMedia({ colorScheme });
    const name = `${page.site}-${page.path.replaceAll(/[^\w-]+/g, "-").replace(/-$/, "") || "root"}-${width}-${colorScheme}.png`;
    await tab.screenshot({ path: join(out, name), fullPage: true });
    written.push(name);
  }
  await context.close();
});
await chromium.close();
close();
console.log(JSON.stringify(written.sort()));
