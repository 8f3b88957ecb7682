// QR codes (ISO/IEC 18004) of ASCII texts, at level M: a quarter more dots than at L, and still read when one in seven is lost.

const LEVEL_BITS = 0; // M, in the format of the code
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, ...Array(19).fill(28)];
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35,
  37, 38, 40, 43, 45, 47, 49,
];

const POWERS = [1];
while (POWERS.length < 255) POWERS.push((POWERS.at(-1) << 1) ^ (POWERS.at(-1) > 127 ? 0x11d : 0));
const LOGS = [];
POWERS.forEach((value, exponent) => { LOGS[value] = exponent; });
const times = (a, b) => (a && b ? POWERS[(LOGS[a] + LOGS[b]) % 255] : 0);

/** Where alignment marks are, along each side. */
function alignment(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = version * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, number) => last - number * step).reverse()];
}

/** How many bytes a version holds, with those for correction. */
function capacity(version) {
  const marks = alignment(version).length;
  const taken = marks ? (25 * marks - 10) * marks - 55 : 0;
  return Math.floor(((16 * version + 128) * version + 64 - taken - (version > 6 ? 36 : 0)) / 8);
}

const dataSize = (version) => capacity(version) - CORRECTION[version - 1] * BLOCKS[version - 1];

/** The text as bytes of a version: mode, length, text, filling. */
function dataBytes(bytes, version) {
  const bits = [];
  const put = (value, size) => { for (let bit = size - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1); };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => put(byte, 8));
  const size = dataSize(version);
  put(0, Math.min(4, size * 8 - bits.length));
  put(0, -bits.length & 7);
  const data = Array.from({ length: bits.length / 8 }, (_, place) => Number.parseInt(bits.slice(place * 8, place * 8 + 8).join(""), 2));
  for (let filling = 0xec; data.length < size; filling ^= 0xec ^ 0x11) data.push(filling);
  return data;
}

function generator(degree) {
  let product = [1];
  for (let root = 0; root < degree; root += 1) {
    const next = [...product, 0];
    product.forEach((value, place) => { next[place + 1] ^= times(value, POWERS[root]); });
    product = next;
  }
  return product.slice(1);
}

function correction(block, divisor) {
  const rest = Array(divisor.length).fill(0);
  for (const byte of block) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((value, place) => { rest[place] ^= times(value, factor); });
  }
  return rest;
}

/** Data and correction of all blocks, as they follow each other in the code. */
function codewords(data, version) {
  const count = BLOCKS[version - 1];
  const short = Math.floor(data.length / count);
  const longer = data.length % count;
  const divisor = generator(CORRECTION[version - 1]);
  let place = 0;
  const blocks = Array.from({ length: count }, (_, number) => {
    const size = short + (number >= count - longer ? 1 : 0);
    return data.slice(place, place += size);
  });
  const checks = blocks.map((block) => correction(block, divisor));
  const mixed = (lists, length) => Array.from({ length }, (_, row) => lists.map((list) => list[row])).flat();
  return [...mixed(blocks, short + 1).filter((byte) => byte !== undefined), ...mixed(checks, divisor.length)];
}

/** The remainder of a value in front of a division by a polynomial with so many bits of remainder. */
function withRemainder(value, polynomial, bits) {
  let rest = value;
  for (let bit = 0; bit < bits; bit += 1) rest = (rest << 1) ^ (rest >> (bits - 1) & 1 ? polynomial : 0);
  return (value << bits) | (rest & ((1 << bits) - 1));
}

class Grid {
  constructor(version) {
    this.size = version * 4 + 17;
    this.dark = Array.from({ length: this.size }, () => Array(this.size).fill(false));
    this.fixed = this.dark.map((row) => [...row]);
    this.version = version;
    this.marks();
  }

