import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { FoundViolation } from '../campaign/result.ts';
import { runCampaign } from '../campaign/runCampaign.ts';
import { PRESETS } from '../presets/index.ts';
import { openSession } from '../run/openSession.ts';
import { isSameTrouble } from '../run/session.ts';
import { keepOperations } from '../scenario/keepOperations.ts';
import { readScenario } from '../scenario/readScenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioJson } from '../scenario/scenarioJson.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import { bounded } from './bounded.ts';
import { FAULTS, type Fault, isRightRule } from './index.ts';

const SMALLEST = ['tiny', 'tiny-numa', 'tiny-misaligned'];

/** A broken allocator that loops for ever fails its tests instead of hanging them. */
const HUNT_MILLISECONDS = 100_000;
const RUN_MILLISECONDS = 20_000;

const found = new Map<Fault, FoundViolation>();

/** What the campaign of the first seed finds; other seeds are `zoneproof faults --seed`. */
function hunt(fault: Fault): FoundViolation {
  const layouts = (fault.layouts ?? SMALLEST).map((name) => PRESETS[name]!); // Presets, all of them.
  const violation =
    found.get(fault) ??
    bounded(
      HUNT_MILLISECONDS,
      () => runCampaign({ layouts, design: fault.design, seed: 1 }, fault.target).violations[0]!, // Asserted.
    );
  found.set(fault, violation);
  return violation;
}

const runOn = ({ layout, design, operations }: Scenario, target: Fault['target']) =>
  bounded(RUN_MILLISECONDS, () =>
    openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target).run(operations),
  );

/** Those that take a history are left to `zoneproof faults`. */
const shallow = Object.values(FAULTS).filter(({ deep }) => !deep);

describe.each(shallow)('$name', (fault) => {
  test('is found by its rule, in at most 20 operations', () => {
    const { violation, scenario, minimal } = hunt(fault);
    expect(isRightRule(fault, violation.invariant)).toBe(true);
    expect(operationCount(scenario.operations)).toBeLessThanOrEqual(20);
    expect(minimal).toBe(true);
  });

  test('is reproduced by its token and by its file, where the sound allocator passes', () => {
    const { scenario, token, violation } = hunt(fault);
    for (const again of [scenarioOfToken(token, PRESETS), readScenario(scenarioJson(scenario), 'a.json')]) {
      expect(runOn(again, fault.target)?.invariant).toBe(violation.invariant);
      expect(runOn(again, soundTarget)).toBeNull();
    }
    expect(token.length).toBeLessThanOrEqual(200);
  });

  test('needs each operation of its minimal scenario', () => {
    const { scenario, violation } = hunt(fault);
    const count = operationCount(scenario.operations);
    for (let dropped = 0; dropped < count; dropped++) {
      const keep = new Uint8Array(count).fill(1);
      keep[dropped] = 0;
      const fewer = { ...scenario, operations: keepOperations(scenario.operations, keep) };
      const left = runOn(fewer, fault.target);
      // What only the questions of the end show is another story.
      expect(left !== null && isSameTrouble(left, violation)).toBe(false);
    }
  });
});
