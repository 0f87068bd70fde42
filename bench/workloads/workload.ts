/** What a workload asks: a block, and to have it back. Refusals are negative. */
export type Allocate = (order: number) => number;
export type Free = (pfn: number, order: number) => void;

/** What a run of a workload came to. */
export interface Run {
  /** CPU time of one operation, in nanoseconds: an allocation or a free. */
  readonly nanoseconds: number;
  /** Over all pfns given, in their order: equal sums show that two allocators did the same work. */
  readonly sum: number;
}

/** State between the pieces of a run; the pieces are functions of their own, for the engine compiles those best. */
export interface Progress {
  random: number;
  sum: number;
  operations: number;
}

export const begin = (): Progress => ({ random: 0x9e3779b9 | 0, sum: 0, operations: 0 });

/** Marsaglia's xorshift32; the same in buddy.c. */
export function nextRandom(random: number): number {
  let next = random ^ (random << 13);
  next ^= next >>> 17;
  return next ^ (next << 5);
}

export const mix = (sum: number, pfn: number): number => (Math.imul(sum, 31) + pfn) | 0;

/** CPU time of this process so far, in nanoseconds. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}
