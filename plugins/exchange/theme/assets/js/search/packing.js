// Read what plugins/site_search/packing.py writes.

const DIGITS = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place)).filter(
  (char) => char !== '"' && char !== "\\",
);
const HALF = DIGITS.length / 2;
const VALUE = new Uint8Array(128);
DIGITS.forEach((char, value) => {
  VALUE[char.charCodeAt(0)] = value;
});

/** Value of the digit at a place. */
export function digitAt(text, place) {
  return VALUE[text.charCodeAt(place) & 127];
}

/** Reads packed numbers one after another. */
export class NumberReader {
  constructor(text) {
    this.text = text;
    this.place = 0;
  }

  /** The next number; 0 for ever after the end. */
  next() {
    let number = 0;
    let unit = 1;
    for (;;) {
      const digit = digitAt(this.text, this.place);
      this.place += 1;
      if (digit < HALF || this.place > this.text.length) return number + digit * unit;
      number += digit * unit;
      unit *= HALF;
    }
  }

  /** The next set of units, as bits. */
  nextUnits() {
    let bits = 0;
    for (;;) {
      const digit = digitAt(this.text, this.place);
      this.place += 1;
      if (digit < HALF || this.place > this.text.length) return bits | (1 << digit);
      bits |= 1 << (digit - HALF);
    }
  }
}

/** All numbers of a packed text. */
export function unpackNumbers(text, count) {
  const reader = new NumberReader(text);
  return Int32Array.from({ length: count }, () => reader.next());
}

const SHARED = " TUVWXYZ";
const SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{";

/** The words `pack_words` wrote. */
export function unpackWords(packed) {
  let last = "";
  return Array.from(packed.matchAll(/([ T-Z])([^ T-Z]*)/g), ([, shared, rest]) => {
    last = last.slice(0, SHARED.indexOf(shared)) + rest;
    return joined(last);
  });
}

/** The texts `pack_lines` wrote. */
export function unpackLines(packed) {
  return packed.split("\n").map((line) => (line[0] === "~" ? joined(line.slice(1)) : line.replace(/^ /, "")));
}

/** Syllables put together of their letters. */
function joined(text) {
  return text.replace(/([A-S])([a-u])([!-@[-`{]?)/g, syllable);
}

function syllable(_, initial, vowel, final) {
  const place = ((initial.charCodeAt(0) - 65) * 21 + vowel.charCodeAt(0) - 97) * 28;
  return String.fromCharCode(0xac00 + place + (final ? SIGNS.indexOf(final) + 1 : 0));
}
