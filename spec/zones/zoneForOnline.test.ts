import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import type { BootOptions, Layout, MemoryRange } from '../layout/layout.ts';
import { memoryMapOf } from '../layout/memoryMapOf.ts';
import { ONLINE_DEFAULT, ONLINE_KERNEL, ONLINE_MOVABLE } from '../operations/arguments.ts';
import { layout } from '../testing/handmade.ts';
import { NO_ZONE, ZONE_DMA, ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL, zoneTitle } from './zone.ts';
import { zoneForOnline } from './zoneForOnline.ts';

const range = (start: number, end: number, more: Partial<MemoryRange> = {}): MemoryRange => ({
  start,
  end,
  node: 0,
  mirrored: false,
  ...more,
});

const mapOf = (
  ranges: MemoryRange[],
  boot: BootOptions = { kernelcore: 'mirror' },
  more: Partial<Layout> = {},
) => memoryMapOf({ ...layout, ranges, boot, ...more }, DESIGNS.kernelcore);

describe('a block that goes online joins', () => {
  const map = mapOf([range(0, 32, { mirrored: true }), range(32, 64), range(64, 80, { offline: true })]);

  const movableNode: BootOptions = { movableNode: true };

  test('the zone that was asked for', () => {
    expect(zoneForOnline(map, 4, ONLINE_KERNEL)).toBe(ZONE_NORMAL);
    expect(zoneForOnline(map, 4, ONLINE_MOVABLE)).toBe(ZONE_MOVABLE);
    const outside = mapOf([range(0, 64), range(64, 80, { offline: true })], movableNode);
    expect(zoneForOnline(outside, 4, ONLINE_KERNEL)).toBe(ZONE_NORMAL);
  });

  test('by default the zone in which it begins or ends, and no zone beside it', () => {
    const halves = mapOf([range(0, 32), range(32, 64, { hotpluggable: true })], movableNode);
    const joined = [0, 1, 2, 3].map((block) => zoneForOnline(halves, block, ONLINE_DEFAULT));
    expect(joined).toEqual([ZONE_NORMAL, ZONE_NORMAL, ZONE_MOVABLE, ZONE_MOVABLE]);
    const behind = mapOf([range(16, 48), range(48, 64, { hotpluggable: true })], movableNode);
    expect(zoneForOnline(behind, 1, ONLINE_DEFAULT)).toBe(ZONE_NORMAL);
  });

  test('by default the zone that spanned it at boot', () => {
    const halves = mapOf([range(0, 64)], { kernelcore: 32 });
    expect(zoneForOnline(halves, 0, ONLINE_DEFAULT)).toBe(ZONE_NORMAL);
    expect(zoneForOnline(halves, 3, ONLINE_DEFAULT)).toBe(ZONE_MOVABLE);
  });

  test('by default a kernel zone if none or both spanned it, ZONE_MOVABLE under movable_node', () => {
    expect(zoneForOnline(map, 4, ONLINE_DEFAULT)).toBe(ZONE_NORMAL);
    const outside = mapOf([range(0, 64), range(64, 80, { offline: true })], movableNode);
    expect(zoneForOnline(outside, 4, ONLINE_DEFAULT)).toBe(ZONE_MOVABLE);
    const interleaved = mapOf([
      range(0, 16, { mirrored: true }),
      range(16, 32),
      range(32, 48, { offline: true }),
      range(48, 64, { mirrored: true }),
      range(64, 80),
    ]);
    expect(zoneForOnline(interleaved, 2, ONLINE_DEFAULT)).toBe(ZONE_NORMAL);
  });

  test('by default a kernel zone under kernelcore=mirror, where ZONE_NORMAL spans all', () => {
    expect(zoneForOnline(map, 2, ONLINE_DEFAULT)).toBe(ZONE_NORMAL);
  });

  test('as kernel memory the zone of its address', () => {
    const geometry = { ...layout.geometry, dmaEnd: 16, dma32End: 32 };
    const zones = mapOf([range(0, 48)], {}, { geometry });
    const joined = [0, 1, 2].map((block) => zoneForOnline(zones, block, ONLINE_KERNEL));
    expect(joined).toEqual([ZONE_DMA, ZONE_DMA32, ZONE_NORMAL]);
  });

  test('a zone of its own node', () => {
    const nodes = mapOf([range(0, 32), range(32, 48, { node: 1, offline: true })], {});
    expect(zoneForOnline(nodes, 2, ONLINE_KERNEL)).toBe(4 + ZONE_NORMAL);
    expect(zoneForOnline(nodes, 9, ONLINE_KERNEL)).toBe(ZONE_NORMAL);
    const apart = mapOf([range(0, 32), range(48, 64, { node: 1 })], {});
    expect(zoneForOnline(apart, 2, ONLINE_KERNEL)).toBe(ZONE_NORMAL);
  });
});

test('zones are called as /proc/zoneinfo calls them', () => {
  expect([zoneTitle(2), zoneTitle(7), zoneTitle(NO_ZONE)]).toEqual([
    'Node 0 Normal',
    'Node 1 Movable',
    'no zone',
  ]);
});
