import type { Scenario } from '../scenario/scenario.ts';
import { operationCount } from '../scenario/words.ts';
import { STALL_MILLISECONDS } from './patience.ts';
import type { Replayed, ReplayWishes } from './request.ts';
import { storyOfSilence, violationFrom } from './silence.ts';
import { supervise } from './supervise.ts';
import { type TargetReference, writtenName } from './targetReference.ts';
import { createWatch } from './watch.ts';

/**
 * Runs one scenario against a target, in a thread that can be given up. Throws InputError if the target cannot be loaded.
 *
 * @param wishes a target that falls silent while its violation is explained leaves the violation without an explanation
 */
export async function replayInWorker(
  scenario: Scenario,
  target: TargetReference,
  wishes: ReplayWishes = {},
): Promise<Replayed> {
  const start = performance.now();
  const watch = createWatch(operationCount(scenario.operations));
  const ending = await supervise(
    { task: 'replay', scenario, target, watch, ...wishes },
    { stallMilliseconds: STALL_MILLISECONDS },
  );
  if (ending.kind === 'silent' && wishes.explains)
    return replayInWorker(scenario, target, { ...wishes, explains: false });
  if (ending.kind === 'silent') {
    const asked = { ...scenario, operations: ending.operations };
    return {
      target: writtenName(target),
      violation: violationFrom(ending, asked),
      story: await storyOfSilence(ending, asked, target),
      milliseconds: Math.round(performance.now() - start),
    };
  }
  if (ending.reply.kind === 'replayed') return ending.reply.replayed;
  throw new Error(`the thread of the replay replied ${ending.reply.kind}`);
}
