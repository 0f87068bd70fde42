import { describe, expect, test } from 'vitest';
import { INVARIANTS, invariantOf } from '../../spec/invariants/index.ts';
import { PENDING } from '../../spec/invariants/pending.ts';
import { DEMONSTRATIONS } from './index.ts';

const demonstrated = new Set<string>(DEMONSTRATIONS.map(({ invariant }) => invariant));

describe.each(DEMONSTRATIONS)('$invariant: $title', (demonstration) => {
  test('is caught, under the number of the rule', () => {
    expect(demonstration.show()).toBe(demonstration.invariant);
  });

  test('is caught for the lie alone: the truth in its place breaks nothing', () => {
    expect(demonstration.control()).toBeNull();
  });
});

describe.each(DEMONSTRATIONS.filter(({ kind }) => kind === 'world'))(
  '$invariant: $title',
  (demonstration) => {
    test('is caught by this rule and no other', () => {
      const weakened = INVARIANTS.map((rule) =>
        rule.id === demonstration.invariant ? { ...rule, violators: () => [] } : rule,
      );
      expect(demonstration.show(weakened)).toBeNull();
    });
  },
);

test('every rule is seen to fail, but for those whose mechanism is still to come', () => {
  const missing = INVARIANTS.filter(({ id }) => !demonstrated.has(id)).map(({ id }) => id);
  if (missing.length > 0) console.info(`${missing.length} rules without a mechanism: ${missing.join(', ')}`);
  expect(missing.filter((id) => !PENDING.includes(id))).toEqual([]);
});

test('a rule that is seen to fail is not pending', () => {
  expect(PENDING.filter((id) => demonstrated.has(id))).toEqual([]);
});

test('a demonstration names a rule of the catalogue, and has a title of its own', () => {
  expect(DEMONSTRATIONS.filter(({ invariant }) => !invariantOf(invariant))).toEqual([]);
  expect(new Set(DEMONSTRATIONS.map(({ title }) => title)).size).toBe(DEMONSTRATIONS.length);
});
