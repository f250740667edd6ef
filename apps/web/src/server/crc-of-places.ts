// CRC-32 is linear: what a change of some bytes does to the sum of the whole depends on the change and on how far from the end it
// stands, and on nothing else. Polynomials over GF(2) as in zlib's `crc32_combine`, the highest power in the lowest bit.
const polynomial = 0xed_b8_83_20;

/**
 * By what the change of a sum of `length` bytes is to be multiplied when those bytes stand at several places of a text.
 *
 * @param distances how many bytes follow each of the places
 */
export function spreadOf(distances: readonly number[]): number {
  return distances.reduce((sum, distance) => sum ^ powerOfX(distance * 8), 0) >>> 0;
}

/** The product of two polynomials, modulo that of CRC-32. */
export function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 31; bit >= 0; bit -= 1) {
    if ((a >>> bit) & 1) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ polynomial : shifted >>> 1;
  }
  return product >>> 0;
}

function powerOfX(exponent: number): number {
  let power = 0x80_00_00_00; // x^0
  let square = 0x40_00_00_00; // x^1
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = multiply(square, power);
    square = multiply(square, square);
  }
  return power;
}
