// Facts about Hangul that need no dictionary: letters of a syllable, particles, stems of inflected words.

const FIRST = 0xac00;
const LAST = 0xd7a3;
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const TYPED = {
  ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ",
  ㅄ: "ㅂㅅ", ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ", ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ",
};

export const HANGUL = /[가-힣ㄱ-ㆎ]+/;
export const ONLY_INITIALS = /^[ㄱ-ㅎ]{2,}$/;

/** Same list as plugins/exchange/languages/ko/particles.py. */
export const PARTICLES = (
  "이라는 이라고 이라도 으로서 으로써 으로는 으로도 에서는 에서도 에게서 에서의 에게는 까지는 까지도 부터는 " +
  "이라면 이란 라는 라고 라도 로서 로써 로는 로도 에는 에도 에서 에게 한테 께서 까지 부터 보다 처럼 마다 조차 " +
  "마저 이나 이며 으로 이고 만을 만이 만의 과의 와의 과는 와는 들은 들이 들을 들의 들에 은 는 이 가 을 를 의 에 " +
  "로 와 과 도 만 나 며 들 란"
).split(" ");
const PARTICLE = new RegExp(`^(?:${PARTICLES.join("|")})$`);

/** Endings of verbs and adjectives, after what they leave of the stem. */
const ENDING =
  "(?:으?시)?(?:었|았|였|겠)?(?:는|은|을|던|고|며|면|면서|으면|으며|려면|으려면|려고|으려고|려|러|으러|지|지만|지는|기|게|도록|" +
  "어|아|여|어서|아서|여서|서|어야|아야|여야|야|어도|아도|여도|도|니|으니|니까|다|다는|는다|는지|은지|지요|죠|습니다|습니까|니다|니까|요|어요|아요|" +
  "여요|나|나요|까|까요|을까|을까요|자|음|는데|은데|데|거나|든지|자마자|수록|을수록|라|으라|라면|라고|란)?";
const INFLECTED = new RegExp(`^${ENDING}(?:${PARTICLES.join("|")})?$`);

/** What follows a noun to make it a verb or a sentence: 하는, 되려면, 시킨, 인가요, 입니다. */
const VERBAL = new RegExp(
  "^(?:하|해|했|한|할|합|함|하여|되|돼|된|될|됩|됨|됐|시키|시킨|시켜|시킬|받|있|없|않|당하|당한|스럽|스러운|롭|로운|인|입|일|이)" +
    `${ENDING}(?:${PARTICLES.join("|")})?$`,
);

export function isParticle(text) {
  return PARTICLE.test(text);
}

export function isVerbal(text) {
  return VERBAL.test(text);
}

/** True where a text may be what an inflected word has after its stem. */
export function isEnding(text) {
  return INFLECTED.test(text);
}

/** Questions and politeness that say nothing of what is sought. */
const EMPTY =
  /^(?:무엇|뭐|뭔|어떻게|어떤|어디|어느|언제|누가|누구|얼마나?|며칠|몇|무슨|왜|좀|및|등|것|때|그리고|또는|혹은|대해|대한|대하여|관해|관한|관하여|위한|위해|위하여|통한|통해|따른|따라|같은|하는|하면|하려면|해야|하나요|할까요|할|한|하기|있는|있나요|있을까요|없나요|없는|되는|되나요|되면|될까요|인가요|입니까|인지|합니까|싶어요|싶은데|알려주세요|알고|궁금해요|주세요|걸리나요|걸립니까|걸리는지|걸릴까요|걸려요|궁금합니다|궁금한데|필요한가요|필요하나요|가능한가요|가능할까요|되는지|있는지|없는지|하는지|해도|돼요|되죠|받나요|쓰나요|알려줘|싶습니다)(?:은|는|이|가|을|를|의|에|요)?$/;

export function isEmpty(eojeol) {
  return EMPTY.test(eojeol);
}

/** Verbs the index leaves out, so that nothing like them is looked for: as in plugins/exchange/search/word_analyser.py. */
const EMPTY_VERBS = new Set(
  (
    "위하다 하다 있다 없다 되다 같다 대하다 따르다 통하다 관하다 않다 이다 아니다 말다 보다 주다 지다 받다 싶다"
  ).split(" "),
);

/** True for a form of a verb that stands in most sentences. */
export function isEmptyVerb(eojeol) {
  return dictionaryForms(eojeol).some((form) => EMPTY_VERBS.has(form));
}

function isSyllable(code) {
  return code >= FIRST && code <= LAST;
}

/** Letters as they are typed: 값 is ㄱㅏㅂㅅ, and lone letters are themselves. */
export function letters(text) {
  let out = "";
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (!isSyllable(code)) {
      out += TYPED[char] ?? char;
      continue;
    }
    const [initial, vowel, final] = split(code);
    out += initial + (TYPED[vowel] ?? vowel) + (final === " " ? "" : (TYPED[final] ?? final));
  }
  return out;
}

/** Initial consonants of the syllables: 임상시험 is ㅇㅅㅅㅎ. */
export function initials(text) {
  let out = "";
  for (const char of text) {
    const code = char.charCodeAt(0);
    out += isSyllable(code) ? split(code)[0] : char;
  }
  return out;
}

function split(code) {
  const offset = code - FIRST;
  return [INITIALS[Math.floor(offset / 588)], VOWELS[Math.floor(offset / 28) % 21], FINALS[offset % 28]];
}

function join(initial, vowel, final = " ") {
  const number = (INITIALS.indexOf(initial) * 21 + VOWELS.indexOf(vowel)) * 28 + FINALS.indexOf(final);
  return String.fromCharCode(FIRST + number);
}

/** Vowels that contract a stem's last vowel with the 아 or 어 of an ending: 배워 from 배우. */
const CONTRACTED = { ㅘ: "ㅗ", ㅝ: "ㅜ", ㅕ: "ㅣ", ㅐ: "ㅣㅏ", ㅙ: "ㅚ", ㅓ: "ㅡㅜ", ㅏ: "ㅡ" };
/** Finals an ending may have left on a stem's last syllable: 받을 has none, 쓴 has ㄴ. */
const ADDED = "ㄴㄹㅁㅂㅆ";

/** Dictionary forms an eojeol may be an inflection of, the longest stems first: 써야 gives 쓰다. */
export function dictionaryForms(eojeol) {
  const forms = new Set();
  for (let end = Math.min(eojeol.length, 5); end >= 1; end -= 1) {
    const code = eojeol.charCodeAt(end - 1);
    if (!isSyllable(code)) continue;
    const head = eojeol.slice(0, end - 1);
    const rest = eojeol.slice(end);
    if (isEnding(rest)) for (const last of uninflected(...split(code), rest[0])) forms.add(`${head}${last}다`);
    if (/^[우워운울]/.test(rest) && isEnding(rest.slice(1))) forms.add(`${head}${softened(code)}다`);
  }
  return [...forms];
}

/** The stem's last syllable with the ㅂ that became 우: 쉬운 from 쉽다. */
function softened(code) {
  const [initial, vowel] = split(code);
  return join(initial, vowel, "ㅂ");
}

function uninflected(initial, vowel, final, next) {
  const found = [join(initial, vowel, final)];
  const bare = final !== " " && ADDED.includes(final);
  if (bare) found.push(join(initial, vowel));
  if (final === " " || final === "ㅆ") {
    for (const full of CONTRACTED[vowel] ?? "") found.push(join(initial, full));
  }
  if (final === "ㄹ") found.push(join(initial, vowel, "ㄷ"));
  if (final === "ㄹ" && (next === "라" || next === "러")) found.push(join(initial, vowel) + "르");
  return found;
}
