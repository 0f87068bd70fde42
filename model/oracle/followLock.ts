import type { Effects } from '../../spec/operations/effects.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { countReclaimable } from './allocations.ts';
import { mustAnswer } from './answers.ts';
import type { WorldState } from './state.ts';

/** Follows a lock into memory, or its end: reclaim passes the allocation by, and nothing else changes. */
export function followLock(
  s: WorldState,
  handle: number,
  locked: boolean,
  answer: number,
  effects: Effects,
): void {
  mustAnswer(answer, DONE, 'INV-3', effects);
  countReclaimable(s, handle, -1);
  s.locked[handle] = locked ? 1 : 0;
  countReclaimable(s, handle, 1);
  s.witnesses[locked ? WITNESS.locked : WITNESS.unlocked]!++;
}
