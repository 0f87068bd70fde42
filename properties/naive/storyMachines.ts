import { machine, NO_MARKS } from '../../model/testing/machines.ts';
import type { Layout, Tuning } from '../../spec/layout/layout.ts';
import { PRESETS } from '../presets/index.ts';

/** Pageblocks of two pages, blocks of at most four, memory blocks of four. */
const small = { maxOrder: 2, pageblockOrder: 1, memoryBlockPages: 4, dmaEnd: 0, dma32End: 0 };
/** Twice as large each. */
const coarse = { ...small, maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 8 };
const marks: Tuning = {
  ...NO_MARKS,
  minFreePages: 2,
  movableMinPages: [1, 1],
  lowmemReserveRatio: [0, 0, 4],
  watermarkScaleFactor: 1200,
};
const apart = [
  [10, 20],
  [20, 10],
] as const;

const MADE_UP = {
  plain: machine('U0-32', { cpus: 2 }),
  mirrored: machine('M0-32 U32-64', { cpus: 2 }),
  cma: machine('M0-32 U32-64', { cma: [{ start: 24, end: 32 }] }),
  small: machine('M0-8 U8-16', { geometry: small, cpus: 2 }),
  'small-cma': machine('M0-8 U8-16', { geometry: small, cma: [{ start: 4, end: 6 }] }),
  'small-marks': machine('M0-8 U8-12', { geometry: small, tuning: marks }),
  coarse: machine('U0-16', { geometry: coarse, cpus: 2 }),
  'coarse-marks': machine('M0-16 U16-32o', {
    geometry: coarse,
    tuning: { ...marks, minFreePages: 3 },
    cpus: 2,
  }),
  offline: machine('M0-16 U16-32 M32-48o U48-64o', { cpus: 2 }),
  nodes: machine('M0-16 U16-32 1:U32-48 1:M48-64', {
    distances: apart,
    cpus: 2,
    tuning: { ...NO_MARKS, minFreePages: 4, movableMinPages: [1, 2], watermarkScaleFactor: 600 },
  }),
  holes: machine('M0-6 U6-9 U13-18', { geometry: { ...small, dma32End: 6 }, cpus: 2 }),
  uneven: machine('M0-10 U10-22', { geometry: coarse }),
  'two-nodes': machine('M0-4 U4-8 1:U8-12 1:M12-16', {
    geometry: small,
    distances: apart,
    cpus: 2,
    tuning: { ...marks, lowmemReserveRatio: [0, 0, 0] },
  }),
  shared: machine('M0-24 U24-48', {
    cpus: 2,
    tuning: { minFreePages: 4, movableMinPages: [1, 2], watermarkScaleFactor: 500 },
    cma: [
      { start: 8, end: 16 },
      { start: 40, end: 48 },
    ],
    boot: { kernelcore: 'mirror', cma: 'zone' },
  }),
  'three-zones': machine('U0-12', { geometry: { ...small, dmaEnd: 4, dma32End: 8 } }),
  'two-zones': machine('U0-48', {
    geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 32 },
    tuning: { ...NO_MARKS, minFreePages: 4, watermarkScaleFactor: 1000 },
  }),
  wide: machine('U0-64', { geometry: { ...small, maxOrder: 5, pageblockOrder: 5, memoryBlockPages: 32 } }),
  least: machine('U0-4', { geometry: { ...small, maxOrder: 1, memoryBlockPages: 2 } }),
  'all-dma': machine('U0-64', {
    geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 64, dma32End: 64 },
    tuning: { minFreePages: 6 },
  }),
  boost: machine('U0-64', { tuning: { minFreePages: 6, movableMinPages: [1, 2] } }),
};

/** The second reference knows nothing of pageblocks set aside for high-order atomic requests, which only these have memory for. */
const WITH_RESERVE = ['tiny-atomic', 'tiny-dma'];

/** Small machines that stories happen on: the tiny presets, and smaller ones. */
export const STORY_MACHINES: Readonly<Record<string, Layout>> = {
  ...Object.fromEntries(
    Object.entries(PRESETS).filter(([name]) => name.startsWith('tiny') && !WITH_RESERVE.includes(name)),
  ),
  ...MADE_UP,
};
