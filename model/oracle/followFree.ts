import type { Effects } from '../../spec/operations/effects.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { MIRROR } from '../../spec/zones/migratetype.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { forget } from './allocations.ts';
import { answerName } from './answerName.ts';
import { followCached, followDrains, isCachedAt, mustEnd } from './effects.ts';
import { followOwnerDrop } from './followReference.ts';
import { isFull, mustGiveBack } from './fullness.ts';
import { blockText, Objection } from './objection.ts';
import { releaseFrames, releaseHidden } from './release.ts';
import { isCacheable } from './serve.ts';
import type { WorldState } from './state.ts';

/** Follows a free: the block goes home, unless somebody else references it. */
export function followFree(s: WorldState, handle: number, answer: number, effects: Effects): void {
  const pfn = s.at[handle]!; // The run loop frees only what lives.
  const order = s.order[handle]!;
  if (answer !== DONE) {
    throw new Objection(
      'INV-117',
      `free of ${blockText(pfn, order)} by its holder was answered ${answerName(answer)}`,
      pfn,
    );
  }
  if (s.references[handle]! > 0) return followOwnerDrop(s, handle, effects);
  forget(s, handle);
  followGivenBack(s, pfn, order, FREED, effects);
}

/** How a block that nobody holds any more goes home: the page events, and what its operation is called. */
export interface GivenBack {
  readonly toLists: number;
  readonly toCache: number;
  readonly name: string;
}

/** Given back by the owner. */
export const FREED: GivenBack = { toLists: PAGE_EVENT.free, toCache: PAGE_EVENT.freeToCache, name: 'free' };

/** A block that has just lost its holder goes to the buddy lists, or stays on a private list if the target says so. */
export function followGivenBack(
  s: WorldState,
  pfn: number,
  order: number,
  { toLists, toCache, name }: GivenBack,
  effects: Effects,
  from = 0,
): void {
  let index = followDrains(s, effects, from, s.cpu);
  if (isCachedAt(effects, index)) {
    const [kept, keptOrder] = [effects.first(index), effects.second(index)];
    if (kept !== pfn || keptOrder !== order) {
      const isPart = kept >= pfn && kept < pfn + (1 << order) && keptOrder < order;
      throw new Objection(
        isPart ? 'INV-117' : 'INV-4',
        `${name} of ${blockText(pfn, order)} kept ${blockText(kept, keptOrder)} on a private list`,
        pfn,
      );
    }
    followCached(s, pfn, order, toCache);
    index = followDrains(s, effects, index + 1, s.cpu);
    if (isFull(s, s.zone[pfn]!)) mustGiveBack(s, s.zone[pfn]!, effects); // The block is in service.
  } else if (
    !s.habits.reportsCache &&
    isCacheable(s, order) &&
    s.blockType[pfn >> s.pageblockOrder] !== MIRROR
  )
    releaseHidden(s, toLists, pfn, order);
  else releaseFrames(s, toLists, pfn, order);
  mustEnd(effects, index, name);
}
