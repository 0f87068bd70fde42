/**
 * A whole number of 53 bits for an array: equal arrays have the same, and two that differ have the same once in 2^53, as far as
 * numbers that nobody chose with care go. Two runs of FNV-1a over 32-bit words, with different multipliers.
 */
export function numberOf(words: Int32Array): number {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!; // Below the length.
    one = Math.imul(one ^ word, 0x01000193);
    other = Math.imul(other ^ word ^ (other >>> 15), 0x85ebca6b);
  }
  return (one >>> 0) * 2 ** 21 + (other >>> 11);
}
