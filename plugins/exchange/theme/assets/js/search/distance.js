// Edit distance with a bound: insertions, deletions, substitutions and swapped neighbours count one each.

/** Distance between two strings, or `most + 1` when it is larger than `most`. */
export function distance(left, right, most) {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before = null;
  let last = Array.from({ length: right.length + 1 }, (_, place) => place);
  for (let row = 1; row <= left.length; row += 1) {
    const current = nextRow(left, right, row, last, before);
    if (Math.min(...current) > most) return most + 1;
    before = last;
    last = current;
  }
  return Math.min(last[right.length], most + 1);
}

function nextRow(left, right, row, last, before) {
  const current = [row];
  for (let column = 1; column <= right.length; column += 1) {
    const same = left[row - 1] === right[column - 1];
    let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
    const swapped =
      before && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
    if (swapped) cost = Math.min(cost, before[column - 2] + 1);
    current.push(cost);
  }
  return current;
}

/** Letters a word holds, as bits: words within a distance differ in at most twice as many. */
export function letterBits(word) {
  let bits = 0;
  for (let place = 0; place < word.length; place += 1) bits |= 1 << word.charCodeAt(place) % 31;
  return bits;
}

export function bitsApart(left, right) {
  let bits = left ^ right;
  let count = 0;
  while (bits) {
    bits &= bits - 1;
    count += 1;
  }
  return count;
}
