import { LEAVES, leavesIn } from '../../spec/pages/leaf.ts';
import { LEAF_SLOTS, refusalOf } from '../compile/compiledMachine.ts';
import { pageTable } from '../compile/pageTable.ts';
import { stepMask } from '../compile/stepMask.ts';
import { PAGE_EVENTS } from '../machines/pageEvents.ts';
import { EVENT_PHRASES } from './eventPhrase.ts';
import { hex, Objection } from './objection.ts';
import type { WorldState } from './state.ts';

const { cells } = pageTable;

/**
 * Steps the belief of `count` frames by one event. If a frame can be in no leaf that accepts it, the guard that refused is
 * the diagnosis, and nothing more is stepped.
 *
 * Neighbours in a block nearly always look alike, so a step is worked out once for a run of equal frames.
 */
export function stepFrames(s: WorldState, event: number, pfn: number, count: number): void {
  const { belief, facts, walked } = s;
  let lastMask = 0;
  let lastFacts = 0;
  let next = 0;
  for (let frame = pfn; frame < pfn + count; frame++) {
    const mask = belief[frame]!; // Callers stay within the frames of the map.
    const fact = facts[frame]!;
    if (mask !== lastMask || fact !== lastFacts) {
      next = stepMask(cells, event, mask, fact);
      if (next === 0) refuse(s, event, frame);
      lastMask = mask;
      lastFacts = fact;
      // Where the leaf before was known, the arrow is walked; `next` is the bit of the leaf behind it.
      if ((mask & (mask - 1)) === 0) walked[event * LEAF_SLOTS + 31 - Math.clz32(mask)]! |= next;
    }
    belief[frame] = next;
  }
}

/** The event must be possible for each of the frames; nothing changes. */
export function mustAccept(s: WorldState, event: number, pfn: number, count: number): void {
  const { belief, facts } = s;
  let lastMask = 0;
  let lastFacts = 0;
  for (let frame = pfn; frame < pfn + count; frame++) {
    const mask = belief[frame]!; // Callers stay within the frames of the map.
    const fact = facts[frame]!;
    if (mask === lastMask && fact === lastFacts) continue;
    if (stepMask(cells, event, mask, fact) === 0) refuse(s, event, frame);
    lastMask = mask;
    lastFacts = fact;
  }
}

/** Whether the event would leave the frame in the leaves it is in; nothing changes. */
export const wouldStay = (s: WorldState, event: number, frame: number): boolean =>
  stepMask(cells, event, s.belief[frame]!, s.facts[frame]!) === s.belief[frame];

function refuse(s: WorldState, event: number, frame: number): never {
  const mask = s.belief[frame]!;
  const leaf = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  const refusal = refusalOf(pageTable, event, leaf, s.facts[frame]!);
  const was = leavesIn(mask).join(' or ') || 'in no possible state';
  const name = PAGE_EVENTS[event]!; // Events are numbered by their place.
  const leaving = refusal?.invariant === 'INV-134' && s.task[0] === Math.trunc(frame / s.blockPages);
  throw new Objection(
    leaving ? 'INV-186' : (refusal?.invariant ?? 'INV-103'),
    `frame ${hex(frame)}, ${was}, was ${EVENT_PHRASES[name]}, but that needs: ${refusal?.rule ?? 'a state that knows the event'}`,
    frame,
  );
}

/** Name of the only leaf in a mask, for reports. */
export const leafName = (mask: number): string => LEAVES[31 - Math.clz32(mask)]?.name ?? 'nothing';
