import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { PRESETS } from '../presets/index.ts';
import { openSession } from '../run/openSession.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { OPERATION_WORDS, operationCount } from '../scenario/words.ts';
import { lyingTarget } from './lyingTarget.ts';
import { TOKENS } from './tokens.ts';

/** Lies about each answer, and one more. */
const LIES = 12;

/**
 * What the oracle says to thousands of lies: in each of some fixed scenarios the sound allocator lies once, about each answer in turn. A
 * line for each way to lie about an operation: how often that was accepted, since it might be true, and how often it broke which rule.
 *
 * @param about the number of the operation whose answers are lied about; without it, all are in turn
 */
export function verdicts(tokens: readonly string[] = TOKENS, about?: number): string[] {
  const counts = new Map<string, Map<string, number>>();
  for (const token of tokens)
    for (const { lied, verdict } of verdictsIn(token, about)) {
      const line = counts.get(lied) ?? new Map<string, number>();
      counts.set(lied, line.set(verdict, (line.get(verdict) ?? 0) + 1));
    }
  return [...counts]
    .map(
      ([lied, line]) =>
        `${lied}: ${[...line]
          .map(([verdict, count]) => `${count} ${verdict}`)
          .toSorted()
          .join(', ')}`,
    )
    .toSorted();
}

function* verdictsIn(token: string, about?: number): Generator<{ lied: string; verdict: string }> {
  const { layout, design, operations } = scenarioOfToken(token, PRESETS);
  const target = lyingTarget(LIES);
  const session = openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target);
  const callsUntil = (count: number): number => {
    target.liesAt = -1;
    session.sketch(operations.subarray(0, count * OPERATION_WORDS), false, false);
    return target.calls;
  };
  const behind = about === undefined ? operationCount(operations) : about + 1;
  const first = about ?? 0;
  for (let number = first, calls = first === 0 ? 0 : callsUntil(first); number < behind; number++) {
    const after = callsUntil(number + 1);
    if (after === calls) continue; // It was skipped.
    for (let lie = 0; lie <= LIES; lie++) {
      target.liesAt = calls;
      target.lie = lie;
      const { violation } = session.sketch(
        operations.subarray(0, (number + 1) * OPERATION_WORDS),
        true,
        false,
      );
      if (target.lied !== '') yield { lied: target.lied, verdict: violation?.invariant ?? 'accepted' };
    }
    calls = after;
  }
}
