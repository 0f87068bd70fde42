import { EFFECT_UNISOLATED, type Effects } from '../../spec/operations/effects.ts';
import { CANCEL_OFFLINE } from '../../spec/operations/notification.ts';
import { isAt } from './isAt.ts';
import { followUnisolated } from './isolation.ts';
import { stepMemoryBlock } from './memoryBlock.ts';
import { mustNotify } from './notifications.ts';
import { hex, Objection } from './objection.ts';
import { mustLieIn } from './offlineProgress.ts';
import { FACT_ISOLATED, type WorldState } from './state.ts';

/**
 * Follows the way back of an offlining: every pageblock is in service again, and who heard of the beginning hears that it was
 * given up.
 *
 * @returns the place in the log behind it
 */
export function followRollback(s: WorldState, block: number, effects: Effects, from: number): number {
  let index = from;
  while (isAt(effects, index, EFFECT_UNISOLATED)) {
    followUnisolated(s, mustLieIn(s, block, effects.first(index)));
    index++;
  }
  const told = mustNotify(s, effects, index, CANCEL_OFFLINE, block);
  mustBeInService(s, block);
  stepMemoryBlock(s, block, 'offlineCancel');
  s.rolledBack = block;
  return told;
}

function mustBeInService(s: WorldState, block: number): void {
  const start = block * s.blockPages;
  for (let frame = start; frame < start + s.blockPages; frame++) {
    if ((s.facts[frame]! & FACT_ISOLATED) === 0) continue; // The block exists.
    throw new Objection(
      'INV-183',
      `offlining block ${block} failed and left the pageblock at ${hex(frame)} isolated`,
      frame,
    );
  }
}
