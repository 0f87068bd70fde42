import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { runCampaign } from '../campaign/runCampaign.ts';
import { PRESETS } from '../presets/index.ts';
import { openSession } from '../run/openSession.ts';
import { isSameTrouble } from '../run/session.ts';
import type { Violation } from '../run/violation.ts';
import { keepOperations } from '../scenario/keepOperations.ts';
import { readScenario } from '../scenario/readScenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioJson } from '../scenario/scenarioJson.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import { layoutsFor } from '../score/layoutsFor.ts';
import { bounded } from './bounded.ts';
import { FAULTS, type Fault, isRightRule } from './index.ts';
import { type MinimalScenario, minimalScenarioOf } from './minimalScenario.ts';

const SMALLEST = ['tiny', 'tiny-numa', 'tiny-misaligned'];

/** A broken allocator that loops for ever fails its tests instead of hanging them. */
const HUNT_MILLISECONDS = 100_000;
const RUN_MILLISECONDS = 20_000;

/** What a campaign of the first seed ends in; other seeds are `zoneproof faults --seeds`. */
function hunted(
  fault: Fault,
  layouts = (fault.layouts ?? SMALLEST).map((name) => PRESETS[name]!), // Presets, all of them.
): MinimalScenario {
  const plan = { layouts, design: fault.design, seed: 1 };
  const [found] = bounded(HUNT_MILLISECONDS, () => runCampaign(plan, fault.target).violations);
  expect(found?.minimal).toBe(true);
  const { violation, token, certificate } = found!; // As expected.
  return { invariant: violation.invariant, token, proven: certificate !== null };
}

const runOn = ({ layout, design, operations }: Scenario, target: Fault['target']): Violation | null =>
  bounded(RUN_MILLISECONDS, () =>
    openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target).run(operations),
  );

const cases = Object.values(FAULTS).map((fault) => ({
  ...fault,
  fault,
  kept: minimalScenarioOf(fault.name),
}));

/**
 * One that has no scenario yet is hunted here; a deep one would take too long, and is left to `zoneproof faults`, which also hunts all the
 * others again.
 */
describe.each(cases.filter(({ kept, deep }) => kept !== undefined || !deep))('$name', ({ fault, kept }) => {
  const minimal = kept ?? hunted(fault);
  const scenario = scenarioOfToken(minimal.token, PRESETS);
  const count = operationCount(scenario.operations);

  test('is caught by its rule in its minimal scenario, where the sound allocator passes', () => {
    expect(isRightRule(fault, minimal.invariant)).toBe(true);
    expect(scenario.design).toBe(fault.design);
    for (const again of [scenario, readScenario(scenarioJson(scenario), 'a.json')]) {
      expect(runOn(again, fault.target)?.invariant).toBe(minimal.invariant);
      expect(runOn(again, soundTarget)).toBeNull();
    }
  });

  test.runIf(!fault.deep)('needs few operations', () => expect(count).toBeLessThanOrEqual(20));

  test('has a token for one line', () => expect(minimal.token.length).toBeLessThanOrEqual(120));

  test('needs each of them', () => {
    const whole = runOn(scenario, fault.target)!; // As the test above.
    for (let dropped = 0; dropped < count; dropped++) {
      const keep = new Uint8Array(count).fill(1);
      keep[dropped] = 0;
      const fewer = { ...scenario, operations: keepOperations(scenario.operations, keep) };
      const left = runOn(fewer, fault.target);
      // What only the questions of the end show is another story.
      expect(left !== null && isSameTrouble(left, whole)).toBe(false);
    }
  });
});

/** A sample of what `zoneproof faults --kept` asks of all. */
const SAMPLE = ['kernel-falls-back-to-movable', 'marks-stay-behind', 'pin-stays-in-movable'];

test.each(SAMPLE)('%s is found, and ends in the scenario that is kept', (name) => {
  const fault = FAULTS[name]!;
  expect(hunted(fault, layoutsFor(fault))).toEqual(minimalScenarioOf(name));
});
