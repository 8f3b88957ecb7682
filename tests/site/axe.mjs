// Run axe-core on pages of a built site: node axe.mjs SITE SCHEME PAGE... prints a JSON report.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { browser, serve } from "./harness.mjs";

const [site, scheme, ...pages] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const server = await serve(site);
const chromium = await browser();
const report = { pages: 0, violations: [] };
for (const width of [1280, 360]) {
  // The policy of the pages forbids strange scripts, the checker's too: it alone is let in.
  const context = await chromium.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
  const tab = await context.newPage();
  for (const page of pages) {
    await tab.goto(server.url + page);
    await tab.evaluate(axe);
    const result = await tab.evaluate((runOnly) => window.axe.run({ runOnly }), tags);
    report.pages += 1;
    for (const violation of result.violations) {
      for (const node of violation.nodes) {
        report.violations.push(`${page} at ${width}px: ${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`);
      }
    }
  }
  await context.close();
}
await chromium.close();
server.close();
console.log(JSON.stringify(report));
