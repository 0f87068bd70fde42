import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tiny } from '../presets/tiny.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { replayInWorker } from './replayInWorker.ts';

const scenario: Scenario = {
  layout: tiny,
  design: 'kernelcore',
  operations: wordsOf([
    { kind: 'allocate', order: 1, class: 'user', node: 0, cpu: 0 },
    { kind: 'free', of: 0, cpu: 1 },
  ]),
};

test('a scenario that passes is told step by step', async () => {
  const { violation, story, target } = await replayInWorker(scenario, { kind: 'sound' });
  expect(violation).toBeNull();
  expect(target).toBe('zoneproof');
  expect(story.steps.slice(0, 2).map(({ operation }) => operation.kind)).toEqual(['allocate', 'free']);
  expect(story.steps.every(({ agrees }) => agrees)).toBe(true);
});

test('a target that loops is given up, and the step without an answer is the last', async () => {
  const file = fileURLToPath(new URL('adversaries/loops.mjs', import.meta.url));
  const { violation, story } = await replayInWorker(scenario, { kind: 'module', file, written: 'loops.mjs' });
  expect(violation).toMatchObject({ invariant: 'INV-0', operation: 1 });
  expect(story.steps.at(-1)).toMatchObject({ number: 1, agrees: false });
});
