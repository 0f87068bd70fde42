import { soundTarget } from '../../impl/target.ts';
import type { Target } from '../../spec/allocator.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { PRESETS } from '../presets/index.ts';
import { openSession } from '../run/openSession.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { OPERATION_WORDS, operationCount } from '../scenario/words.ts';
import { linesOf, type Verdict } from './linesOf.ts';
import { lyingTarget } from './lyingTarget.ts';
import { TOKENS } from './tokens.ts';

/** Lies about each answer, and one more. */
const LIES = 12;

/**
 * What the oracle says to thousands of lies: in each of some fixed scenarios the sound allocator lies once, about each answer in turn. A
 * line for each way to lie about an operation.
 *
 * @param about the number of the operation whose answers are lied about; without it, all are in turn
 * @param sound the sound allocator, or one that does the same and tells less
 */
export const verdicts = (
  tokens: readonly string[] = TOKENS,
  about?: number,
  sound: Target = soundTarget,
): string[] => linesOf(tokens.flatMap((token) => [...verdictsIn(token, about, sound)]));

function* verdictsIn(token: string, about: number | undefined, sound: Target): Generator<Verdict> {
  const { layout, design, operations } = scenarioOfToken(token, PRESETS);
  const target = lyingTarget(LIES, sound);
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
