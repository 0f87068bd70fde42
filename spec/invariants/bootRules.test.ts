import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import { handmade, layout } from '../testing/handmade.ts';
import type { World } from '../world/world.ts';
import { NO_ZONE } from '../zones/zone.ts';
import { INVARIANTS, invariantOf } from './index.ts';

describe('the rules about boot', () => {
  const run = {
    start: 32,
    end: 64,
    node: 0,
    zone: 3,
    mirrored: false,
    mirror: 'bare',
    state: 'available',
    cma: false,
  } as const;
  const violates = (id: string, world: World) => invariantOf(id)!.violators!(world).length > 0;
  const withRun = (change: object, inForce = true) =>
    handmade({ map: { runs: [{ ...run, ...change }] }, inForce });
  const below4G = { ...layout, geometry: { ...layout.geometry, dma32End: 64 } };

  test('INV-146: ZONE_MOVABLE is unmirrored and above 4 GiB', () => {
    expect(violates('INV-146', withRun({}))).toBe(false);
    expect(violates('INV-146', withRun({ mirrored: true }))).toBe(true);
    expect(violates('INV-146', withRun({ mirrored: true, state: 'fixed' }))).toBe(true);
    expect(violates('INV-146', withRun({ mirrored: true, state: 'lost' }))).toBe(false);
    expect(violates('INV-146', withRun({ mirrored: true }, false))).toBe(false);
    expect(violates('INV-146', handmade({ map: { layout: below4G, runs: [run] } }))).toBe(true);
  });

  test('INV-147: mirrored memory above 4 GiB is ZONE_NORMAL', () => {
    expect(violates('INV-147', withRun({ mirrored: true, zone: 2 }))).toBe(false);
    expect(violates('INV-147', withRun({ mirrored: true }))).toBe(true);
    expect(violates('INV-147', withRun({ mirrored: true, zone: NO_ZONE, state: 'lost' }))).toBe(false);
    expect(violates('INV-147', withRun({ mirrored: true }, false))).toBe(false);
    expect(
      violates('INV-147', handmade({ map: { layout: below4G, runs: [{ ...run, mirrored: true }] } })),
    ).toBe(false);
  });

  test('INV-159: ZONE_MOVABLE starts at a multiple of the largest block', () => {
    const startingAt = (start: number, inForce = true, more = {}) => {
      const span = { zone: 3, start, spanned: 16, present: 16, members: 16, managed: 16 };
      return handmade({ map: { zones: [span], ...more }, inForce });
    };
    expect(violates('INV-159', startingAt(48))).toBe(false);
    expect(violates('INV-159', startingAt(40))).toBe(true);
    expect(violates('INV-159', startingAt(40, false))).toBe(false);
    expect(violates('INV-159', startingAt(48, true, { layout: below4G }))).toBe(true);
  });

  test('are three, and hold in the memory map of a sound boot', () => {
    const boot = INVARIANTS.filter(({ scope }) => scope === 'boot');
    expect(boot.map(({ id }) => id).sort()).toEqual(['INV-146', 'INV-147', 'INV-159']);
    for (const design of Object.values(DESIGNS))
      for (const { violators } of boot) expect(violators!(handmade({ design }))).toEqual([]);
  });
});
