// Stem English words (Porter 1980). plugins/site_search/porter.py is the same algorithm.

const C = "[^aeiou]";
const V = "[aeiouy]";
const CS = `${C}[^aeiouy]*`;
const VS = `${V}[aeiou]*`;
const M0 = new RegExp(`^(${CS})?${VS}${CS}`);
const M1 = new RegExp(`^(${CS})?${VS}${CS}(${VS})?$`);
const M2 = new RegExp(`^(${CS})?${VS}${CS}${VS}${CS}`);
const VOWEL = new RegExp(`^(${CS})?${V}`);
const CVC = new RegExp(`^${CS}${V}[^aeiouwxy]$`);
const DOUBLE = /([^aeiouylsz])\1$/;

const STEP2 = {
  ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al",
  entli: "ent", eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al",
  iveness: "ive", fulness: "ful", ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log",
};
const STEP3 = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
const ENDS2 = endings(STEP2);
const ENDS3 = endings(STEP3);
const ENDS4 =
  /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize|(?<=[st])ion)$/;

function endings(table) {
  const longestFirst = Object.keys(table).sort((a, b) => b.length - a.length);
  return new RegExp(`^(.+?)(${longestFirst.join("|")})$`);
}

/** Stem of a lower-case word of ASCII letters; other words come back as they are. */
export function stem(word) {
  if (!/^[a-z]{3,60}$/.test(word)) return word;
  const first = word[0];
  if (first === "y") word = "Y" + word.slice(1);
  word = [step1a, step1b, step1c, step2, step3, step4, step5].reduce((sofar, step) => step(sofar), word);
  return first + word.slice(1);
}

function step1a(word) {
  return word.replace(/^(.+?)(ss|i)es$/, "$1$2").replace(/^(.+?)([^s])s$/, "$1$2");
}

function step1b(word) {
  if (word.endsWith("eed")) return M0.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const ending = /^(.+?)(ed|ing)$/.exec(word);
  if (!ending || !VOWEL.test(ending[1])) return word;
  const rest = ending[1];
  if (/(at|bl|iz)$/.test(rest) || CVC.test(rest)) return rest + "e";
  return DOUBLE.test(rest) ? rest.slice(0, -1) : rest;
}

function step1c(word) {
  return word.endsWith("y") && VOWEL.test(word.slice(0, -1)) ? word.slice(0, -1) + "i" : word;
}

function step2(word) {
  const ending = ENDS2.exec(word);
  return ending && M0.test(ending[1]) ? ending[1] + STEP2[ending[2]] : word;
}

function step3(word) {
  const ending = ENDS3.exec(word);
  return ending && M0.test(ending[1]) ? ending[1] + STEP3[ending[2]] : word;
}

function step4(word) {
  const ending = ENDS4.exec(word);
  return ending && M2.test(ending[1]) ? ending[1] : word;
}

function step5(word) {
  if (word.endsWith("e")) {
    const rest = word.slice(0, -1);
    if (M2.test(rest) || (M1.test(rest) && !CVC.test(rest))) word = rest;
  }
  return word.endsWith("ll") && M2.test(word) ? word.slice(0, -1) : word;
}
