import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';

/**
 * Memory that a run shares with a watcher in another thread. If the run never comes back, because the target loops or
 * takes the thread down with it, the watcher still knows what was asked and how far it came.
 */
export interface Watch {
  /** As `Session.progress`: [0] operation number, [1] runs begun. */
  readonly progress: Int32Array;
  /** See the numbers below. */
  readonly state: Int32Array;
  /** Operations of the current run. */
  readonly words: Int32Array;
}

/** What the thread is doing; only in the hands of the target can it hang. */
export const PHASE = 0;
/** Grows whenever the phase changes. */
export const SERIAL = 1;
/** Integers used in `words`. */
export const LENGTH = 2;
/** Place of the layout in the plan. */
export const LAYOUT = 3;
/** Set by the watcher: finish, and report what was found. */
export const STOP = 4;

/** Place on the ladder of the step in work; -1 before the first. */
export const STEP = 5;

/** Operations of all runs before the one in work, where somebody counts them. */
export const EXECUTED = 6;

/** Phases. */
export const OWN = 0;
export const LOADING = 1;
export const RUNNING = 2;

/** @param operations of the longest run that will be watched */
export function createWatch(operations: number): Watch {
  const shared = (integers: number) => new Int32Array(new SharedArrayBuffer(4 * integers));
  const state = shared(8);
  state[STEP] = -1;
  return { progress: shared(4), state, words: shared(OPERATION_WORDS * operations) };
}

/** Says which step begins; its runs are counted from zero. */
export function beginStep({ progress, state }: Watch, step: number): void {
  Atomics.store(progress, 1, 0);
  Atomics.store(state, STEP, step);
}

/** Says what the target is about to be asked, asks it, and says that it is over. */
export function watchedRun<Result>(
  watch: Watch,
  layout: number,
  words: OperationWords,
  work: () => Result,
): Result {
  const length = Math.min(words.length, watch.words.length);
  watch.words.set(words.subarray(0, length));
  Atomics.store(watch.state, LENGTH, length);
  Atomics.store(watch.progress, 0, 0);
  Atomics.store(watch.state, LAYOUT, layout);
  enter(watch, RUNNING);
  try {
    return work();
  } finally {
    leave(watch);
  }
}

export function enter(watch: Watch, phase: number): void {
  Atomics.store(watch.state, PHASE, phase);
  Atomics.add(watch.state, SERIAL, 1);
}

export function leave(watch: Watch): void {
  Atomics.store(watch.state, PHASE, OWN);
  Atomics.add(watch.state, SERIAL, 1);
}

/** Anything that changes while the thread gets on. */
export const placeOf = ({ progress, state }: Watch): string =>
  `${Atomics.load(state, SERIAL)} ${Atomics.load(progress, 0)} ${Atomics.load(progress, 1)}`;

/** Whether everything was answered but the questions at the end of the run. */
export const isAtEnd = ({ progress, state }: Watch): boolean =>
  Atomics.load(progress, 0) >= Atomics.load(state, LENGTH) / OPERATION_WORDS;

export const stopRequested = (watch: Watch): boolean => Atomics.load(watch.state, STOP) !== 0;

export const requestStop = (watch: Watch): void => {
  Atomics.store(watch.state, STOP, 1);
};
