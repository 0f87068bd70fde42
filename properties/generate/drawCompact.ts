import { OPERATION } from '../../spec/operations/operation.ts';
import { nodeOf, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Draft, write } from './draft.ts';

/** Compacts a zone that had memory at boot, mostly for a small order, now and then again and again: what failed is put off. */
export function drawCompact(draft: Draft): boolean {
  const { map, random } = draft;
  const zones = map.zones.filter(({ managed }) => managed > 0);
  const { zone } = zones[random.below(zones.length)]!; // Below the length.
  const most = map.layout.geometry.maxOrder;
  const order = Math.min(most, random.onceIn(6) ? random.below(most + 1) : 1 + random.below(2));
  const index = random.onceIn(12) ? random.below(4) : zoneIndexOf(zone);
  for (let times = random.onceIn(3) ? 4 : 1; times > 0; times--)
    write(draft, OPERATION.compact, nodeOf(zone), index, order);
  return true;
}
