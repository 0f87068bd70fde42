import { isOfTheEnd, isSameTrouble, looksEveryStep } from '../run/session.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { tokenOf } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import type { Search } from '../shrink/searchShorter.ts';
import { shrinkScenario } from '../shrink/shrinkScenario.ts';
import type { Arena } from './arena.ts';
import type { FoundViolation } from './result.ts';

/** A scenario and the rule it broke. */
export interface Sighting {
  readonly scenario: Scenario;
  readonly violation: Violation;
}

/** Runs spent on one violation: counted, not timed, so that a seed always ends in the same scenario. */
const BUDGET = 4000;

/** Operations of all those runs: a scenario of thousands of operations would take minutes. Counted, for the same reason. */
const OPERATIONS = 20_000_000;

const SEARCHABLE_FRAMES = 4096;

/** Makes a failing scenario minimal, as long as the same rule is broken, and tells its story. */
export function foundViolation(
  sighting: Sighting,
  arenaOf: (scenario: Scenario) => Arena,
  interrupted: () => boolean,
): FoundViolation {
  const first = unfolded(sighting, arenaOf(sighting.scenario));
  const { fails, trouble } = sameTroubleAs(first, arenaOf);
  let asked = 0;
  const counted = (candidate: Scenario): boolean => {
    asked += operationCount(candidate.operations);
    return fails(candidate);
  };
  const { scenario, executions, minimal, certificate, searched } = shrinkScenario(first.scenario, counted, {
    executions: BUDGET,
    until: () => asked >= OPERATIONS || interrupted(),
    failingOperation: first.violation.operation,
    ...(isSearchable(first, arenaOf) && { search: searchFor(first, arenaOf, trouble, interrupted) }),
  });
  const arena = arenaOf(scenario);
  return {
    // A target that answers differently when it is asked again leaves the first sighting as the evidence.
    violation: arena.run(scenario.operations) ?? first.violation,
    scenario,
    token: tokenOf(scenario),
    story: arena.tell(scenario.operations),
    foundIn: operationCount(sighting.scenario.operations),
    executions,
    minimal,
    certificate,
    searched,
  };
}

/** Machines on which a few operations cost little, and troubles that a few operations show by themselves. */
function isSearchable({ scenario, violation }: Sighting, arenaOf: (scenario: Scenario) => Arena): boolean {
  return arenaOf(scenario).map.frameCount <= SEARCHABLE_FRAMES && !isOfTheEnd(violation);
}

function searchFor(
  { scenario }: Sighting,
  arenaOf: (scenario: Scenario) => Arena,
  trouble: () => Violation,
  until: () => boolean,
): Search {
  const arena = arenaOf(scenario);
  const run: Search['run'] = (words) => {
    const { violation, idle } = arena.sketch(words, trouble().property === 'keeps every invariant');
    return { fails: violation !== null && isSameTrouble(violation, trouble()), idle };
  };
  return { run, kinds: arena.offered(), until };
}

/** What showed only in the questions of the end is written out, if it shows again then; or its cause does, where each step is watched. */
function unfolded(sighting: Sighting, arena: Arena): Sighting {
  const { scenario, violation } = sighting;
  if (!isOfTheEnd(violation)) return sighting;
  const operations = arena.unfold(scenario.operations);
  const again = arena.run(operations);
  if (again === null || isOfTheEnd(again)) return sighting;
  const isWatched = looksEveryStep(arena.map.frameCount, operationCount(operations));
  if (again.invariant !== violation.invariant && !isWatched) return sighting;
  return { scenario: { ...scenario, operations }, violation: again };
}

/**
 * Whether a candidate still shows the trouble. A candidate short enough to be watched step by step may name the cause of what
 * was a symptom before; from then on the cause is what must show.
 */
function sameTroubleAs(
  first: Sighting,
  arenaOf: (scenario: Scenario) => Arena,
): { readonly fails: (scenario: Scenario) => boolean; readonly trouble: () => Violation } {
  let trouble = first.violation;
  const closely = ({ operations }: Scenario, { map }: Arena) =>
    looksEveryStep(map.frameCount, operationCount(operations));
  let watched = closely(first.scenario, arenaOf(first.scenario));
  const fails = (scenario: Scenario): boolean => {
    const arena = arenaOf(scenario);
    const violation = arena.run(scenario.operations);
    if (violation === null) return false;
    if (isSameTrouble(violation, trouble)) return true;
    if (watched || !closely(scenario, arena)) return false;
    watched = true;
    trouble = violation;
    return true;
  };
  return { fails, trouble: () => trouble };
}
