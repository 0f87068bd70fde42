import { OPERATION } from '../../spec/operations/operation.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { REQUEST_CLASS, setValueIn, valueIn } from '../scenario/fields.ts';
import { withoutOperations } from '../scenario/keepOperations.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Trials } from './trials.ts';

/**
 * Looks for operations that can go once all requests of one class are of another: where a history brought memory to a zone, say, memory of
 * another claim may go there by itself, and none of the requests can change alone.
 *
 * @returns something shorter that shows the trouble, or null
 */
export function changeAlike(words: OperationWords, trials: Trials): OperationWords | null {
  for (const from of new Set(classesIn(words))) {
    for (const to of FIRST_OF_CLAIMS) {
      const changed = to === from ? words : withClass(words, from, to);
      const shorter = changed !== words && trials.fails(changed) ? withoutIdle(changed, trials) : words;
      if (shorter.length < words.length) return shorter;
    }
  }
  return null;
}

const FIRST_OF_CLAIMS: readonly number[] = CLAIMS.map((claim) =>
  REQUEST_CLASSES.findIndex((each) => each.claim === claim),
);

/** Of each request in turn. */
const classesIn = (words: OperationWords): number[] =>
  placesOfRequests(words).map((at) => valueIn(words, at, REQUEST_CLASS));

function withClass(words: OperationWords, from: number, to: number): OperationWords {
  const changed = words.slice();
  for (const at of placesOfRequests(words))
    if (valueIn(words, at, REQUEST_CLASS) === from) setValueIn(changed, at, REQUEST_CLASS, to);
  return changed;
}

const placesOfRequests = (words: OperationWords): number[] =>
  Array.from({ length: operationCount(words) }, (_, index) => index * OPERATION_WORDS).filter(
    (at) => words[at] === OPERATION.allocate,
  );

/** Without each operation that can go, the last ones first. */
function withoutIdle(words: OperationWords, trials: Trials): OperationWords {
  let shortest = words;
  for (let index = operationCount(words) - 1; index >= 0; index--) {
    const fewer = withoutOperations(shortest, index, index + 1);
    if (trials.fails(fewer)) shortest = fewer;
  }
  return shortest;
}
