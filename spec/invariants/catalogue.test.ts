import { describe, expect, test } from 'vitest';
import { DESIGN_NAMES } from '../designs/index.ts';
import { INVARIANTS, invariantOf } from './index.ts';
import { INEXPRESSIBLE } from './inexpressible.ts';
import { PENDING } from './pending.ts';

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
  const silent = idsOf(({ scope, violators }) => (scope === 'world' || scope === 'boot') && !violators);
  expect(silent.filter((id) => !PENDING.includes(id as `INV-${number}`))).toEqual([]);
  expect(idsOf(({ scope, violators }) => scope === 'operation' && violators !== undefined)).toEqual([]);
});

test('the designs of a rule exist', () => {
  const strange = idsOf(
    ({ designs }) => designs !== 'all' && !designs.every((name) => DESIGN_NAMES.includes(name)),
  );
  expect(strange).toEqual([]);
});

describe('the catalogue is whole', () => {
  const numbers = (from: readonly { readonly id: string }[]) =>
    from.map(({ id }) => Number(id.slice('INV-'.length))).filter((number) => number > 100);
  const ascending = (list: readonly number[]) => [...list].sort((one, other) => one - other);

  test('each of the 108 rules is there exactly once, as a rule or with the reason why it cannot be one', () => {
    expect(ascending([...numbers(INVARIANTS), ...numbers(INEXPRESSIBLE)])).toEqual(
      Array.from({ length: 108 }, (_, place) => 101 + place),
    );
  });

  test('nearly all of them can be expressed', () => {
    expect(numbers(INVARIANTS).length).toBeGreaterThanOrEqual(95);
    expect(INEXPRESSIBLE.length).toBeLessThanOrEqual(13);
  });

  test('what cannot be expressed has a claim, a source and a reason of more than a few words', () => {
    const poor = INEXPRESSIBLE.filter(
      ({ claim, source, reason }) => claim === '' || source === '' || reason.split(' ').length < 15,
    );
    expect(poor).toEqual([]);
  });

  test('no field of a rule is empty', () => {
    expect(
      idsOf(({ claim, why, source, designs }) =>
        [claim, why, source, designs].some((field) => field.length === 0),
      ),
    ).toEqual([]);
  });

  test('a pending rule is in the catalogue, and only once in the list', () => {
    expect(PENDING.filter((id) => !invariantOf(id))).toEqual([]);
    expect(new Set(PENDING).size).toBe(PENDING.length);
  });
});
