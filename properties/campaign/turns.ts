/** Memory that the threads of a campaign share to decide who does what. */
export type Turns = Int32Array;

/** Steps taken so far, by whomever. */
const TAKEN = 0;
/** No step above this one counts any more: it broke a rule. */
const LAST = 1;

export function createTurns(): Turns {
  const turns = new Int32Array(new SharedArrayBuffer(8));
  turns[LAST] = 0x7fffffff;
  return turns;
}

/** Takes the next step. @returns how many were taken before */
export const takeTurn = (turns: Turns): number => Atomics.add(turns, TAKEN, 1);

export const lastThatCounts = (turns: Turns): number => Atomics.load(turns, LAST);

/** Says that a step broke a rule, so that later ones do not count. */
export function endAt(turns: Turns, step: number): void {
  for (;;) {
    const last = lastThatCounts(turns);
    if (step >= last || Atomics.compareExchange(turns, LAST, last, step) === last) return;
  }
}
