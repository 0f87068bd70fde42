import { Random } from '../generate/random.ts';
import { makesAllocation } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';
import { operationsAbout } from './levels.ts';
import type { Trials } from './trials.ts';

/** Runs that may fail to show the trouble, in a row. */
const RUNS = 1500;

/**
 * Looks for the trouble in runs made afresh: what took a long history once may need none. Each run has the length given, and its
 * operations are drawn by kind and then by arguments, the same in every search.
 *
 * @param sorts what is drawn, as `vocabularyOf` lists it
 * @returns a run of at most that length that shows the trouble, or null
 */
export function freshRun(
  length: number,
  sorts: readonly Int32Array[],
  trials: Trials,
): OperationWords | null {
  const random = new Random();
  random.seed(length);
  const kinds = [...new Set(sorts.map(([kind]) => kind))];
  const byKind = kinds.map((kind) => sorts.filter((sort) => sort[0] === kind));
  for (let run = 0; run < RUNS && !trials.over; run++) {
    const words = drawn(length, byKind, random);
    if (trials.fails(words)) return words;
  }
  return null;
}

function drawn(length: number, byKind: readonly (readonly Int32Array[])[], random: Random): OperationWords {
  const words = new Int32Array(length * OPERATION_WORDS);
  const makers: number[] = [];
  for (let place = 0; place < length; ) {
    const sorts = byKind[random.below(byKind.length)]!; // There is a kind.
    const choices = operationsAbout([sorts[random.below(sorts.length)]!], makers); // Each kind has a sort.
    const operation = choices[random.below(choices.length)];
    if (operation === undefined) continue; // Nothing was allocated that it could be about.
    words.set(operation, place * OPERATION_WORDS);
    if (makesAllocation(operation[0]!)) makers.push(place);
    place++;
  }
  return words;
}
