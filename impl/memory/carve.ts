/** Cuts arrays of the given lengths from one, `state`: those of words first, then those of bytes. */
export function carve<Word extends string, Byte extends string>(
  words: Record<Word, number>,
  bytes: Record<Byte, number>,
): Record<Word, Int32Array> & Record<Byte, Uint8Array> & { state: Int32Array } {
  const wordCount = sum(words);
  const state = new Int32Array(wordCount + Math.ceil(sum(bytes) / 4));
  const wordArrays = cut(words, (from, length) => state.subarray(from, from + length));
  const byteArrays = cut(bytes, (from, length) => new Uint8Array(state.buffer, 4 * wordCount + from, length));
  return { ...wordArrays, ...byteArrays, state };
}

const sum = (lengths: Record<string, number>): number =>
  Object.values(lengths).reduce((all, length) => all + length, 0);

/** One array after the other, by the names of their lengths. */
function cut<Name extends string, Kind>(
  lengths: Record<Name, number>,
  arrayAt: (from: number, length: number) => Kind,
): Record<Name, Kind> {
  let taken = 0;
  const arrays = Object.entries<number>(lengths).map(([name, length]) => {
    taken += length;
    return [name, arrayAt(taken - length, length)];
  });
  return Object.fromEntries(arrays) as Record<Name, Kind>; // The same names as in `lengths`.
}
