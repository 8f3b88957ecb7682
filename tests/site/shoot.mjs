// Write screenshots of pages, for a person to look at: node shoot.mjs SITE OUT PAGE...
// A page is an address below the site's root; each is taken at 1280 and 360 px, light, and at 1280 dark.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { browser, serve } from "./harness.mjs";

const [site, out, ...pages] = process.argv.slice(2);
const server = await serve(site);
const chromium = await browser();
await mkdir(out, { recursive: true });
for (const page of pages) {
  for (const [width, scheme] of [[1280, "light"], [360, "light"], [1280, "dark"]]) {
    const tab = await chromium.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    await tab.goto(server.url + page);
    const name = (page.replaceAll("/", "-").replace(/-$/, "") || "root") + `-${width}-${scheme}.png`;
    await tab.screenshot({ path: join(out, name), fullPage: !process.env.FOLD });
    await tab.close();
    console.log(name);
  }
}
await chromium.close();
server.close();
