import type { Tally } from '../run/tally.ts';

/** A tally as short plain data: it travels between threads, and into files. */
export interface SparseTally {
  readonly executed: number;
  readonly skipped: number;
  readonly decided: number;
  readonly undecided: number;
  /** By counter: place and count in turn, of those that are not zero. */
  readonly counts: Readonly<Partial<Record<Counter, readonly number[]>>>;
}

const COUNTERS = [
  'outcomes',
  'transitions',
  'blockTransitions',
  'requestTransitions',
  'pressureTransitions',
  'hugePageTransitions',
  'witnesses',
  'findings',
  'heard',
  'due',
] as const;

type Counter = (typeof COUNTERS)[number];

const SUMS = ['executed', 'skipped', 'decided', 'undecided'] as const;

export function sparseTally(tally: Tally): SparseTally {
  const { executed, skipped, decided, undecided } = tally;
  const counts: Partial<Record<Counter, readonly number[]>> = {};
  for (const counter of COUNTERS) {
    const pairs = pairsOf(tally[counter]);
    if (pairs.length > 0) counts[counter] = pairs;
  }
  return { executed, skipped, decided, undecided, counts };
}

/** Nothing was counted but operations, of which nobody knows the outcome. */
export const operationsAlone = (executed: number): SparseTally => ({
  executed,
  skipped: 0,
  decided: 0,
  undecided: 0,
  counts: {},
});

/** Adds a part to a sum. */
export function addTally(sum: Tally, part: SparseTally): void {
  for (const name of SUMS) sum[name] += part[name];
  for (const counter of COUNTERS) addPairs(sum[counter], part.counts[counter] ?? []);
}

function pairsOf(counters: Float64Array): number[] {
  const pairs: number[] = [];
  for (let place = 0; place < counters.length; place++) {
    const count = counters[place]!; // Below the length.
    if (count !== 0) pairs.push(place, count);
  }
  return pairs;
}

function addPairs(sum: Float64Array, pairs: readonly number[]): void {
  for (let index = 0; index < pairs.length; index += 2) {
    const place = pairs[index]!; // They come in pairs.
    if (!(place < sum.length)) throw new RangeError(`there is no counter ${place} of ${sum.length}`);
    sum[place]! += pairs[index + 1]!;
  }
}
