// Judges answers at once; what is said to a choice is in the page, below "show the answer".

const plain = (text) => text.normalize("NFC").toLowerCase().replace(/[\s.,'"‘’“”()-]+/gu, "");

/** What an answer is worth, and the lines that explain what was chosen. */
function judge(question, words) {
  const typed = question.querySelector("input[type=text]")?.value;
  if (typed !== undefined) {
    if (!typed.trim()) return [words.empty];
    const accepted = JSON.parse(question.querySelector("[data-accepted]").dataset.accepted);
    const right = accepted.some((text) => plain(text) === plain(typed));
    return [right ? words.right : words.wrong, question.querySelector(".question-said")];
  }
  const chosen = [...question.querySelectorAll("input:checked")].map((input) => input.value);
  const lines = [...question.querySelectorAll("[data-option]")];
  const taken = lines.filter((line) => chosen.includes(line.dataset.option));
  const isRight = (line) => "isRight" in line.dataset;
  if (!taken.length) return [words.empty];
  if (!taken.every(isRight)) return [words.wrong, ...taken];
  return [lines.filter(isRight).length > taken.length ? words.incomplete : words.right, ...taken];
}

for (const question of document.querySelectorAll(".question:has(button)")) {
  const button = question.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const [verdict, ...lines] = judge(question, question.closest("section").dataset);
    question.querySelector("[role=status]").replaceChildren(...[verdict, ...lines].map((line) => {
      const said = document.createElement("p");
      if (line.cloneNode) said.append(...line.cloneNode(true).childNodes);
      else said.textContent = line;
      said.querySelector("strong")?.remove();
      return said;
    }));
  });
  question.querySelector("[type=text]")?.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") button.click();
  });
}
