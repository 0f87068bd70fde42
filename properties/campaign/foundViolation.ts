import type { Layout } from '../../spec/layout/layout.ts';
import { isOfTheEnd, isSameTrouble, looksEveryStep } from '../run/session.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { tokenOf } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import { type Placed, type ShrinkResult, shrinkScenario } from '../shrink/shrinkScenario.ts';
import type { Arena } from './arena.ts';
import { onOtherMachine } from './otherMachines.ts';
import type { FoundViolation } from './result.ts';
import { isSearchable, searchOn } from './searchOn.ts';

/** A scenario and the rule it broke. */
export interface Sighting {
  readonly scenario: Scenario;
  readonly violation: Violation;
}

/** Runs spent on one violation: counted, not timed, so that a seed always ends in the same scenario. */
const BUDGET = 10_000;

/** Operations of all those runs: a scenario of thousands of operations would take minutes. Counted, for the same reason. */
const OPERATIONS = 20_000_000;

/** Where the runs of one violation are made, and when to stop. */
interface Means {
  readonly arenaOf: (scenario: Scenario) => Arena;
  readonly interrupted: () => boolean;
  /** Those of the campaign, in its order. */
  readonly machines: readonly Layout[];
}

/**
 * Makes a failing scenario minimal, as long as the same rule is broken, and tells its story.
 *
 * @param machines of the campaign, in its order: a scenario may go over to another
 */
export function foundViolation(
  sighting: Sighting,
  arenaOf: (scenario: Scenario) => Arena,
  interrupted: () => boolean,
  machines: readonly Layout[] = [],
): FoundViolation {
  const means = { arenaOf, interrupted, machines };
  const first = unfolded(sighting, arenaOf(sighting.scenario));
  const spent = { executions: 0, operations: 0, searched: 0 };
  let shrunk = shrink(first, means, spent);
  const short = asSighting(shrunk.scenario, arenaOf);
  if (short !== null && isOfTheEnd(short.violation)) {
    // Too long to be watched step by step before, it may show its cause now.
    const again = unfolded(short, arenaOf(short.scenario));
    if (again !== short) shrunk = shrink(again, means, spent);
  }
  const { scenario, minimal, certificate, searchedSince } = shrunk;
  const arena = arenaOf(scenario);
  return {
    // A target that answers differently when it is asked again leaves the first sighting as the evidence.
    violation: arena.run(scenario.operations) ?? first.violation,
    scenario,
    token: tokenOf(scenario),
    story: arena.tell(scenario.operations),
    foundIn: operationCount(sighting.scenario.operations),
    executions: spent.executions,
    minimal,
    certificate,
    searched: spent.searched,
    searchedSince,
  };
}

/** Shortens a sighting with what is left of the budget, and counts what that took. */
function shrink(
  first: Sighting,
  { arenaOf, interrupted, machines }: Means,
  spent: { executions: number; operations: number; searched: number },
): ShrinkResult {
  const { fails, trouble } = sameTroubleAs(first, arenaOf);
  const counted = (candidate: Scenario): boolean => {
    spent.operations += operationCount(candidate.operations);
    return fails(candidate);
  };
  const placed = (scenario: Scenario): Placed => {
    const arena = arenaOf(scenario);
    return isSearchable(arena) ? { scenario, search: searchOn(arena, trouble, interrupted) } : { scenario };
  };
  const elsewhere = (scenario: Scenario): Placed | null => {
    const moved = onOtherMachine(scenario, machines, arenaOf, trouble, interrupted);
    spent.searched += moved.tried;
    spent.executions += moved.executions;
    return moved.scenario && placed(moved.scenario);
  };
  const shrunk = shrinkScenario(first.scenario, counted, {
    ...placed(first.scenario),
    elsewhere,
    executions: BUDGET - spent.executions,
    until: () => spent.operations >= OPERATIONS || interrupted(),
    failingOperation: first.violation.operation,
  });
  spent.executions += shrunk.executions;
  spent.searched += shrunk.searched;
  return shrunk;
}

/** What a scenario shows, if it shows anything. */
function asSighting(scenario: Scenario, arenaOf: (scenario: Scenario) => Arena): Sighting | null {
  const violation = arenaOf(scenario).run(scenario.operations);
  return violation === null ? null : { scenario, violation };
}

/**
 * What showed only in the questions of the end is written out, if it shows again then. Watched step by step, it may show earlier, as
 * another rule: that is the cause.
 */
function unfolded(sighting: Sighting, arena: Arena): Sighting {
  const { scenario, violation } = sighting;
  if (!isOfTheEnd(violation)) return sighting;
  const operations = arena.unfold(scenario.operations);
  const again = arena.run(operations);
  if (again === null || isOfTheEnd(again)) return sighting;
  if (again.invariant !== violation.invariant && !isWatchedClosely({ ...scenario, operations }, arena))
    return sighting;
  return { scenario: { ...scenario, operations }, violation: again };
}

const isWatchedClosely = ({ operations }: Scenario, { map }: Arena): boolean =>
  looksEveryStep(map.frameCount, operationCount(operations));

/**
 * Whether a candidate still shows the trouble. A candidate short enough to be watched step by step may name the cause of what
 * was a symptom before; from then on the cause is what must show.
 */
function sameTroubleAs(
  first: Sighting,
  arenaOf: (scenario: Scenario) => Arena,
): { readonly fails: (scenario: Scenario) => boolean; readonly trouble: () => Violation } {
  let trouble = first.violation;
  let watched = isWatchedClosely(first.scenario, arenaOf(first.scenario));
  const fails = (scenario: Scenario): boolean => {
    const arena = arenaOf(scenario);
    const violation = arena.run(scenario.operations);
    if (violation === null) return false;
    // What is short may show the same rule in another question: where to look for it then is there.
    const isSame = isSameTrouble(violation, trouble);
    if (!isSame && (watched || !isWatchedClosely(scenario, arena) || isOfTheEnd(violation))) return false;
    watched ||= !isSame;
    trouble = violation;
    return true;
  };
  return { fails, trouble: () => trouble };
}
