import {
  type CompiledMachine,
  hugePageTable,
  memoryBlockTable,
  pageTable,
  pressureTable,
  requestTable,
} from '../../model/index.ts';
import type { Tally } from '../run/tally.ts';
import type { CampaignResult } from './result.ts';

/** How much of the model the runs have walked: states and transitions of the page, memory block, request, huge page and zone pressure machines. */
export function coverageOf(tally: Tally): CampaignResult['coverage'] {
  const pages = walked(pageTable, tally.transitions);
  const blocks = walked(memoryBlockTable, tally.blockTransitions);
  const requests = walked(requestTable, tally.requestTransitions);
  const huge = walked(hugePageTable, tally.hugePageTransitions);
  const pressure = walked(pressureTable, tally.pressureTransitions);
  return {
    leaves: {
      reached:
        pages.leavesReached +
        blocks.leavesReached +
        requests.leavesReached +
        huge.leavesReached +
        pressure.leavesReached,
      total: pages.leaves + blocks.leaves + requests.leaves + huge.leaves + pressure.leaves,
    },
    transitions: {
      reached: pages.taken + blocks.taken + requests.taken + huge.taken + pressure.taken,
      total:
        pageTable.transitions.length +
        memoryBlockTable.transitions.length +
        requestTable.transitions.length +
        hugePageTable.transitions.length +
        pressureTable.transitions.length,
    },
    missing: [
      ...pages.missing,
      ...blocks.missing.map((transition) => `memory block ${transition}`),
      ...requests.missing.map((transition) => `request ${transition}`),
      ...huge.missing.map((transition) => `huge page ${transition}`),
      ...pressure.missing.map((transition) => `zone ${transition}`),
    ],
  };
}

type Transition = CompiledMachine['transitions'][number];

function walked(machine: CompiledMachine, counts: Float64Array) {
  const isTaken = (number: number): boolean => (counts[number] ?? 0) > 0;
  const all = machine.transitions;
  const taken = all.filter((_, number) => isTaken(number));
  return {
    taken: taken.length,
    leavesReached: leavesOf(taken),
    leaves: leavesOf(all),
    missing: all.filter((_, number) => !isTaken(number)).map((transition) => describe(machine, transition)),
  };
}

const leavesOf = (transitions: readonly Transition[]): number =>
  new Set(transitions.flatMap(({ leaf, target }) => [leaf, target])).size;

/** `free.cached --serveKernel--> pinned.kernel` */
const describe = (machine: CompiledMachine, { leaf, event, target }: Transition): string =>
  `${machine.leaves[leaf]} --${machine.events[event]}--> ${machine.leaves[target]}`;
