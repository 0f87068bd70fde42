import { expect, test } from 'vitest';
import { DESIGNS, DONE, GFP, REQUEST_CLASSES } from '../../spec/index.ts';
import { CLAIM_SHIFT, NONE } from '../memory/pageWord.ts';
import { bootOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { zonelistAt } from '../zones/zonelists.ts';
import { ceilingIn, claimOfCode, requestCode, typeIn } from './requestCode.ts';
import { CEILING_SHIFT, ROUTE_ZONE_SHIFT, ROUTES_PER_NODE, ROW_BITS } from './routeRecord.ts';
import { routeAt } from './routes.ts';

const machine = {
  ranges: [
    { start: 0, end: 64 },
    { start: 64, end: 128, node: 1 },
  ],
  boot: { kernelcore: '50%' },
} as const;

const zoneIn = (route: number): number => (route & ROW_BITS) >> ROUTE_ZONE_SHIFT;

test('the route of every request class without mandatory mirrored memory says what its code and its zonelist say', () => {
  const { memory } = bootOf(machine).allocator;
  for (const { gfp, name } of REQUEST_CLASSES) {
    const code = requestCode(gfp);
    if (code < 0 || gfp & GFP.MIRROR) continue;
    for (const [node, flags] of [
      [0, gfp],
      [1, gfp],
      [1, gfp | GFP.THISNODE],
    ] as const) {
      const route = memory.routes[node * ROUTES_PER_NODE + routeAt(flags)]!;
      const first = memory.zonelists[zonelistAt(memory, node, flags, code)]!;
      if (first === NONE) expect(route, name).toBe(NONE);
      else
        expect([zoneIn(route), route & 7, (route >> CEILING_SHIFT) & 3, route >> CLAIM_SHIFT], name).toEqual([
          first,
          typeIn(code),
          ceilingIn(code),
          claimOfCode(code),
        ]);
    }
  }
});

test('flags that contradict each other have no route', () => {
  const { routes } = bootOf(machine).allocator.memory;
  expect(routes[routeAt(GFP.DMA | GFP.HIGHMEM)]).toBe(NONE);
  expect(routes[routeAt(gfpOf('kernel'))]).not.toBe(NONE);
});

test('routes follow when a node loses its memory', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }], boot: { kernelcore: '50%' } });
  const { memory } = allocator;
  const before = memory.routes[routeAt(gfpOf('user'))]!;
  for (let block = 0; block < memory.blocks.length; block++) allocator.offline(block);
  expect(memory.routes[routeAt(gfpOf('user'))]).not.toBe(before);
});

test('ZONE_DMA has routes too, and on a mirror flags that contradict each other still have none', () => {
  const mirror = { ranges: [{ start: 0, end: 64, mirrored: true }], geometry: { dmaEnd: 32 } };
  const { memory } = bootOf(mirror).allocator;
  expect(zoneIn(memory.routes[routeAt(GFP.DMA)]!)).toBe(0);
  expect(zoneIn(memory.routes[routeAt(gfpOf('kernel'))]!)).toBe(2);
  expect(memory.routes[routeAt(GFP.DMA | GFP.HIGHMEM)]).toBe(NONE);
});

test('once a process is mirrored there is no route, since it matters who asks', () => {
  const mirror: SmallLayout = {
    ranges: [
      { start: 0, end: 64, mirrored: true },
      { start: 64, end: 128 },
    ],
    boot: { kernelcore: 'mirror' },
  };
  const { allocator } = bootOf(mirror, DESIGNS.nonmirror);
  expect(allocator.memory.routes.some((route) => route !== NONE)).toBe(true);
  expect(allocator.upgrade(1, 1)).toBe(DONE);
  expect(allocator.memory.routes.every((route) => route === NONE)).toBe(true);
});
