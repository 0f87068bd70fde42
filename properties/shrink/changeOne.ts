import { keepOperations, withoutOperations } from '../scenario/keepOperations.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { inPlace } from './replaceOperations.ts';
import type { Trials } from './trials.ts';

/** Tries of one search: in a long scenario much can be changed that makes no difference. */
const MOST = 12_000;

/**
 * Looks for an operation that can go once another is changed: where memory is filled by hand, say, a request of another class may find
 * it full as it is.
 *
 * @param sorts what may come in place of an operation, as `vocabularyOf` lists it
 * @returns something shorter that shows the trouble, or null
 */
export const changeOne = (
  words: OperationWords,
  sorts: readonly Int32Array[],
  trials: Trials,
): OperationWords | null =>
  change(words, sorts, trials, (changed, place, some) =>
    some.fails(changed) ? withoutOther(changed, place, some) : null,
  );

/** The same for two operations that can go then, where one alone cannot. */
export const changeOneForTwo = (
  words: OperationWords,
  sorts: readonly Int32Array[],
  trials: Trials,
): OperationWords | null =>
  operationCount(words) > SHORT ? null : change(words, sorts, trials, withoutOtherTwo);

/** So many pairs of more operations than these are not tried. */
const SHORT = 9;

function change(
  words: OperationWords,
  sorts: readonly Int32Array[],
  trials: Trials,
  shorten: (changed: OperationWords, place: number, some: Trials) => OperationWords | null,
): OperationWords | null {
  const some = trials.atMost(MOST);
  for (let place = operationCount(words) - 1; place >= 0; place--) {
    for (const changed of inPlace(words, place, sorts)) {
      const found = shorten(changed, place, some);
      if (found !== null) return found;
      if (some.over) return null;
    }
  }
  return null;
}

function withoutOther(words: OperationWords, place: number, trials: Trials): OperationWords | null {
  for (let other = operationCount(words) - 1; other >= 0; other--) {
    if (other === place) continue;
    const fewer = withoutOperations(words, other, other + 1);
    if (trials.fails(fewer)) return fewer;
  }
  return null;
}

function withoutOtherTwo(changed: OperationWords, place: number, trials: Trials): OperationWords | null {
  const count = operationCount(changed);
  for (let later = count - 1; later > 0; later--) {
    for (let earlier = later - 1; earlier >= 0; earlier--) {
      if (later === place || earlier === place) continue;
      const keep = new Uint8Array(count).fill(1);
      keep[later] = 0;
      keep[earlier] = 0;
      const fewer = keepOperations(changed, keep);
      if (trials.fails(fewer)) return fewer;
    }
  }
  return null;
}
