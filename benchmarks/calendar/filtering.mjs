// Milliseconds that the list of calls takes to answer, at a quarter of the speed of the processor:
// `node filtering.mjs <folder of the site> <path of the list>`. Prints what was asked and the time until the answer is
// painted; the first answer includes fetching the list.
import { browser, serve } from "../../tests/site/harness.mjs";

const [folder, path] = process.argv.slice(2);
const SLOWDOWN = 4;
const TIMES = 3;
const QUESTIONS = [
  { q: "data" }, { q: "데이터 network" }, { side: "GB" }, { state: "open" }, { sort: "newest" }, { GBP: "100000" },
];

const server = await serve(folder);
const running = await browser();
try {
  const page = await running.newPage();
  await page.goto(server.url + path);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  console.log(JSON.stringify(await page.evaluate(ask, { questions: QUESTIONS, times: TIMES })));
} finally {
  await running.close();
  server.close();
}

async function ask({ questions, times }) {
  const form = document.querySelector("[data-call-filters]");
  const results = document.querySelector("[data-call-results]");
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const answered = async () => {
    while (results.hidden || form.querySelector("[data-shown]").textContent === "") await painted();
    await painted();
  };
  const took = [];
  for (const question of [questions[0], ...Array(times).fill(questions).flat()]) {
    form.reset();
    await painted();
    await painted();
    for (const [name, value] of Object.entries(question)) form.elements[name].value = value;
    form.querySelector("[data-shown]").textContent = "";
    const started = performance.now();
    form.dispatchEvent(new Event("input", { bubbles: true }));
    await answered();
    took.push([JSON.stringify(question), performance.now() - started]);
  }
  return took;
}
