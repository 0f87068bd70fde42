import { cmaAreaOf } from '../../spec/layout/cmaAreas.ts';
import { nextPlace } from './followCma.ts';
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

/** What the model would accept as the answer to a request for frames of an area, in words. */
export function expectCmaAllocate(s: WorldState, area: number, pages: number, align: number): string {
  const span = cmaAreaOf(s.map, area);
  if (span === null || pages < 1) return 'INVALID: there is nothing to give';
  let place = nextPlace(s, span, span.start, pages, align);
  while (place >= 0 && firstNotTaken(s, { start: place, end: place + pages, cma: true }) >= 0)
    place = nextPlace(s, span, place + 1, pages, align, place + pages);
  return place < 0 ? 'NO_MEMORY' : `${hex(place)}, or NO_MEMORY if a page finds no new place`;
}

/** What the model would accept as the answer to giving back a range of an area, in words. */
export const expectCmaRelease = (s: WorldState, handle: number): string =>
  (s.rangeAt[handle] ?? -1) >= 0 && s.rangeArea[handle]! >= 0 ? 'DONE' : 'INVALID: no area gave it out';
