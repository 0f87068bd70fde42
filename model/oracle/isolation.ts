import { LEAF } from '../../spec/pages/leaf.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { insertFree, removeFree } from './freeIndex.ts';
import { hex, Objection } from './objection.ts';
import { FACT_ISOLATED, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';

const RETIRED = 1 << LEAF['offline.poisoned'];
const WITHHELD = 1 << LEAF['free.isolated'];

/**
 * A pageblock is isolated: its free frames are withheld, the others only marked.
 *
 * @param event `isolate`, or `isolateForRange`
 */
export function followIsolated(s: WorldState, pfn: number, event: number = PAGE_EVENT.isolate): void {
  const end = endOfPageblock(s, pfn);
  for (let frame = pfn; frame < end; frame++) removeFree(s, frame, 0); // What is not free is left alone.
  stepFrames(s, event, pfn, end - pfn);
  for (let frame = pfn; frame < end; frame++) {
    s.facts[frame]! |= FACT_ISOLATED;
    if (s.belief[frame] === WITHHELD) s.isolatedFree[s.zone[frame]!]!++;
  }
}

/** The pageblock is in service again: what is free in it goes back to the free index. */
export function followUnisolated(s: WorldState, pfn: number): void {
  const end = endOfPageblock(s, pfn);
  const withheld: number[] = [];
  for (let frame = pfn; frame < end; frame++) {
    if (s.belief[frame] !== WITHHELD) continue;
    s.isolatedFree[s.zone[frame]!]!--;
    withheld.push(frame);
  }
  stepFrames(s, PAGE_EVENT.unisolate, pfn, end - pfn);
  for (let frame = pfn; frame < end; frame++) s.facts[frame]! &= ~FACT_ISOLATED;
  for (const frame of withheld) if (s.belief[frame] !== RETIRED) insertFree(s, frame, 0);
}

function endOfPageblock(s: WorldState, pfn: number): number {
  const pages = 1 << s.pageblockOrder;
  if (pfn < 0 || pfn + pages > s.facts.length || pfn % pages !== 0) {
    throw new Objection('INV-0', `no pageblock begins at ${hex(pfn)}`, pfn);
  }
  return pfn + pages;
}
