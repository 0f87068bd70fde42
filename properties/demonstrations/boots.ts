import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { FrameRun, MemoryMap, ZoneSpan } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { handmade, layout } from '../../spec/testing/handmade.ts';
import { type Demonstration, ofWorld } from './demonstration.ts';

const { zones } = handmade({}).map;
const sound = () => handmade({});
const run: FrameRun = {
  start: 32,
  end: 64,
  node: 0,
  zone: 3,
  mirrored: false,
  mirror: 'bare',
  state: 'available',
  cma: false,
};
const kernelRun: FrameRun = { ...run, start: 0, end: 32, zone: 2, mirrored: true, mirror: 'protected' };
const withRun = (change: Partial<FrameRun>, others: readonly FrameRun[] = [kernelRun]) =>
  handmade({ map: { runs: [...others, { ...run, ...change }] } });
/** All memory lies below 4 GiB, and no zone spans any. */
const low = (zone: number) =>
  handmade({
    map: {
      layout: { ...layout, geometry: { ...layout.geometry, dma32End: 64 } },
      zones: [],
      runs: [{ ...run, zone }],
      findings: [{ kind: 'mirror-too-small-for-memmap', sentence: 'there is no mirror', ranges: [] }],
    },
  });
/** Eight mirrored pages are a CMA area in ZONE_MOVABLE; the map is changed as told. */
const areas: Layout = {
  ...layout,
  cma: [{ start: 24, end: 32 }],
  boot: { kernelcore: 'mirror', cma: 'zone' },
};
const withAreas = (change: (map: MemoryMap) => Partial<MemoryMap> = () => ({}), machine = areas) => {
  const map = memoryMapOf(machine, DESIGNS.kernelcore);
  return handmade({ design: DESIGNS.kernelcore, map: { ...map, ...change(map) } });
};
/** The same with all of the mirror below 4 GiB, and what is no area there in some zone. */
const lowMirror = (zone: number) =>
  withAreas(({ runs }) => ({ runs: runs.map((each) => (each.start === 0 ? { ...each, zone } : each)) }), {
    ...areas,
    geometry: { ...areas.geometry, dma32End: 32 },
  });
/** The map with the figures of ZONE_MOVABLE changed. */
const withMovable = (change: Partial<ZoneSpan>) =>
  handmade({ map: { zones: zones.map((zone) => (zone.zone === 3 ? { ...zone, ...change } : zone)) } });

/** Rules about what boot made of the layout. */
export const bootDemonstrations: readonly Demonstration[] = [
  ofWorld('INV-114', 'a zone manages more pages than it has', () => withMovable({ managed: 33 }), sound),
  ofWorld(
    'INV-146',
    'a range below 4 GiB is ZONE_MOVABLE',
    () => low(3),
    () => low(1),
  ),
  ofWorld(
    'INV-147',
    'a mirrored range above 4 GiB is ZONE_DMA32',
    () => withRun({ mirrored: true, zone: 1, mirror: 'protected' }),
    () => withRun({ mirrored: true, zone: 2, mirror: 'protected' }),
  ),
  ofWorld('INV-148', 'two zones count one page twice', () => withMovable({ present: 33 }), sound),
  ofWorld(
    'INV-157',
    'kernelcore=mirror is ignored in a kdump kernel without a word',
    () =>
      handmade({
        map: {
          layout: { ...layout, boot: { kernelcore: 'mirror', kdump: true } },
          zones: zones.map((zone) => (zone.zone === 3 ? { ...zone, managed: 0 } : zone)),
          findings: [],
        },
        inForce: false,
      }),
    sound,
  ),
  ofWorld(
    'INV-159',
    'ZONE_MOVABLE starts inside a block of the largest order',
    () => withMovable({ start: 40 }),
    () => withMovable({ start: 48 }),
  ),
  ofWorld(
    'INV-160',
    'boot does not mention five pages of ZONE_MOVABLE to one of kernel zones',
    () =>
      handmade({
        map: { zones: zones.map((zone) => (zone.zone === 2 ? { ...zone, managed: 6 } : zone)), findings: [] },
      }),
    sound,
  ),
  ofWorld(
    'INV-160',
    'boot does not mention that no mirrored page is left for the memory map',
    () => withRun({}, [{ ...kernelRun, mirrored: false, mirror: 'exempt' }]),
    () => withRun({}),
  ),
  ofWorld(
    'INV-146',
    'memory below 4 GiB beside a CMA area goes to ZONE_MOVABLE with it',
    () => lowMirror(3),
    () => lowMirror(1),
  ),
  ofWorld(
    'INV-147',
    'boot does not mention a mirrored CMA area in ZONE_MOVABLE',
    () => withAreas(() => ({ findings: [] })),
    withAreas,
  ),
  ofWorld(
    'INV-148',
    'pages that went to ZONE_MOVABLE with their CMA area are still counted where they were',
    () =>
      withAreas(({ zones: own }) => ({
        zones: own.map((zone) => (zone.zone === 2 ? { ...zone, present: 32 } : zone)),
      })),
    withAreas,
  ),
  ofWorld(
    'INV-159',
    'ZONE_MOVABLE, CMA areas left out, starts in the middle of unmirrored memory of a block',
    () =>
      withAreas(({ runs }) => ({
        runs: runs.flatMap((each) =>
          each.start === 32
            ? [
                { ...each, end: 40, zone: 2, mirror: 'exempt' as const },
                { ...each, start: 40 },
              ]
            : [each],
        ),
      })),
    withAreas,
  ),
];
