import { cmaAreaOf } from '../../spec/layout/cmaAreas.ts';
import type { PfnRange } from '../../spec/layout/layout.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, INTERRUPTED, INVALID, NO_MEMORY, refusalName } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { mustEnd } from './effects.ts';
import { claimRange, releaseRange } from './followContig.ts';
import { followRangeTry, RANGE_BUSY, RANGE_INTERRUPTED, RANGE_STUCK, RANGE_TAKEN } from './followRange.ts';
import { hex, Objection } from './objection.ts';
import { isInRange } from './ranges.ts';
import type { WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';

/** How a request is answered that a place was not given for, and that goes no further. */
const END_OF_SEARCH: Readonly<Record<number, number>> = {
  [RANGE_STUCK]: NO_MEMORY,
  [RANGE_INTERRUPTED]: INTERRUPTED,
};

/**
 * Follows a request for some frames of an area: the first aligned place that nobody was given and that can be emptied. Each place
 * passed over has its culprit in the log; one for which there is no room ends the search. Source: mm/cma.c, cma_alloc.
 */
export function followCmaAllocate(
  s: WorldState,
  book: TermsBook,
  handle: number,
  area: number,
  pages: number,
  align: number,
  answer: number,
  effects: Effects,
): void {
  const span = cmaAreaOf(s.map, area);
  if (span === null || pages < 1) return mustAnswer(answer, INVALID, 'INV-3', effects);
  if (answer >= 0) mustBeAligned(answer, align);
  let index = 0;
  for (let place = nextPlace(s, span, span.start, pages, align); place >= 0; ) {
    mustSaySomething(place, answer, effects, index);
    const range = { start: place, end: place + pages, cma: true };
    const attempt = followRangeTry(s, book, range, effects, index, () => claimRange(s, handle, range));
    index = attempt.index;
    if (attempt.result !== RANGE_BUSY) {
      mustBe(answer, END_OF_SEARCH[attempt.result] ?? place, place);
      mustEnd(effects, index, 'cmaAllocate');
      if (attempt.result !== RANGE_TAKEN) return;
      s.rangeArea[handle] = area;
      s.witnesses[WITNESS['area-given']]!++;
      return;
    }
    s.witnesses[WITNESS['area-skipped-busy']]!++;
    place = nextPlace(s, span, place + 1, pages, align, range.end);
  }
  mustEnd(effects, index, 'cmaAllocate');
  mustBe(answer, NO_MEMORY, span.start);
  s.witnesses[WITNESS['area-exhausted']]!++;
}

/** Follows a release: only what was given out of an area comes back. */
export function followCmaRelease(s: WorldState, handle: number, answer: number, effects: Effects): void {
  if (s.rangeAt[handle]! < 0 || s.rangeArea[handle]! < 0) {
    s.witnesses[WITNESS['area-release-refused']]!++;
    return mustAnswer(answer, INVALID, 'INV-145', effects);
  }
  const pfn = s.rangeAt[handle]!; // Seen just now.
  if (answer !== DONE) {
    throw new Objection(
      'INV-145',
      `the range at ${hex(pfn)}, released by its holder, was answered ${answerName(answer)}`,
      pfn,
    );
  }
  mustEnd(effects, 0, 'cmaRelease');
  releaseRange(s, handle);
}

/** Pages of an area that nobody was given. */
export function availableIn(s: WorldState, area: number): number {
  const { start, end } = cmaAreaOf(s.map, area) ?? { start: 0, end: 0 };
  let available = end - start;
  for (let handle = 0; handle < s.handles; handle++)
    if (s.rangeAt[handle]! >= 0 && s.rangeArea[handle] === area) available -= s.rangePages[handle]!;
  return available;
}

/**
 * The first aligned place from `from` on where nothing was given out, or -1.
 *
 * @param seenTo nothing was given out from `from` up to here: places overlap, and each frame is looked at once
 */
export function nextPlace(
  s: WorldState,
  span: PfnRange,
  from: number,
  pages: number,
  align: number,
  seenTo = from,
): number {
  const step = 2 ** align;
  let place = Math.ceil(from / step) * step;
  for (let frame = Math.max(place, seenTo); place + pages <= span.end; frame++) {
    if (frame >= place + pages) return place;
    if (!isInRange(s, frame)) continue;
    place = Math.ceil((frame + 1) / step) * step; // Any place before it holds this frame.
    frame = place - 1;
  }
  return -1;
}

/** A place that was not tried is no reason to refuse. */
function mustSaySomething(place: number, answer: number, effects: Effects, index: number): void {
  if (answer >= 0 || index < effects.count) return;
  throw new Objection(
    'INV-3',
    `a CMA request was answered ${answerName(answer)}, with no word about the place at ${hex(place)}`,
    place,
  );
}

/** Addresses are aligned, whatever the area begins with. Source: mm/cma.c, cma_bitmap_aligned_offset. */
function mustBeAligned(pfn: number, align: number): void {
  if (pfn % 2 ** align === 0) return;
  throw new Objection('INV-145', `a CMA request for a multiple of ${2 ** align} was given ${hex(pfn)}`, pfn);
}

function mustBe(answer: number, expected: number, place: number): void {
  if (answer === expected) return;
  const said = refusalName(answer) ?? hex(answer);
  const right = refusalName(expected) ?? hex(expected);
  throw new Objection(
    'INV-145',
    `a CMA request was answered ${said}; by what was reported ${right} is right`,
    place,
  );
}
