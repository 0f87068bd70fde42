import { expect, test } from 'vitest';
import { tiny } from '../presets/tiny.ts';
import { readScenario } from './readScenario.ts';
import { scenarioHash } from './scenarioHash.ts';
import { scenarioJson } from './scenarioJson.ts';
import { wordsOf } from './wordsOf.ts';

const ALLOCATE = { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 } as const;
const scenario = { layout: tiny, design: 'kernelcore', operations: wordsOf([ALLOCATE]) } as const;

test('the hash of a scenario never changes', () => {
  expect(scenarioHash(scenario)).toBe('10f5107f633a288c');
});

test('a scenario keeps its hash in a file, whether the layout travels by name or whole, in any order', () => {
  const { layout: _, ...json } = scenarioJson(scenario);
  const whole = Object.fromEntries(Object.entries(tiny).reverse());
  for (const layout of ['tiny', { ...tiny }, whole])
    expect(scenarioHash(readScenario({ ...json, layout }, 'x'))).toBe(scenarioHash(scenario));
});

test('machine, design and operations all count', () => {
  const others = [
    { ...scenario, layout: { ...tiny, cpus: tiny.cpus + 1 } },
    { ...scenario, layout: { ...tiny, name: 'other' } },
    { ...scenario, design: 'none' as const },
    { ...scenario, operations: wordsOf([ALLOCATE, ALLOCATE]) },
    { ...scenario, operations: wordsOf([{ ...ALLOCATE, cpu: 1 }]) },
  ];
  const hashes = [scenario, ...others].map(scenarioHash);
  expect(new Set(hashes).size).toBe(hashes.length);
});
