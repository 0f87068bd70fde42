import { FINDING } from '../../spec/findings.ts';
import { EFFECT_RECLAIMED, type Effects } from '../../spec/operations/effects.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { MIRROR } from '../../spec/zones/migratetype.ts';
import { nodeOf, zoneId, zoneIndexOf, zoneTitle } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { forget, holderOfBlock, mustNotBeLocked } from './allocations.ts';
import { answerName } from './answerName.ts';
import { mustEnd } from './effects.ts';
import { stepHugePage } from './hugePages.ts';
import { isAt } from './isAt.ts';
import { blockText, Objection } from './objection.ts';
import { releaseFrames } from './release.ts';
import type { WorldState } from './state.ts';

/** Follows a reclaim: what it drops, where, and that it neither stops early nor goes on. */
export function followReclaim(
  s: WorldState,
  pages: number,
  node: number,
  ceiling: number,
  answer: number,
  effects: Effects,
): void {
  if (answer < 0)
    throw new Objection('INV-3', `reclaim was answered ${answerName(answer)}; it always ends with a count`);
  let dropped = 0;
  let index = 0;
  while (isAt(effects, index, EFFECT_RECLAIMED)) {
    dropped += dropFor(s, effects.first(index), node, ceiling, dropped >= pages);
    index++;
  }
  mustEnd(effects, index, 'reclaim');
  if (answer !== dropped)
    throw new Objection('INV-4', `reclaim counts ${answer} pages, but reported ${dropped}`);
  if (dropped < pages) mustBeDry(s, node, ceiling);
}

function dropFor(s: WorldState, pfn: number, node: number, ceiling: number, enough: boolean): number {
  holderOfBlock(s, pfn, 'reclaim');
  const zone = s.zone[pfn]!;
  if (enough)
    throw new Objection('INV-156', `reclaim dropped ${blockText(pfn, 0)} after enough pages were free`, pfn);
  if (nodeOf(zone) !== node || zoneIndexOf(zone) > ceiling) {
    throw new Objection(
      'INV-156',
      `reclaim dropped ${blockText(pfn, 0)} in ${zoneTitle(zone)}, which does not help the request`,
      pfn,
    );
  }
  return drop(s, pfn, 'reclaim');
}

/** Somebody drops the allocation that begins at `pfn`. @returns its pages */
export function drop(s: WorldState, pfn: number, who: string): number {
  const handle = holderOfBlock(s, pfn, who);
  const order = s.order[handle]!; // A holder has an order.
  mustNotBeLocked(s, handle);
  noteMissed(s, s.zone[pfn]!, pfn);
  if (s.queued[handle] === 0) stepHugePage(s, handle, 'free'); // Who is queued leaves the queue when it is forgotten.
  forget(s, handle);
  releaseFrames(s, PAGE_EVENT.reclaim, pfn, order);
  s.witnesses[WITNESS.reclaimed]!++;
  return 1 << order;
}

/** Pageblocks of the mirror are full, and what is dropped lies elsewhere: nothing comes free for those who want the mirror. */
function noteMissed(s: WorldState, zone: number, pfn: number): void {
  if (!s.prefersMirror || s.mirrored[zone] === 0 || s.freeMirror[zone]! > 0) return;
  if (s.blockType[pfn >> s.pageblockOrder] !== MIRROR) s.findings[FINDING['reclaim-missed-mirror']]!++;
}

function mustBeDry(s: WorldState, node: number, ceiling: number): void {
  for (let index = 0; index <= ceiling; index++) {
    const left = s.reclaimable[zoneId(node, index)]!; // The node comes from the map.
    if (left > 0) {
      throw new Objection(
        'INV-3',
        `reclaim gave up with ${left} pages left to drop in ${zoneTitle(zoneId(node, index))}`,
      );
    }
  }
  s.witnesses[WITNESS['reclaim-dry']]!++;
}
