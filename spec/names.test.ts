import { expect, test } from 'vitest';
import { FINDING, FINDINGS } from './findings.ts';
import { MEMORY_ERRORS, ONLINE_TARGETS, PIN_TERMS } from './operations/arguments.ts';
import { EFFECT_KINDS } from './operations/effects.ts';
import { OPERATION, OPERATION_KINDS } from './operations/operation.ts';
import { POISON_RESULTS, REFUSALS, refusalName } from './operations/outcome.ts';
import { CLAIMS } from './pages/claim.ts';
import { LEAF, LEAVES, leafMask, leavesIn } from './pages/leaf.ts';
import { WITNESS, WITNESSES } from './witnesses.ts';

const numbered = (names: readonly string[]) =>
  Object.fromEntries(names.map((name, number) => [name, number]));

test('leaves, witnesses, findings and operations are numbered by their place', () => {
  expect(LEAF).toEqual(numbered(LEAVES.map(({ name }) => name)));
  expect(WITNESS).toEqual(numbered(WITNESSES.map(({ name }) => name)));
  expect(FINDING).toEqual(numbered(FINDINGS.map(({ kind }) => kind)));
  expect(OPERATION).toEqual(numbered(OPERATION_KINDS));
});

test('every list names each thing once', () => {
  const lists = [
    LEAVES.map(({ name }) => name),
    LEAVES.map(({ meaning }) => meaning),
    WITNESSES.map(({ name }) => name),
    WITNESSES.map(({ meaning }) => meaning),
    FINDINGS.map(({ kind }) => kind),
    OPERATION_KINDS,
    EFFECT_KINDS,
    PIN_TERMS,
    ONLINE_TARGETS,
    MEMORY_ERRORS,
    CLAIMS,
    REFUSALS,
    POISON_RESULTS,
  ];
  for (const names of lists) expect(new Set<string>(names).size).toBe(names.length);
});

test('a leaf fits a bit of a 32-bit mask, and a mask says which leaves it holds', () => {
  expect(LEAVES.length).toBeLessThanOrEqual(32);
  expect(leavesIn(leafMask('free.cached', 'free.available'))).toEqual(['free.available', 'free.cached']);
  expect(leavesIn(0)).toEqual([]);
});

test('what is counted free is managed', () => {
  expect(LEAVES.filter(({ countedFree }) => countedFree).map(({ name }) => name)).toEqual(['free.available']);
  expect(LEAVES.filter(({ countedFree, managed }) => countedFree && !managed)).toEqual([]);
});

test('a refusal is a negative number with a name', () => {
  expect(REFUSALS.map((_, place) => refusalName(-place - 1))).toEqual([...REFUSALS]);
  expect([refusalName(0), refusalName(5), refusalName(-99)]).toEqual([null, null, null]);
});
