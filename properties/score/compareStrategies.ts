import type { Fault } from '../faults/index.ts';
import { inTurn } from './inTurn.ts';
import { layoutsFor } from './layoutsFor.ts';
import type { Looked } from './lookFor.ts';
import { lookInWorker } from './lookInWorker.ts';
import { STRATEGIES, type Strategy } from './strategy.ts';

/** What each strategy made of one fault. */
export interface StrategyScore {
  readonly id: string;
  readonly name: string;
  /** The rule broken first need not be the one that the fault is known to break: nothing is made minimal here. */
  readonly by: Readonly<Record<Strategy, Looked>>;
}

/**
 * Looks for each fault with each strategy, from the same seed and with the same number of operations.
 *
 * @param most operations after which a strategy gives up
 * @param jobs how many look at the same time
 */
export async function compareStrategies(
  faults: readonly Fault[],
  { seed, most, jobs }: { readonly seed: number; readonly most: number; readonly jobs: number },
): Promise<StrategyScore[]> {
  const tasks = faults.flatMap((fault) => STRATEGIES.map((strategy) => ({ fault, strategy })));
  const looked = await inTurn(tasks, jobs, ({ fault, strategy }) => {
    const look = { strategy, layouts: layoutsFor(fault), design: fault.design, seed, most };
    return lookInWorker(look, { kind: 'fault', name: fault.name });
  });
  const by = (fault: Fault) =>
    Object.fromEntries(
      tasks.flatMap((task, place) => (task.fault === fault ? [[task.strategy, looked[place]!]] : [])), // One each.
    ) as StrategyScore['by']; // Every strategy has its task.
  return faults.map((fault) => ({
    id: fault.bug?.id ?? fault.name,
    name: fault.name,
    by: by(fault),
  }));
}
