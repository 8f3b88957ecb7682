// Zip files (APPNOTE 6.3.10): written without compression, with the same bytes for the same content; and read.

const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

/** Numbers of 2 or 4 bytes, the lowest first. */
function numbers(...pairs) {
  const bytes = [];
  for (const [size, value] of pairs) {
    for (let byte = 0; byte < size; byte += 1) bytes.push(Math.floor(value / 256 ** byte) & 255);
  }
  return Uint8Array.from(bytes);
}

/** A zip file as bytes; `files` are [name, text], names ASCII. Every file has the first time a zip can say. */
export function writeZip(files) {
  const encoder = new TextEncoder();
  const [parts, directory] = [[], []];
  let offset = 0;
  for (const [path, text] of files) {
    const [name, content] = [encoder.encode(path), encoder.encode(text)];
    const size = content.length;
    // Version 2.0, no flags, stored, midnight of 1 January 1980.
    const common = numbers([2, 20], [2, 0], [2, 0], [2, 0], [2, 33], [4, checksum(content)], [4, size], [4, size], [2, name.length], [2, 0]);
    const head = numbers([4, 0x04034b50]);
    parts.push(head, common, name, content);
    directory.push(numbers([4, 0x02014b50], [2, 20]), common, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name);
    offset += head.length + common.length + name.length + size;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, length], [4, offset], [2, 0]);
  const all = [...parts, ...directory, end];
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of all) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}

const LARGEST = 20_000_000;
/** Bytes of one file in a package: more is no page with links. */

/** The texts of a zip file: [name, text] of each file that `wanted` says yes to. */
export async function readZip(buffer, wanted) {
  const view = new DataView(buffer);
  let end = buffer.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("no zip file");
  const texts = [];
  let entry = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    const [method, size, large] = [view.getUint16(entry + 10, true), view.getUint32(entry + 20, true), view.getUint32(entry + 24, true)];
    const [nameLength, more, comment] = [28, 30, 32].map((place) => view.getUint16(entry + place, true));
    const name = new TextDecoder().decode(new Uint8Array(buffer, entry + 46, nameLength));
    const local = view.getUint32(entry + 42, true);
    if (wanted(name) && large <= LARGEST) {
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      texts.push([name, await unpack(new Uint8Array(buffer, start, size), method)]);
    }
    entry += 46 + nameLength + more + comment;
  }
  return texts;
}

async function unpack(bytes, method) {
  if (method === 0) return new TextDecoder().decode(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}
