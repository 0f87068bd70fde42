import type { Layout } from '../../spec/layout/layout.ts';
import { withoutOperations } from '../scenario/keepOperations.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { PLAIN_FIELDS, withField } from '../shrink/plainFields.ts';

/** Where the search for a smaller scenario stands; a candidate that fails continues from its own. */
export interface Position {
  readonly stage: 'remove' | 'plain';
  /** Remove: the chunk ends here. Plain: the operation. */
  readonly at: number;
  /** Remove: operations of the chunk. */
  readonly length: number;
  /** Something was accepted since the search began its round: another round is worth it. */
  readonly changed: boolean;
}

/** A smaller scenario and where to go on if it fails. */
export interface Smaller {
  readonly words: OperationWords;
  readonly next: Position;
}

/**
 * Smaller scenarios, made when asked for: without half, a quarter, ... one of the operations, from the end; then with plainer
 * arguments. Depends on the scenario and the position only.
 */
export function* smallerScenarios(
  { operations, layout }: Scenario,
  position: Position | null,
): IterableIterator<Smaller> {
  const count = operationCount(operations);
  const from = position ?? { stage: 'remove', at: count, length: count, changed: false };
  if (from.stage === 'remove') yield* shorter(operations, from);
  yield* plainer(operations, layout, from.stage === 'plain' ? from : { ...from, at: 0 });
  if (!from.changed) return;
  yield* shorter(operations, { stage: 'remove', at: count, length: 1, changed: false });
  yield* plainer(operations, layout, { stage: 'plain', at: 0, length: 0, changed: false });
}

/** A chunk that can go doubles the next; one that cannot is halved. */
function* shorter(words: OperationWords, from: Position): IterableIterator<Smaller> {
  let { at, length } = from;
  while (at > 0) {
    const start = Math.max(0, at - length);
    const next = { stage: 'remove', at: start, length: 2 * (at - start), changed: true } as const;
    yield { words: withoutOperations(words, start, at), next };
    if (at - start > 1) length = (at - start) >> 1;
    else at--;
  }
}

function* plainer(words: OperationWords, layout: Layout, from: Position): IterableIterator<Smaller> {
  for (let index = from.at; index < operationCount(words); index++) {
    for (const field of PLAIN_FIELDS) {
      const value = field.valueAt(words, index);
      const least = field.least(layout);
      const next = { stage: 'plain', at: index, length: 0, changed: true } as const;
      const group = sameKey(words, index, field.keyOf);
      for (const lower of valuesBelow(value, least))
        yield { words: withField(words, field, group, lower), next };
    }
  }
}

function sameKey(
  words: OperationWords,
  index: number,
  keyOf: ((words: OperationWords, index: number) => number) | undefined,
): number[] {
  if (!keyOf) return [index];
  const key = keyOf(words, index);
  const others = Array.from({ length: operationCount(words) }, (_, other) => other);
  return others.filter((other) => keyOf(words, other) === key);
}

/** The least, then halfway to it, then one less. */
const valuesBelow = (value: number, least: number): Set<number> =>
  new Set([least, (value + least) >> 1, value - 1].filter((lower) => lower >= least && lower < value));
