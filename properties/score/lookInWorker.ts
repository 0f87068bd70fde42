import { longestRun } from '../campaign/ladder.ts';
import { STALL_MILLISECONDS } from '../campaign/patience.ts';
import { supervise } from '../campaign/supervise.ts';
import type { TargetReference } from '../campaign/targetReference.ts';
import { createWatch, EXECUTED } from '../campaign/watch.ts';
import { operationCount } from '../scenario/words.ts';
import type { Look, Looked } from './lookFor.ts';

/** Looks in a thread of its own, so that a target that does not answer breaks INV-0 and nothing else. */
export async function lookInWorker(look: Look, target: TargetReference): Promise<Looked> {
  const watch = createWatch(longestRun(look));
  const ending = await supervise(
    { task: 'look', look, target, watch },
    { stallMilliseconds: STALL_MILLISECONDS },
  );
  if (ending.kind === 'silent') {
    const before = Atomics.load(watch.state, EXECUTED);
    return { invariant: 'INV-0', executed: before + operationCount(ending.operations) };
  }
  if (ending.reply.kind === 'looked') return ending.reply.looked;
  throw new Error(`the thread that looks replied ${ending.reply.kind}`);
}
