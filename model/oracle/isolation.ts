import { LEAF } from '../../spec/pages/leaf.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { containingOrder, insertFree, removeFree } from './freeIndex.ts';
import { hex, Objection } from './objection.ts';
import { FACT_ISOLATED, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';

const AVAILABLE = 1 << LEAF['free.available'];
const RESERVED = 1 << LEAF['free.reserve'];
const WITHHELD = 1 << LEAF['free.isolated'];

/**
 * A pageblock is isolated: its free frames are withheld, the others only marked.
 *
 * @param event `isolate`, or `isolateForRange`
 */
export function followIsolated(s: WorldState, pfn: number, event: number = PAGE_EVENT.isolate): void {
  const end = mustBePageblock(s, pfn, false);
  for (let frame = pfn; frame < end; ) {
    const order = Math.min(containingOrder(s, frame, 0), s.pageblockOrder);
    if (order >= 0) removeFree(s, frame, order);
    frame += order < 0 ? 1 : 1 << order;
  }
  stepFrames(s, event, pfn, end - pfn);
  for (let frame = pfn; frame < end; frame++) {
    s.facts[frame]! |= FACT_ISOLATED;
    if (s.belief[frame] === WITHHELD) s.isolatedFree[s.zone[frame]!]!++;
  }
}

/** The pageblock is in service again: what is free in it goes back to the free index. */
export function followUnisolated(s: WorldState, pfn: number): void {
  const end = mustBePageblock(s, pfn, true);
  for (let frame = pfn; frame < end; frame++) {
    if (s.belief[frame] === WITHHELD) s.isolatedFree[s.zone[frame]!]!--;
  }
  const withheld = Array.from(s.belief.subarray(pfn, end), (mask) => mask === WITHHELD);
  stepFrames(s, PAGE_EVENT.unisolate, pfn, end - pfn);
  for (let frame = pfn; frame < end; frame++) s.facts[frame]! &= ~FACT_ISOLATED;
  withheld.forEach((was, offset) => {
    const now = s.belief[pfn + offset]!; // Frames of the pageblock.
    if (was && (now === AVAILABLE || now === RESERVED)) insertFree(s, pfn + offset, 0);
  });
}

function mustBePageblock(s: WorldState, pfn: number, isolated: boolean): number {
  const pages = 1 << s.pageblockOrder;
  if (pfn < 0 || pfn + pages > s.facts.length || pfn % pages !== 0) {
    throw new Objection('INV-0', `no pageblock begins at ${hex(pfn)}`, pfn);
  }
  if (((s.facts[pfn]! & FACT_ISOLATED) !== 0) !== isolated) {
    throw new Objection(
      isolated ? 'INV-136' : 'INV-137',
      `the pageblock at ${hex(pfn)} is ${isolated ? 'not isolated' : 'isolated already'}`,
      pfn,
    );
  }
  return pfn + pages;
}
