import { withoutOperations } from '../scenario/keepOperations.ts';
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
export function changeOne(
  words: OperationWords,
  sorts: readonly Int32Array[],
  trials: Trials,
): OperationWords | null {
  const some = trials.atMost(MOST);
  for (let place = operationCount(words) - 1; place >= 0; place--) {
    for (const changed of inPlace(words, place, sorts)) {
      const found = some.fails(changed) ? withoutOther(changed, place, some) : null;
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
