import type { Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, INVALID, NOT_ONLINE } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { mustAnswer } from './answers.ts';
import { firstPoisoned } from './culprits.ts';
import { stepMemoryBlock, whyRefused } from './memoryBlock.ts';
import { BLOCK_ABSENT, FACT_BAD, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';

/** Follows the plugging in of a memory block: its frames are there again, out of service and without marks. */
export function followAdd(s: WorldState, block: number, answer: number, effects: Effects): void {
  const hasMemory = (s.map.blockStates[block] ?? 'absent') !== 'absent';
  if (!hasMemory || whyRefused(s, block, 'add') !== null)
    return mustAnswer(answer, INVALID, 'INV-180', effects);
  mustAnswer(answer, DONE, 'INV-3', effects);
  stepMemoryBlock(s, block, 'add');
  stepFrames(s, PAGE_EVENT.add, block * s.blockPages, s.blockPages); // Only whole blocks are ever removed.
  s.witnesses[WITNESS.added]!++;
}

/** Follows the pulling out of a memory block: only an offline one, and the marks of memory errors go with it. */
export function followRemove(s: WorldState, block: number, answer: number, effects: Effects): void {
  const state = s.memoryBlock[block] ?? BLOCK_ABSENT;
  if (state === BLOCK_ABSENT) return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  if (whyRefused(s, block, 'remove') !== null) {
    s.witnesses[WITNESS['remove-refused']]!++;
    return mustAnswer(answer, BUSY, 'INV-191', effects);
  }
  mustAnswer(answer, DONE, 'INV-3', effects);
  if (firstPoisoned(s, block) >= 0) s.witnesses[WITNESS['removed-poisoned']]!++;
  stepMemoryBlock(s, block, 'remove');
  const start = block * s.blockPages;
  stepFrames(s, PAGE_EVENT.remove, start, s.blockPages);
  for (let frame = start; frame < start + s.blockPages; frame++) s.facts[frame]! &= ~FACT_BAD;
  s.witnesses[WITNESS.removed]!++;
}
