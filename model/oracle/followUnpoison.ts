import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, INVALID, NOT_ONLINE, NOT_PERMITTED } from '../../spec/operations/outcome.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { mustAnswer } from './answers.ts';
import { hasComeHome } from './cameHome.ts';
import { insertFree } from './freeIndex.ts';
import { FACT_BAD, FACT_ISOLATED, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';

const POISONED = 1 << LEAF['offline.poisoned'];

/**
 * The one right answer to taking an error back. Real errors come back as well, and after the first of them nobody knows which
 * marks were only injected.
 */
export function unpoisonAnswer(s: WorldState, frame: number): number {
  if (frame >= s.frameCount || s.zone[frame] === NO_ZONE) return NOT_ONLINE;
  if (s.realErrors[0]! > 0) return NOT_PERMITTED;
  return s.facts[frame]! & FACT_BAD ? DONE : INVALID;
}

/** Follows the taking back of an error: a retired page is free again, one in use loses its mark. */
export function followUnpoison(s: WorldState, frame: number, answer: number, effects: Effects): void {
  const expected = unpoisonAnswer(s, frame);
  const otherwise = hasComeHome(s, frame) ? 'INV-5' : 'INV-3';
  mustAnswer(answer, expected, expected === NOT_PERMITTED ? 'INV-194' : otherwise, effects);
  if (expected === NOT_PERMITTED) s.witnesses[WITNESS['unpoison-refused']]!++;
  if (expected !== DONE) return;
  const retired = clearMark(s, PAGE_EVENT.unpoison, frame);
  s.witnesses[retired ? WITNESS['unpoisoned-retired'] : WITNESS['unpoisoned-used']]!++;
}

/** The frame loses its mark by an event. @returns whether it was out of circulation, and is free again */
export function clearMark(s: WorldState, event: number, frame: number): boolean {
  const retired = s.belief[frame] === POISONED;
  stepFrames(s, event, frame, 1);
  s.facts[frame]! &= ~FACT_BAD;
  if (!retired) s.marked--;
  else if (s.facts[frame]! & FACT_ISOLATED) s.isolatedFree[s.zone[frame]!]!++;
  else insertFree(s, frame, 0);
  return retired;
}
