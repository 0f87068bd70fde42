import { OPERATION } from '../../spec/operations/operation.ts';
import { withoutOperations } from '../scenario/keepOperations.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';

/**
 * Lets one larger allocation stand for several: an allocation goes, and one of the others becomes an order, or two, larger. Where a
 * failure needs memory to be full, this is what makes it short: no single operation can go there.
 */
export function coalesceAllocations(attempt: Attempt): void {
  let changed = true;
  while (changed && !attempt.stopped) {
    changed = false;
    for (let index = operationCount(attempt.words) - 1; index >= 0; index--)
      if (isAllocate(attempt.words, index) && withoutOne(attempt, index)) changed = true;
  }
}

/** Tries to do without an allocation, the one before it growing instead, or else the one after it. */
function withoutOne(attempt: Attempt, index: number): boolean {
  const { words } = attempt;
  const { maxOrder } = attempt.scenario.layout.geometry;
  for (const neighbour of [allocationFrom(words, index, -1), allocationFrom(words, index, 1)]) {
    if (neighbour < 0) continue;
    for (const growth of [2, 1]) {
      if (orderAt(words, neighbour) + growth > maxOrder) continue;
      const grown = words.slice();
      grown[neighbour * OPERATION_WORDS + 1]! += growth; // The order is the lowest byte.
      if (attempt.accepts(withoutOperations(grown, index, index + 1))) return true;
    }
  }
  return false;
}

/** The next allocation in a direction; -1 if there is none. */
function allocationFrom(words: OperationWords, index: number, step: 1 | -1): number {
  const count = operationCount(words);
  for (let place = index + step; place >= 0 && place < count; place += step)
    if (isAllocate(words, place)) return place;
  return -1;
}

const isAllocate = (words: OperationWords, index: number): boolean =>
  words[index * OPERATION_WORDS] === OPERATION.allocate;

const orderAt = (words: OperationWords, index: number): number =>
  (words[index * OPERATION_WORDS + 1] ?? 0) & 255;
