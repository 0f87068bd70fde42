import { describe, expect, test } from 'vitest';
import { ALL_CPUS } from '../../spec/operations/arguments.ts';
import { BUSY, DONE } from '../../spec/operations/outcome.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

/** Page 0 is on a private list of CPU 0, page 1 on one of CPU 1, both of the one zone. */
function hoarded(dmaEnd = 0): Scene {
  const layout = machine('U0-32', { cpus: 2 });
  const scene = new Scene({ ...layout, geometry: { ...layout.geometry, dmaEnd, dma32End: dmaEnd } }, 'none');
  for (const cpu of [0, 1]) scene.free(scene.allocate('kernel', cpu), [['cached', cpu, 0]], DONE, cpu);
  return scene;
}
const FIRST: Effect = ['putBack', 0, 0];
const SECOND: Effect = ['putBack', 1, 0];

describe.each([
  ['the first zone', 32, 0],
  ['another zone', 0, 2],
])('private lists of %s', (_, dmaEnd, zone) => {
  const drained = (cpu: number, ...effects: readonly Effect[]) =>
    brokenRule(() => hoarded(dmaEnd).drain(effects, DONE, cpu));

  test('are empty after a drain of every CPU', () => {
    expect(hoarded(dmaEnd).state.cached[zone]).toBe(2);
    expect(drained(ALL_CPUS, FIRST, SECOND)).toBeNull();
    expect([drained(ALL_CPUS, FIRST), drained(ALL_CPUS, SECOND), drained(ALL_CPUS)]).toEqual(
      Array(3).fill('INV-119'),
    );
  });

  test('are empty after a drain of their CPU, and others as they were', () => {
    expect([drained(0, FIRST), drained(1, SECOND)]).toEqual([null, null]);
    expect([drained(0), drained(1)]).toEqual(['INV-119', 'INV-119']);
    expect([drained(0, SECOND), drained(1, FIRST)]).toEqual(['INV-119', 'INV-119']);
  });
});

test('a drain is refused to nobody, and does nothing else', () => {
  expect(brokenRule(() => hoarded().drain([FIRST, SECOND], BUSY))).toBe('INV-119');
  expect(brokenRule(() => hoarded().drain([FIRST, SECOND, ['took', 2, 0]]))).toBe('INV-4');
});
