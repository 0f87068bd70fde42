import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { createWatch, EXECUTED } from '../campaign/watch.ts';
import { FAULTS } from '../faults/index.ts';
import { tiny } from '../presets/tiny.ts';
import { type Look, lookFor } from './lookFor.ts';
import { STRATEGIES, type Strategy } from './strategy.ts';

const most = 600;
const look = (strategy: Strategy, seed = 1): Look => ({
  strategy,
  layouts: [tiny],
  design: 'kernelcore',
  seed,
  most,
});
const watch = createWatch(8192);
const broken = FAULTS['remove-of-online-block']!.target;

describe.each(STRATEGIES)('%s', (strategy) => {
  test('finds what one operation shows', () => {
    const { invariant, executed } = lookFor(look(strategy), broken, watch);
    expect(invariant).toBe('INV-191');
    expect(executed).toBeLessThan(2 * most); // The run in which it gives up is finished.
    expect(executed).toBeGreaterThan(0);
  });

  test('finds nothing in a sound allocator, and gives up when it has looked for so long', () => {
    const { invariant, executed } = lookFor(look(strategy), soundTarget, watch);
    expect(invariant).toBeNull();
    expect(executed).toBeGreaterThanOrEqual(most);
    expect(Atomics.load(watch.state, EXECUTED)).toBe(executed);
  });

  test('finds it again after as many operations', () => {
    expect(lookFor(look(strategy, 7), broken, watch)).toEqual(lookFor(look(strategy, 7), broken, watch));
  });
});

test('trying everything sees what boot shows before any operation', () => {
  const { target, design } = FAULTS['reserve-counts-free']!;
  const looked = lookFor({ ...look('exhaustive'), design }, target, watch);
  expect(looked).toMatchObject({ invariant: 'INV-154' });
  expect(looked.executed).toBeLessThanOrEqual(1);
});
