import { type CompiledMachine, pageTable } from '../../model/index.ts';
import type { Tally } from '../run/tally.ts';
import type { CampaignResult, Reached } from './result.ts';

/** How much of the model the runs have walked: states and transitions of the page machine. */
export function coverageOf(tally: Tally): CampaignResult['coverage'] {
  const taken = (number: number): boolean => (tally.transitions[number] ?? 0) > 0;
  const all = pageTable.transitions;
  const reached = all.filter((_, number) => taken(number));
  return {
    leaves: leavesOf(reached, all),
    transitions: { reached: reached.length, total: all.length },
    missing: all.filter((_, number) => !taken(number)).map((transition) => describe(pageTable, transition)),
  };
}

type Transition = CompiledMachine['transitions'][number];

function leavesOf(reached: readonly Transition[], all: readonly Transition[]): Reached {
  const leaves = (transitions: readonly Transition[]): number =>
    new Set(transitions.flatMap(({ leaf, target }) => [leaf, target])).size;
  return { reached: leaves(reached), total: leaves(all) };
}

/** `free.cached --serveKernel--> pinned.kernel` */
const describe = (machine: CompiledMachine, { leaf, event, target }: Transition): string =>
  `${machine.leaves[leaf]} --${machine.events[event]}--> ${machine.leaves[target]}`;
