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

  test('INV-146 and INV-147: CMA that ZONE_MOVABLE carries is where it is', () => {
    const cmaZone = { ...layout, boot: { kernelcore: 'mirror', cma: 'zone' } } as const;
    const area = { ...run, mirrored: true, cma: true } as const;
    const findings = [{ kind: 'cma-in-mirror', sentence: '', ranges: [{ start: 32, end: 64 }] }] as const;
    const world = (changed: object) =>
      handmade({ map: { layout: cmaZone, runs: [area], findings, ...changed } });
    for (const id of ['INV-146', 'INV-147']) {
      expect([id, violates(id, world({}))]).toEqual([id, false]);
      expect([id, violates(id, world({ layout }))]).toEqual([id, true]);
      expect([id, violates(id, world({ runs: [{ ...area, cma: false }] }))]).toEqual([id, true]);
    }
  });

  test('INV-159: where ZONE_MOVABLE carries CMA, no other memory of its node lies in the block it starts in', () => {
    const cmaZone = { ...layout, boot: { kernelcore: 'mirror', cma: 'zone' } } as const;
    const before = { ...run, start: 32, end: 40, zone: 2 } as const;
    const startsWithin = (change: object, own: object = {}) =>
      violates(
        'INV-159',
        handmade({
          map: {
            layout: cmaZone,
            runs: [
              { ...before, ...change },
              { ...run, start: 40, end: 64, ...own },
            ],
          },
        }),
      );
    expect(startsWithin({})).toBe(true);
    for (const change of [{ mirrored: true }, { cma: true }, { node: 1 }, { start: 16, end: 32 }])
      expect([change, startsWithin(change)]).toEqual([change, false]);
    expect(startsWithin({ start: 40, end: 64 }, { start: 32, end: 40 })).toBe(false);
    expect(startsWithin({}, { cma: true })).toBe(false);
    expect(startsWithin({}, { zone: 2 })).toBe(false);
  });

  test('INV-114: managed pages are part of the frames, and these part of the span', () => {
    const zone = { zone: 2, start: 0, spanned: 32, present: 32, members: 32, managed: 32 };
    const withZone = (change: object) => handmade({ map: { zones: [{ ...zone, ...change }] } });
    expect(violates('INV-114', withZone({}))).toBe(false);
    expect(violates('INV-114', withZone({ managed: 33 }))).toBe(true);
    expect(violates('INV-114', withZone({ members: 33 }))).toBe(true);
  });

  test('INV-148: the zones above 4 GiB count each of their pages once', () => {
    const { zones } = handmade({}).map;
    const counting = (pages: number, findings: readonly { kind: 'rounding-gap' }[] = []) =>
      handmade({
        map: {
          zones: zones.map((zone) => (zone.zone === 3 ? { ...zone, present: pages } : zone)),
          findings: findings.map(({ kind }) => ({ kind, sentence: '', ranges: [] })),
        },
      });
    expect(violates('INV-148', counting(32))).toBe(false);
    expect(violates('INV-148', counting(31))).toBe(true);
    expect(violates('INV-148', counting(31, [{ kind: 'rounding-gap' }]))).toBe(false);
  });

  test('INV-157: an option that is ignored makes no zone, and one warning', () => {
    const warning = (kind: 'no-mirror' | 'kdump') => ({ kind, sentence: '', ranges: [] });
    const kdump = { ...layout, boot: { kernelcore: 'mirror', kdump: true } } as const;
    const zones = handmade({}).map.zones.map((zone) => (zone.zone === 3 ? { ...zone, managed: 0 } : zone));
    const ignored = (map: object) => handmade({ map: { layout: kdump, zones, ...map }, inForce: false });
    expect(violates('INV-157', ignored({ findings: [warning('kdump')] }))).toBe(false);
    expect(violates('INV-157', ignored({ findings: [] }))).toBe(true);
    expect(violates('INV-157', ignored({ findings: [warning('kdump'), warning('no-mirror')] }))).toBe(true);
    expect(
      violates('INV-157', ignored({ findings: [warning('kdump')], zones: handmade({}).map.zones })),
    ).toBe(true);
    expect(violates('INV-157', handmade({ map: { findings: [warning('no-mirror')] } }))).toBe(true);
  });

  test('INV-160: too much ZONE_MOVABLE is reported, and nothing else is', () => {
    const finding = { kind: 'movable-ratio', sentence: '', ranges: [] } as const;
    const zones = handmade({}).map.zones.map((zone) => (zone.zone === 3 ? { ...zone, managed: 129 } : zone));
    expect(violates('INV-160', handmade({ map: { zones, findings: [finding] } }))).toBe(false);
    expect(violates('INV-160', handmade({ map: { zones, findings: [] } }))).toBe(true);
    expect(violates('INV-160', handmade({ map: { findings: [finding] } }))).toBe(true);
  });

  test('hold in the memory map of a sound boot', () => {
    const boot = INVARIANTS.filter(({ scope, violators }) => scope === 'boot' && violators);
    expect(boot.length).toBeGreaterThanOrEqual(7);
    for (const design of Object.values(DESIGNS))
      for (const { id, designs, violators } of boot)
        if (designs === 'all' || designs.includes(design.name))
          expect([id, violators!(handmade({ design }))]).toEqual([id, []]);
  });
});