  set(x, y, dark) {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y][x] = Boolean(dark);
    this.fixed[y][x] = true;
  }

  square(x, y, radius, rings) {
    for (let down = -radius; down <= radius; down += 1) {
      for (let right = -radius; right <= radius; right += 1) {
        this.set(x + right, y + down, rings.includes(Math.max(Math.abs(down), Math.abs(right))));
      }
    }
  }

  marks() {
    const { size, version } = this;
    for (let place = 0; place < size; place += 1) {
      this.set(6, place, place % 2 === 0);
      this.set(place, 6, place % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) this.square(x, y, 4, [0, 1, 3]);
    const places = alignment(version);
    for (const x of places) {
      for (const y of places) {
        const corner = (x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6);
        if (!corner) this.square(x, y, 2, [0, 2]);
      }
    }
    this.format(0);
    if (version > 6) this.versionBits();
  }

  format(mask) {
    const bits = withRemainder((LEVEL_BITS << 3) | mask, 0x537, 10) ^ 0x5412;
    const { size } = this;
    for (let bit = 0; bit < 15; bit += 1) {
      const dark = (bits >> bit) & 1;
      if (bit < 8) this.set(size - 1 - bit, 8, dark);
      else this.set(8, size - 15 + bit, dark);
      if (bit < 6) this.set(8, bit, dark);
      else if (bit < 8) this.set(8, bit + 1, dark);
      else this.set(bit === 8 ? 7 : 14 - bit, 8, dark);
    }
    this.set(8, size - 8, true);
  }

  versionBits() {
    const bits = withRemainder(this.version, 0x1f25, 12);
    for (let bit = 0; bit < 18; bit += 1) {
      const [a, b] = [this.size - 11 + (bit % 3), Math.floor(bit / 3)];
      this.set(a, b, (bits >> bit) & 1);
      this.set(b, a, (bits >> bit) & 1);
    }
  }

  /** Bits go up and down in columns of two, from the right, past the column of the timing mark. */
  fill(bytes) {
    let bit = 0;
    for (let right = this.size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      const up = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step += 1) {
        const y = up ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.fixed[y][x]) continue;
          this.dark[y][x] = bit < bytes.length * 8 && (bytes[bit >> 3] >> (7 - (bit & 7)) & 1) === 1;
          bit += 1;
        }
      }
    }
  }

  mask(number) {
    const rule = MASKS[number];
    this.dark.forEach((row, y) => row.forEach((dark, x) => {
      if (!this.fixed[y][x]) row[x] = dark !== (rule(x, y) === 0);
    }));
  }

  /** How hard the code is to read: long runs, blocks, what looks like a corner, more of one colour. */
  penalty() {
    const columns = this.dark[0].map((_, x) => this.dark.map((row) => row[x]));
    let total = 0;
    for (const line of [...this.dark, ...columns]) {
      const text = line.map(Number).join("");
      for (const run of text.match(/0{5,}|1{5,}/g) ?? []) total += run.length - 2;
      total += 40 * (text.match(/(?=00001011101|10111010000)/g) ?? []).length;
    }
    for (let y = 1; y < this.size; y += 1) {
      for (let x = 1; x < this.size; x += 1) {
        const [row, above] = [this.dark[y], this.dark[y - 1]];
        if (row[x] === row[x - 1] && row[x] === above[x] && row[x] === above[x - 1]) total += 3;
      }
    }
    const share = this.dark.flat().filter(Boolean).length / this.size ** 2;
    return total + 10 * Math.floor(Math.abs(share - 0.5) * 20);
  }
}

const MASKS = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => (x * y) % 2 + (x * y) % 3,
  (x, y) => ((x * y) % 2 + (x * y) % 3) % 2, (x, y) => ((x + y) % 2 + (x * y) % 3) % 2,
];

/** The rows of the code of a text, true where it is dark. Throws a RangeError where no code holds the text. */
export function qrRows(text) {
  const bytes = new TextEncoder().encode(text);
  const head = (version) => (version < 10 ? 2 : 3);
  const version = BLOCKS.findIndex((_, number) => dataSize(number + 1) >= bytes.length + head(number + 1)) + 1;
  if (!version) throw new RangeError(`${bytes.length} bytes`);
  const filled = codewords(dataBytes(bytes, version), version);
  const grids = MASKS.map((_, number) => {
    const grid = new Grid(version);
    grid.fill(filled);
    grid.mask(number);
    grid.format(number);
    return { dark: grid.dark, penalty: grid.penalty() };
  });
  return grids.reduce((best, grid) => (grid.penalty < best.penalty ? grid : best)).dark;
}

/** A drawing of the code with the quiet edge that readers need; `name` is what it says to those who cannot see it. */
export function qrDrawing(text, name) {
  const rows = qrRows(text);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const size = rows.length + 8;
  const dots = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
  path.setAttribute("d", dots.join(""));
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": name, class: "qr" })) {
    svg.setAttribute(key, value);
  }
  svg.append(path);
  return svg;
}
