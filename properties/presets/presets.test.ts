import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { pagesInAll } from '../../spec/layout/pfnRange.ts';
import { lowmemReserve } from '../../spec/zones/watermarks.ts';
import { ZONE_MOVABLE, zoneTitle } from '../../spec/zones/zone.ts';
import { hasReserves } from '../generate/drawBurst.ts';
import { readLayout } from '../input/readLayout.ts';
import { layoutFromMachine } from '../linux/layoutFromMachine.ts';
import { PRESETS } from './index.ts';
import { tiny } from './tiny.ts';
import { tinyAtomic } from './tinyAtomic.ts';
import { tinyDma } from './tinyDma.ts';
import { tinyLowmem } from './tinyLowmem.ts';
import { tinyMovableNode } from './tinyMovableNode.ts';
import { tinyNuma } from './tinyNuma.ts';
import { tinyOffline } from './tinyOffline.ts';
import { tinyUnmirrored } from './tinyUnmirrored.ts';

const recording = (name: string): string =>
  fileURLToPath(new URL(`../../spec/fixtures/recordings/${name}`, import.meta.url));

const zonesOf = (layout: Layout) =>
  memoryMapOf(layout, DESIGNS.kernelcore).runs.map((run) => [zoneTitle(run.zone), run.start, run.end]);

describe.each(Object.entries(PRESETS))('the preset %s', (name, preset) => {
  test('is a layout under its own name', () => {
    expect(readLayout(JSON.parse(JSON.stringify(preset)), name)).toEqual(preset);
    expect(preset.name).toBe(name);
  });

  test('has no CMA area that boot cannot activate', () => {
    const kinds = memoryMapOf(preset, DESIGNS.kernelcore).findings.map(({ kind }) => kind);
    expect(kinds).not.toContain('cma-not-activated');
  });
});

test.each([
  ['linux-6.1-interleaved', 'kernel-heavy'],
  ['linux-6.1-lost-mirror', 'broken-layout'],
  ['linux-6.1-misaligned', 'misaligned-mirror'],
  ['linux-6.1-numa', 'offline-online-numa'],
])('%s is what the reader makes of the recording %s', (name, folder) => {
  const preset = PRESETS[name]!;
  const { layout } = layoutFromMachine(recording(folder));
  expect({ ...layout, name, origin: preset.origin }).toEqual(preset);
});

test('tiny has DMA32, Normal with CMA, and Movable', () => {
  expect(zonesOf(tiny)).toEqual([
    ['Node 0 DMA32', 0, 2],
    ['Node 0 DMA32', 2, 16],
    ['Node 0 Normal', 16, 24],
    ['Node 0 Normal', 24, 32],
    ['Node 0 Movable', 32, 64],
  ]);
});

test('tiny-numa has overlapping spans on node 0, a node without kernel memory, and an offline block', () => {
  const map = memoryMapOf(tinyNuma, DESIGNS.kernelcore);
  expect(zonesOf(tinyNuma)).toEqual([
    ['Node 0 DMA32', 0, 2],
    ['Node 0 DMA32', 2, 16],
    ['Node 0 Normal', 16, 32],
    ['Node 0 Movable', 32, 48],
    ['Node 0 Normal', 48, 64],
    ['Node 0 Movable', 64, 80],
    ['Node 1 Movable', 80, 112],
    ['no zone', 112, 128],
  ]);
  expect(map.blockStates.join(' ')).toBe('online online online online online online online offline');
  expect(map.nodeOrder).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('tiny-dma has all four zones, and more than one that reserves pageblocks for bursts', () => {
  expect(zonesOf(tinyDma)).toEqual([
    ['Node 0 DMA', 0, 203],
    ['Node 0 DMA32', 203, 411],
    ['Node 1 Normal', 411, 600],
    ['Node 1 Normal', 600, 608],
    ['Node 1 Normal', 608, 640],
    ['Node 1 Movable', 640, 672],
  ]);
  expect(hasReserves(memoryMapOf(tinyDma, DESIGNS.kernelcore))).toBe(true);
});

test('small and large have the same proportions', () => {
  const shares = ['small', 'large'].map((name) => {
    const map = memoryMapOf(PRESETS[name]!, DESIGNS.kernelcore);
    const total = pagesInAll(map.runs);
    const cma = pagesInAll(map.runs.filter((run) => run.cma));
    const [dma = 0, dma32 = 0, normal = 0, movable = 0] = map.zones.map((zone) => zone.members);
    return [dma + dma32, normal, movable, cma].map((pages) => pages / total);
  });
  expect(shares[0]).toEqual([0.25, 0.25, 0.5, 1 / 32]);
  expect(shares[1]).toEqual(shares[0]);
});

test('the interleaved machine has more than 500,000 pages', () => {
  expect(pagesInAll(PRESETS['linux-6.1-interleaved']!.ranges)).toBe(522629);
});

test('tiny-atomic has memory reserved for high-order atomic requests, and nothing but ZONE_NORMAL', () => {
  expect(zonesOf(tinyAtomic)).toEqual([['Node 0 Normal', 0, 128]]);
  expect(hasReserves(memoryMapOf(tinyAtomic, DESIGNS.kernelcore))).toBe(true);
  expect(hasReserves(memoryMapOf(tiny, DESIGNS.kernelcore))).toBe(false);
});

test('tiny-unmirrored has no ZONE_MOVABLE, and is told so', () => {
  const map = memoryMapOf(tinyUnmirrored, DESIGNS.kernelcore);
  expect(map.zones.map(({ managed }) => managed)).toEqual([0, 14, 48, 0]);
  expect(map.findings.map(({ kind }) => kind)).toContain('no-mirror');
});

test('tiny-movable-node has a node of ZONE_MOVABLE alone', () => {
  const map = memoryMapOf(tinyMovableNode, DESIGNS.kernelcore);
  expect(map.zones.map(({ managed }) => managed)).toEqual([0, 14, 32, 0, 0, 0, 0, 48]);
});

test('tiny-offline has two memory blocks offline, and no page in the zones that they go to', () => {
  const map = memoryMapOf(tinyOffline, DESIGNS.kernelcore);
  expect(map.zones.map(({ managed }) => managed)).toEqual([0, 30, 0, 0]);
  expect(map.blockStates).toEqual(['online', 'online', 'offline', 'offline']);
});

test('tiny-lowmem keeps as much of its kernel zones from requests that may go higher as they have', () => {
  const { zones, layout } = memoryMapOf(tinyLowmem, DESIGNS.kernelcore);
  const managed = zones.map((zone) => zone.managed);
  expect(managed).toEqual([0, 14, 16, 16]);
  const kept = [1, 2].map((zone) => lowmemReserve(managed, zone, ZONE_MOVABLE, layout.tuning));
  expect(kept).toEqual([32, 16]);
});
