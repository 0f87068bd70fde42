import { expect, test } from 'vitest';
import { DESIGN_NAMES } from '../designs/index.ts';
import { INVARIANTS, invariantOf } from './index.ts';

const idsOf = (wrong: (rule: (typeof INVARIANTS)[number]) => boolean) =>
  INVARIANTS.filter(wrong).map(({ id }) => id);

test('every rule has a number of its own', () => {
  expect(new Set(INVARIANTS.map(({ id }) => id)).size).toBe(INVARIANTS.length);
  expect(idsOf(({ id }) => !/^INV-\d+$/.test(id))).toEqual([]);
  for (const rule of INVARIANTS) expect(invariantOf(rule.id)).toBe(rule);
  expect(invariantOf('INV-9999')).toBeUndefined();
});

test('every rule is one sentence, which a report can go on with', () => {
  const endsWell = (text: string) => text === text.trim() && /[\w)%]$/.test(text);
  expect(idsOf(({ claim, why, source }) => ![claim, why, source].every(endsWell))).toEqual([]);
  expect(idsOf(({ claim }) => /^[A-Z][a-z]/.test(claim))).toEqual([]);
});

test('every claim speaks of what is, not of what will be or should be', () => {
  expect(idsOf(({ claim }) => /\b(will|should|shall|must)\b/.test(claim))).toEqual([]);
});

test('rules over a whole world say who breaks them, and those of an operation leave it to the oracle', () => {
  expect(idsOf(({ scope, violators }) => (scope === 'world' || scope === 'boot') && !violators)).toEqual([]);
  expect(idsOf(({ scope, violators }) => scope === 'operation' && violators !== undefined)).toEqual([]);
});

test('the designs of a rule exist', () => {
  const strange = idsOf(
    ({ designs }) => designs !== 'all' && !designs.every((name) => DESIGN_NAMES.includes(name)),
  );
  expect(strange).toEqual([]);
});
