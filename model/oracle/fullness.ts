import { EFFECT_PUT_BACK, type Effects } from '../../spec/operations/effects.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import { Objection } from './objection.ts';
import type { WorldState } from './state.ts';

/** The CPU that an operation runs on keeps as much of the zone as it may. */
export const isFull = (s: WorldState, zone: number): boolean =>
  s.cachedOn[s.cpu * s.zoneCount + zone]! >= s.full[zone]!; // Nothing is known of no CPU in particular.

/**
 * After a free that leaves the lists full, at least a batch went back. There is no strict bound: what is freed may be more
 * than a batch. Source: mm/page_alloc.c, free_frozen_page_commit.
 */
export function mustGiveBack(s: WorldState, zone: number, effects: Effects): void {
  let given = 0;
  for (let index = 0; index < effects.count; index++) {
    const pfn = effects.first(index);
    if (effects.kind(index) === EFFECT_PUT_BACK && s.zone[pfn] === zone) given += 1 << effects.second(index);
  }
  if (given < s.batch[zone]!) objectToHoard(s, zone, `gave back ${given} of at least ${s.batch[zone]}`);
}

/**
 * A refill takes a batch, or two blocks if that is more; it goes on only while the lists are not full. Source:
 * mm/page_alloc.c, nr_pcp_alloc.
 *
 * @param taken pages of this refill, the last block included
 */
export function mustNotHoard(s: WorldState, zone: number, taken: number, order: number): void {
  if (taken <= Math.max(s.batch[zone]!, 2 << order) || !isFull(s, zone)) return;
  objectToHoard(s, zone, `took ${taken} more for one request`);
}

function objectToHoard(s: WorldState, zone: number, did: string): never {
  const kept = s.cachedOn[s.cpu * s.zoneCount + zone];
  throw new Objection(
    'INV-118',
    `CPU ${s.cpu} keeps ${kept} pages of ${zoneTitle(zone)}, where ${s.full[zone]} are its share, and ${did}`,
  );
}
