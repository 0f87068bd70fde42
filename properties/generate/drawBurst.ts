import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import type { Draft } from './draft.ts';
import { holdRequest } from './drawAllocations.ts';

const ATOMIC = requestClassNumber('atomic');
/** One usual operation in so many is of a burst. */
const PERIOD = 32;
/** Larger ones are dear to check on a large machine. */
const MOST_ORDER = 6;

/** Whether memory may be reserved for high-order atomic requests here: a hundredth of a zone that serves them is a pageblock. */
export const hasReserves = ({ zones, layout }: MemoryMap): boolean =>
  zones.some(
    ({ zone, managed }) =>
      zoneIndexOf(zone) !== ZONE_MOVABLE && managed >= 100 * 2 ** layout.geometry.pageblockOrder,
  );

/**
 * Asks, where that may have memory reserved, for a block as a burst of network traffic does: of any order, at once, whether or not free
 * pages are believed to lie together. False, and nothing written, if it is not due or too little is free.
 */
export function drawBurst(draft: Draft): boolean {
  const { random, profile, budget, map } = draft;
  if (!draft.hasReserves || !random.onceIn(PERIOD)) return false;
  const order = 1 + random.below(Math.min(MOST_ORDER, map.layout.geometry.maxOrder));
  const node = profile.nodeFirst + random.below(profile.nodeCount);
  if (budget.hopeFor(ATOMIC, order, node) === NO_ZONE) return false;
  const cpu = profile.cpuFirst + random.below(profile.cpuCount);
  holdRequest(draft, ATOMIC, order, node, cpu);
  return true;
}
