import { expect, test } from 'vitest';
import { whyStale } from './stale.ts';

const measured = {
  name: 'pin-stays-in-movable',
  invariant: 'INV-163',
  token: 'zp1.kernelcore.tiny.kG-AyaI',
  seed: 1,
  operations: 158,
  foundIn: 16,
  executions: 14,
  minimal: true,
  milliseconds: 1,
};

test('a scenario that still breaks its rule is not stale', () => {
  expect(whyStale(measured)).toBe(null);
});

test('a fault that is gone, that breaks another rule, or whose scenario shows nothing, is', () => {
  expect(whyStale({ ...measured, name: 'no-such-fault' })).toBe('there is no such fault any more');
  expect(whyStale({ ...measured, invariant: 'INV-101' })).toBe('it breaks INV-163 now, not INV-101');
  expect(whyStale({ ...measured, token: 'zp1.kernelcore.tiny.bAw' })).toBe(
    'its scenario shows nothing any more',
  );
});
