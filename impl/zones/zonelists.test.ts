import { expect, test } from 'vitest';
import { DESIGNS, isEligible, NOT_PERMITTED, REQUEST_CLASSES, zonelist } from '../../spec/index.ts';
import { requestCode } from '../requests/requestCode.ts';
import { bootOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { zonelistAt } from './zonelists.ts';
import { MANAGED_PAGES, MIRRORED_PAGES } from './zoneRecord.ts';
import { fieldOf } from './zones.ts';

const layout: SmallLayout = {
  ranges: [
    { start: 0, end: 64, mirrored: true },
    { start: 64, end: 128 },
    { start: 128, end: 160, node: 1, mirrored: true },
    { start: 160, end: 192, node: 1 },
  ],
  boot: { kernelcore: 'mirror' },
  geometry: { dma32End: 16 },
};

test('a zonelist holds exactly the zones that the specification calls eligible', () => {
  for (const design of Object.values(DESIGNS)) {
    const { memory } = bootOf(layout, design).allocator;
    const holdings = (zone: number) => ({
      managed: memory.zones[fieldOf(zone, MANAGED_PAGES)]!,
      mirrored: memory.zones[fieldOf(zone, MIRRORED_PAGES)]!,
    });
    for (const { name, gfp } of REQUEST_CLASSES.filter((entry) => requestCode(entry.gfp) >= 0)) {
      for (const node of [0, 1]) {
        const at = zonelistAt(memory, node, gfp, requestCode(gfp));
        const listed = [...memory.zonelists.subarray(at, memory.zonelists.indexOf(-1, at))];
        const expected = zonelist(memory.map, node, gfp).filter((zone) =>
          isEligible(design, memory.inForce, gfp, zone, holdings(zone)),
        );
        expect(listed, `${design.name} ${name}`).toEqual(expected);
      }
    }
  }
});

test('a mandatory mirrored request needs a design that offers it, and privilege', () => {
  const critical = gfpOf('critical');
  expect(bootOf(layout, DESIGNS.nonmirror).allocator.allocate(0, critical, 0, 0)).toBeGreaterThanOrEqual(0);
  expect(bootOf(layout, DESIGNS.kernelcore).allocator.allocate(0, critical, 0, 0)).toBe(NOT_PERMITTED);
  const unprivileged = gfpOf('criticalUnprivileged');
  expect(bootOf(layout, DESIGNS.nonmirror).allocator.allocate(0, unprivileged, 0, 0)).toBe(NOT_PERMITTED);
});

test('a user page that may not use the mirror fails while the mirror is free', () => {
  const { allocator } = bootOf(layout, DESIGNS.nonmirror);
  let served = 0;
  while (allocator.allocate(0, gfpOf('user'), 0, 0) >= 0) served++;
  expect(served).toBe(96);
});
