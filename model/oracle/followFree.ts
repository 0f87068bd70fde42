import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, refusalName } from '../../spec/operations/outcome.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { forget } from './allocations.ts';
import { followCached, followDrains, isCachedAt, mustEnd } from './effects.ts';
import { blockText, Objection } from './objection.ts';
import { releaseFrames, releaseHidden } from './release.ts';
import { isCacheable } from './serve.ts';
import type { WorldState } from './state.ts';

/** Follows a free: the block goes home, or stays on a private list if the target says so. */
export function followFree(s: WorldState, handle: number, answer: number, effects: Effects): void {
  const pfn = s.at[handle]!; // The run loop frees only what lives.
  const order = s.order[handle]!;
  if (answer !== DONE) {
    throw new Objection(
      'INV-117',
      `free of ${blockText(pfn, order)} by its holder was answered ${refusalName(answer) ?? answer}`,
      pfn,
    );
  }
  forget(s, handle);
  let index = followDrains(s, effects, 0);
  if (isCachedAt(effects, index)) {
    if (effects.first(index) !== pfn || effects.second(index) !== order) {
      throw new Objection(
        'INV-4',
        `free of ${blockText(pfn, order)} kept ${blockText(effects.first(index), effects.second(index))} on a private list`,
        pfn,
      );
    }
    followCached(s, pfn, order);
    index = followDrains(s, effects, index + 1);
  } else if (!s.habits.reportsCache && isCacheable(s, order)) releaseHidden(s, pfn, order);
  else releaseFrames(s, PAGE_EVENT.free, pfn, order);
  mustEnd(effects, index, 'free');
}
