import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { readScenario } from '../scenario/readScenario.ts';
import { scenarioJson } from '../scenario/scenarioJson.ts';
import { operationCount } from '../scenario/words.ts';
import { scenarioArbitrary } from './scenarioArbitrary.ts';

const layout = PRESETS['tiny-numa']!;
const design = DESIGNS.nonmirror;
const drawn = (operations: number) =>
  fc.sample(
    scenarioArbitrary({ map: memoryMapOf(layout, design), design, target: soundTarget, operations }),
    {
      seed: 7,
      numRuns: 200,
    },
  );

/** What a writer that believes to know what is alive never asks: to take back an element of the pool as a lent page. */
const asksTheUnthought = ({ operations }: ReturnType<typeof drawn>[number]): boolean =>
  Array.from({ length: operationCount(operations) }, (_, index) => operationAt(operations, index)).some(
    (operation, _, all) => operation.kind === 'deflate' && all[operation.of]?.kind === 'poolGet',
  );

test('some short scenarios ask what nobody would think of', () => {
  const odd = drawn(256).filter(asksTheUnthought).length;
  expect(odd).toBeGreaterThan(2);
  expect(odd).toBeLessThan(60);
});

test('long ones never do', () => {
  expect(drawn(2000).slice(0, 20).some(asksTheUnthought)).toBe(false);
});

test('what they ask means something on the machine: the files written of them can be read', () => {
  for (const scenario of drawn(64)) expect(() => readScenario(scenarioJson(scenario), 'drawn')).not.toThrow();
});
