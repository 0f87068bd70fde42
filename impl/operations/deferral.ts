import { MOST_DEFER_SHIFT } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';

/** Words of a zone: times put off since it failed last, by how much (as a power of 2), and the smallest order it failed for. */
const WORDS = 3;
const CONSIDERED = 0;
const SHIFT = 1;
const FAILED_ORDER = 2;

/** Whether compaction of a zone is put off this time, which counts as considered. Source: compaction_deferred, mm/compaction.c. */
export function isDeferred({ deferral }: Memory, zone: number, order: number): boolean {
  const record = zone * WORDS;
  if (order < deferral[record + FAILED_ORDER]!) return false;
  const limit = 1 << deferral[record + SHIFT]!;
  const considered = Math.min(deferral[record + CONSIDERED]! + 1, limit);
  deferral[record + CONSIDERED] = considered;
  return considered < limit;
}

/** Compaction made no block: the next tries are put off, each time for longer. Source: defer_compaction. */
export function deferCompaction({ deferral }: Memory, zone: number, order: number): void {
  const record = zone * WORDS;
  deferral[record + CONSIDERED] = 0;
  if (deferral[record + SHIFT]! < MOST_DEFER_SHIFT) deferral[record + SHIFT]!++;
  if (order < deferral[record + FAILED_ORDER]!) deferral[record + FAILED_ORDER] = order;
}

/** Compaction made a block; if that served somebody too, earlier failures are forgotten. Source: compaction_defer_reset. */
export function resetDeferral({ deferral }: Memory, zone: number, order: number, served: boolean): void {
  const record = zone * WORDS;
  if (served) {
    deferral[record + CONSIDERED] = 0;
    deferral[record + SHIFT] = 0;
  }
  if (order >= deferral[record + FAILED_ORDER]!) deferral[record + FAILED_ORDER] = order + 1;
}
