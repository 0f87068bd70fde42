import { MOST_DEFER_SHIFT } from '../../spec/zones/compaction.ts';
import type { WorldState } from './state.ts';

/** Places in the three words of a zone. */
const CONSIDERED = 0;
const SHIFT = 1;
const FAILED_ORDER = 2;

/** Compaction of the zone is looked at once more: whether it is put off. Source: mm/compaction.c, compaction_deferred. */
export function considerZone(s: WorldState, zone: number, order: number): boolean {
  const words = zoneWords(s, zone);
  if (order < words[FAILED_ORDER]!) return false; // Three words, here and below.
  const limit = 2 ** words[SHIFT]!;
  words[CONSIDERED] = Math.min(words[CONSIDERED]! + 1, limit);
  return words[CONSIDERED]! < limit;
}

/** Whether it would be put off if it were asked for now; nothing changes. */
export function wouldBeDeferred(s: WorldState, zone: number, order: number): boolean {
  const words = zoneWords(s, zone);
  return order >= words[FAILED_ORDER]! && words[CONSIDERED]! + 1 < 2 ** words[SHIFT]!;
}

/** A run over the whole zone made no block. Source: defer_compaction. */
export function noteFailure(s: WorldState, zone: number, order: number): void {
  const words = zoneWords(s, zone);
  words[CONSIDERED] = 0;
  words[SHIFT] = Math.min(words[SHIFT]! + 1, MOST_DEFER_SHIFT);
  words[FAILED_ORDER] = Math.min(words[FAILED_ORDER]!, order);
}

/** There is a block of the order; `served`: somebody has it. Source: compaction_defer_reset. */
export function noteSuccess(s: WorldState, zone: number, order: number, served: boolean): void {
  const words = zoneWords(s, zone);
  if (served) words.fill(0, CONSIDERED, SHIFT + 1);
  words[FAILED_ORDER] = Math.max(words[FAILED_ORDER]!, order + 1);
}

const zoneWords = ({ deferral }: WorldState, zone: number): Int32Array =>
  deferral.subarray(zone * 3, zone * 3 + 3);
