import {
  type CompiledMachine,
  hugePageTable,
  memoryBlockTable,
  PAGE_EVENTS,
  pageTable,
  pressureTable,
  requestTable,
} from '../../model/index.ts';
import type { Tally } from '../run/tally.ts';
import { flatReach } from './flatReach.ts';
import { pageReach } from './pageReach.ts';
import type { CampaignResult } from './result.ts';
import { transitionText } from './transitionText.ts';
import { type PageWorld, whyImpossible } from './unreachable.ts';

type Coverage = CampaignResult['coverage'];
type Transition = CompiledMachine['transitions'][number];

/**
 * How much of the model the runs have walked: states and transitions of the page, memory block, request, huge page and zone
 * pressure machines, of those that can be reached under this design on these machines.
 */
export function coverageOf(tally: Tally, world: PageWorld): Coverage {
  const machines = machineCoverage(tally, world);
  const sum = (of: (machine: MachineCoverage) => number): number =>
    machines.reduce((total, machine) => total + of(machine), 0);
  return {
    leaves: { reached: sum(({ taken }) => leavesOf(taken)), total: sum(({ open }) => leavesOf(open)) },
    transitions: {
      reached: sum(({ taken }) => taken.length),
      total: sum(({ open }) => open.length),
      unreachable: sum(({ closed }) => closed.length),
    },
    missing: machines.flatMap(({ missing }) => missing),
    unreachable: machines.flatMap(({ closed }) => closed),
    surprises: machines.flatMap(({ surprises }) => surprises),
  };
}

/** One machine of the model. */
export interface MachineCoverage {
  readonly name: string;
  readonly taken: readonly Transition[];
  /** Those that can be reached, taken or not. */
  readonly open: readonly Transition[];
  readonly missing: readonly string[];
  /** Those that cannot, each with its reason. */
  readonly closed: Coverage['unreachable'];
  /** Those that were taken and yet cannot, each with the reason that is wrong. */
  readonly surprises: Coverage['surprises'];
}

/** The same machine by machine. */
export function machineCoverage(tally: Tally, world: PageWorld): MachineCoverage[] {
  const closed = closedIn(world);
  return [
    walked('', pageTable, tally.transitions, closed.page),
    walked('memory block', memoryBlockTable, tally.blockTransitions, closed.block),
    walked('request', requestTable, tally.requestTransitions, closed.request),
    walked('huge page', hugePageTable, tally.hugePageTransitions, closed.hugePage),
    walked('zone', pressureTable, tally.pressureTransitions, closed.pressure),
  ];
}

type Reasons = readonly (string | null)[];

/** What was taken can be reached, whatever was thought of it; but that is told. */
function walked(
  name: string,
  machine: CompiledMachine,
  counts: Float64Array,
  reasons: Reasons,
): MachineCoverage {
  const isTaken = (number: number): boolean => (counts[number] ?? 0) > 0;
  const thought = (number: number): string | null => reasons[number] ?? null;
  const why = (number: number): string | null => (isTaken(number) ? null : thought(number));
  const say = (transition: Transition): string =>
    `${name} ${transitionText(machine, transition)}`.trimStart();
  const all = machine.transitions;
  const told = (reasonOf: (number: number) => string | null): Coverage['unreachable'] =>
    all.flatMap((transition, number) => {
      const reason = reasonOf(number);
      return reason === null ? [] : [{ transition: say(transition), why: reason }];
    });
  return {
    name: name || 'page',
    taken: all.filter((_, number) => isTaken(number)),
    open: all.filter((_, number) => why(number) === null),
    missing: all.filter((_, number) => !isTaken(number) && why(number) === null).map(say),
    closed: told(why),
    surprises: told((number) => (isTaken(number) ? thought(number) : null)),
  };
}

interface Closed {
  readonly page: Reasons;
  readonly block: Reasons;
  readonly request: Reasons;
  readonly hugePage: Reasons;
  readonly pressure: Reasons;
}

const NO_WAY = 'no page comes to that state while that is true of it';

/** Worked out once for each kind of world: a campaign reports often. */
function closedIn(world: PageWorld): Closed {
  const key = JSON.stringify(world);
  const known = worked.get(key);
  if (known) return known;
  const reach = pageReach(world);
  const closed: Closed = {
    page: pageTable.transitions.map(({ event, leaf }, number) =>
      reach[number] === 1 ? null : (whyImpossible(world, PAGE_EVENTS[event]!, momentIn(leaf)) ?? NO_WAY),
    ),
    block: flatReach('memory block', memoryBlockTable, ['offline', 'online', 'absent'], world, () =>
      world.hotplug ? null : 'no memory block comes or goes',
    ),
    request: flatReach('request', requestTable, ['fast'], world, () => null),
    hugePage: flatReach('huge page', hugePageTable, ['small', 'huge'], world, () => null),
    pressure: flatReach('zone', pressureTable, ['empty'], world, (text) => {
      if (!world.levels) return 'nobody knows where such a zone stands';
      return world.hotplug || !/--drain/.test(text) ? null : 'no zone loses all its pages';
    }),
  };
  worked.set(key, closed);
  return closed;
}

const worked = new Map<string, Closed>();

/** A page of this leaf of which nothing else is true: for rules that ask for the leaf alone. */
const momentIn = (leaf: number) =>
  ({
    leaf: pageTable.leaves[leaf],
    facts: { zone: 'kernel', mirror: 'protected', blockType: 'ordinary', isolated: true, bad: 'no' },
    ranged: false,
  }) as Parameters<typeof whyImpossible>[2];

const leavesOf = (transitions: readonly Transition[]): number =>
  new Set(transitions.flatMap(({ leaf, target }) => [leaf, target])).size;
