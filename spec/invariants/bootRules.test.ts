import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import { mirrorInForce } from '../layout/mirrorInForce.ts';
import { handmade, layout } from '../testing/handmade.ts';
import { mapOf } from '../testing/machine.ts';
import type { World } from '../world/world.ts';
import { NO_ZONE } from '../zones/zone.ts';
import { INVARIANTS, invariantOf } from './index.ts';

const TWO_NODES = '0:M0-48 0:U48-64 1:M64-80 1:U80-96';
const MIRROR = { kernelcore: 'mirror' } as const;
const CMA_ZONE = { ...MIRROR, cma: 'zone' } as const;

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
    expect(violates('INV-147', withRun({ mirrored: true, state: 'fixed' }))).toBe(true);
    const from4G = { ...layout, geometry: { ...layout.geometry, dma32End: 32 } };
    expect(
      violates('INV-147', handmade({ map: { layout: from4G, runs: [{ ...run, mirrored: true }] } })),
    ).toBe(true);
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
    expect(violates('INV-159', startingAt(64, true, { layout: below4G }))).toBe(false);
  });

  test('INV-146 and INV-147: CMA that ZONE_MOVABLE carries is where it is', () => {
    const cmaZone = { ...layout, boot: { kernelcore: 'mirror', cma: 'zone' } } as const;
    const area = { ...run, mirrored: true, cma: true } as const;
    const findings = [{ kind: 'cma-in-mirror', sentence: '', ranges: [{ start: 32, end: 64 }] }] as const;
    const world = (changed: object) =>
      handmade({ map: { layout: cmaZone, runs: [area], findings, ...changed } });
    const elsewhere = { ...findings[0], ranges: [{ start: 0, end: 8 }] } as const;
    expect(violates('INV-147', world({ findings: [elsewhere] }))).toBe(true);
    expect(violates('INV-147', world({ findings: [{ ...findings[0], kind: 'rounding-gap' }] }))).toBe(true);
    expect(violates('INV-147', world({ runs: [{ ...area, zone: 1 }] }))).toBe(true);
    const both = { ...findings[0], ranges: [...elsewhere.ranges, ...findings[0].ranges] };
    expect(violates('INV-147', world({ findings: [both] }))).toBe(false);
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

  test('INV-148: of a node with too few the first frame is named', () => {
    const zones = mapOf(TWO_NODES).zones.map((zone) => (zone.zone === 7 ? { ...zone, present: 1 } : zone));
    const world = handmade({ map: { ...mapOf(TWO_NODES), zones }, design: DESIGNS.kernelcore });
    expect(invariantOf('INV-148')!.violators!(world)).toEqual([64]);
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

  const boot = INVARIANTS.filter(({ scope, violators }) => scope === 'boot' && violators);
  const broken = (world: World) =>
    boot
      .filter(({ designs }) => designs === 'all' || designs.includes(world.design.name))
      .filter(({ violators }) => violators!(world).length > 0)
      .map(({ id }) => id);

  test('hold in the memory map of a sound boot', () => {
    expect(boot.length).toBeGreaterThanOrEqual(7);
    for (const design of Object.values(DESIGNS)) expect(broken(handmade({ design }))).toEqual([]);
  });

  test.each([
    ['with two nodes', TWO_NODES, MIRROR, []],
    ['with memory that is offline', 'M0-64 U64-80 U80-96o', MIRROR, []],
    ['with CMA below 4 GiB', 'M0-8 U8-32 M32-64 U64-96', MIRROR, [8, 16]],
    ['with CMA below 4 GiB in ZONE_MOVABLE', 'M0-8 U8-32 M32-64 U64-96', CMA_ZONE, [8, 16]],
    ['with CMA across 4 GiB in ZONE_MOVABLE', 'M0-64 U64-96', CMA_ZONE, [28, 36]],
    [
      'with CMA on one of two nodes in ZONE_MOVABLE',
      '0:M0-16 1:M16-64 0:M64-80 1:U80-96',
      CMA_ZONE,
      [20, 24],
    ],
    ['without mirrored memory', 'U0-64', MIRROR, []],
    ['without mirrored memory, CMA in ZONE_MOVABLE', 'U0-64', CMA_ZONE, [40, 48]],
    ['without mirrored memory, and movablecore', 'U0-64', { ...MIRROR, movablecore: 16 }, []],
    ['that nobody asks to follow the mirror', 'U0-64', {}, []],
    ['of a capture kernel', 'M0-64 U64-96', { ...MIRROR, kdump: true }, []],
    ['of a capture kernel, CMA in ZONE_MOVABLE', 'M0-64 U64-96', { ...CMA_ZONE, kdump: true }, [40, 48]],
    ['with a mirror that just holds the memory map', 'M16-18 U32-158', MIRROR, []],
    ['with a mirror that does not', 'M16-18 U32-159', MIRROR, []],
  ] as const)('hold on a machine %s', (_, text, options, [start, end]) => {
    const cma = start === undefined ? [] : [{ start, end }];
    for (const design of Object.values(DESIGNS)) {
      const map = mapOf(text, options, { cma }, design.name);
      const world = handmade({ design, map, inForce: mirrorInForce(map.layout, design) });
      expect([design.name, broken(world)]).toEqual([design.name, []]);
    }
  });

  test('INV-160 asks for a warning from the first page that does not fit on', () => {
    const warned = (text: string) =>
      mapOf(text).findings.filter(({ kind }) => kind === 'mirror-too-small-for-memmap').length;
    expect(['M16-18 U32-158', 'M16-18 U32-159'].map(warned)).toEqual([0, 1]);
  });
});
