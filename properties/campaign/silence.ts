import type { Step, Story } from '../run/story.ts';
import type { Violation } from '../run/violation.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { tokenOf } from '../scenario/token.ts';
import { OPERATION_WORDS, operationCount } from '../scenario/words.ts';
import { presetScenario } from './presetLayout.ts';
import type { Minimised } from './request.ts';
import { type FoundViolation, NOT_SHORTENED } from './result.ts';
import { type Silence, supervise } from './supervise.ts';
import type { TargetReference } from './targetReference.ts';
import { createWatch } from './watch.ts';

/** How long shortening a silent scenario may take in all, and how long one candidate. */
const BUDGET_MILLISECONDS = 15_000;
const PROBE_MILLISECONDS = 400;
/** How long each operation may take while the story is told; the silent one is left out. */
const STORY_MILLISECONDS = 2000;

/**
 * A target that loops, or takes its thread down, breaks the first promise of all. Makes the run minimal and tells the story. One
 * that answers when it is asked again, since it depends on what came before, has the run it fell silent on as the evidence.
 */
export async function violationOfSilence(
  silence: Silence,
  first: Scenario,
  target: TargetReference,
  stallMilliseconds: number,
): Promise<FoundViolation> {
  const shortened = await shorten(silence, first, target, stallMilliseconds);
  const { scenario, executions, minimal, atEnd } = shortened;
  if (!shortened.repeated) return unrepeated(silence, first);
  const shortest = { ...silence, atEnd };
  return {
    violation: violationFrom(shortest, scenario),
    scenario,
    token: tokenOf(scenario),
    story: await storyOfSilence(shortest, scenario, target),
    foundIn: operationCount(first.operations),
    ...NOT_SHORTENED,
    executions,
    minimal,
  };
}

function unrepeated(silence: Silence, scenario: Scenario): FoundViolation {
  const violation = violationFrom(silence, scenario);
  return {
    violation: { ...violation, sentence: `${violation.sentence}, but did when the run was repeated alone` },
    scenario,
    token: tokenOf(scenario),
    story: { steps: [], before: { runs: [] }, after: { runs: [] } },
    foundIn: operationCount(scenario.operations),
    ...NOT_SHORTENED,
    executions: 1,
  };
}

async function shorten(
  { atEnd }: Silence,
  scenario: Scenario,
  target: TargetReference,
  stallMilliseconds: number,
): Promise<Minimised> {
  const count = operationCount(scenario.operations);
  if (count === 0) return { scenario, executions: 1, minimal: true, repeated: true, atEnd };
  const limits = {
    stallMilliseconds,
    probeMilliseconds: Math.min(PROBE_MILLISECONDS, stallMilliseconds),
    budgetMilliseconds: BUDGET_MILLISECONDS,
  };
  const watch = createWatch(count);
  const ending = await supervise(
    { task: 'minimise', scenario, target, limits, watch },
    { stallMilliseconds },
  );
  if (ending.kind === 'silent' || ending.reply.kind !== 'minimised')
    return { scenario, executions: 1, minimal: false, repeated: true, atEnd };
  const { minimised } = ending.reply;
  return { ...minimised, scenario: presetScenario(minimised.scenario) };
}

/** The silence as a broken INV-0: the target answers every operation. */
export function violationFrom({ how, atEnd }: Silence, { operations }: Scenario): Violation {
  const count = operationCount(operations);
  const when = atEnd ? ' when it was questioned at the end of the run' : '';
  return {
    invariant: 'INV-0',
    property: 'answers',
    sentence: `the target ${how}${count === 0 ? ' when it was booted and questioned' : when}`,
    operation: atEnd ? count : count - 1,
    pfns: [],
  };
}

/** The story up to the silence, from a run without the last operation, and the silence as its last step. */
export async function storyOfSilence(
  silence: Silence,
  scenario: Scenario,
  target: TargetReference,
): Promise<Story> {
  const count = operationCount(scenario.operations);
  if (silence.atEnd) return { steps: [], before: NO_MAP, after: NO_MAP };
  const last: Step = {
    number: count - 1,
    operation: operationAt(scenario.operations, count - 1),
    modelSays: 'an answer',
    targetSays: silence.how,
    agrees: false,
  };
  const operations = scenario.operations.slice(0, -OPERATION_WORDS);
  const begin = { ...scenario, operations };
  const ending = await supervise(
    { task: 'replay', scenario: begin, target, watch: createWatch(count) },
    { stallMilliseconds: STORY_MILLISECONDS },
  );
  if (ending.kind === 'silent' || ending.reply.kind !== 'replayed')
    return { steps: [last], before: NO_MAP, after: NO_MAP };
  const { steps, before } = ending.reply.replayed.story;
  // The shortened run came to its end, so its story goes on with the questions asked there.
  const asked = steps.filter(({ number }) => number < last.number);
  return { steps: [...asked, last], before, after: NO_MAP };
}

const NO_MAP = { runs: [] };
