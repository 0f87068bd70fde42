import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { tokenOf } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
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

/** Makes a failing scenario minimal, as long as the same rule is broken, and tells its story. */
export function foundViolation(
  first: Sighting,
  arenaOf: (scenario: Scenario) => Arena,
  interrupted: () => boolean,
): FoundViolation {
  const run = (scenario: Scenario) => arenaOf(scenario).run(scenario.operations);
  const { invariant } = first.violation;
  const fails = (scenario: Scenario) => run(scenario)?.invariant === invariant;
  const { scenario, executions, minimal } = shrinkScenario(first.scenario, fails, {
    executions: BUDGET,
    until: interrupted,
    failingOperation: first.violation.operation,
  });
  return {
    // A target that answers differently when it is asked again leaves the first sighting as the evidence.
    violation: run(scenario) ?? first.violation,
    scenario,
    token: tokenOf(scenario),
    story: arenaOf(scenario).tell(scenario.operations),
    foundIn: operationCount(first.scenario.operations),
    executions,
    minimal,
  };
}
