import { hex } from './objection.ts';
import { firstNotTaken, whyNotTaken } from './rangeCulprits.ts';
import type { WorldState } from './state.ts';

/** What the model would accept as the answer to a request for a range, in words. */
export function expectContigAllocate(s: WorldState, pfn: number, pages: number): string {
  if (pages < 1 || pages > s.frameCount - pfn) return 'INVALID: the range leaves memory';
  const range = { start: pfn, end: pfn + pages, cma: false };
  const stays = firstNotTaken(s, range);
  if (stays < 0) return 'DONE, or NO_MEMORY if a page finds no new place';
  return `BUSY because of a page such as ${hex(stays)}: ${whyNotTaken(s, stays, range)}`;
}
