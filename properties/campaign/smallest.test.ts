import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { runCampaign } from './runCampaign.ts';

/** As small as a machine can be that has a mirror, a pageblock of CMA and a memory block to take out. */
const sixteen: Layout = {
  name: 'sixteen',
  origin: '16 pages: 8 mirrored, 8 unmirrored',
  ranges: [
    { start: 0, end: 8, node: 0, mirrored: true },
    { start: 8, end: 16, node: 0, mirrored: false },
  ],
  reserved: [{ start: 0, end: 1, why: 'kernel image' }],
  cma: [{ start: 4, end: 8 }],
  cpus: 2,
  geometry: { maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 8, dmaEnd: 0, dma32End: 0 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 1, movableMinPages: [1, 1] },
};

test.each(Object.values(DESIGNS))(
  'a machine of 16 pages keeps every rule under $name',
  ({ name: design }) => {
    const result = runCampaign(
      { layouts: [sixteen], design, seed: 1, runs: 8, operations: 300 },
      soundTarget,
    );
    expect(result).toMatchObject({ verdict: 'pass', doubts: [] });
  },
);
