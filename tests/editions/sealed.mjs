// Sealed pages, permanent ids and redirects in a browser: node editions/sealed.mjs <published folder> <page>...
import { browser, serve } from "../site/harness.mjs";

const [folder, ...pages] = process.argv.slice(2);
const site = await serve(folder);
const chromium = await browser();
const seen = {};

for (const [name, options] of [["scripts", { locale: "ko-KR" }], ["none", { javaScriptEnabled: false }]]) {
  const context = await chromium.newContext(options);
  for (const address of pages) {
    const page = await context.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(site.url + address);
    await page.waitForLoadState("networkidle");
    const text = await page.locator("main").innerText();
    seen[`${name} ${address}`] = { url: page.url().replace(site.url, "/"), text, faults };
    await page.close();
  }
  await context.close();
}
await chromium.close();
site.close();
console.log(JSON.stringify(seen));
