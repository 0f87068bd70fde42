import { ALLOCATIONS, CHANGING } from './image.ts';
import { TAG_CACHED, TAG_USED, type WorldState } from './state.ts';

/** What is about frames or zones, and does not name allocations. */
const NAMELESS = CHANGING.filter((name) => name !== 'holder' && name !== 'pool');

/**
 * A whole number of 53 bits for all that the oracle knows: after two moments with the same number it judges the same answers alike.
 * Allocations are told apart by their places, not by the operations that made them. Two runs of FNV-1a over 32-bit words.
 */
export function stateNumber(s: WorldState): number {
  const sum = new Sum();
  for (const name of NAMELESS) sum.addAll(s[name]);
  addPrivateLists(s, sum);
  for (const word of [s.retries, s.upgraded, s.marked, s.cleanPages, s.rolledBack]) sum.add(word);
  const { minFreePages = -1, watermarkScaleFactor = -1 } = s.tuning;
  sum.add(minFreePages);
  sum.add(watermarkScaleFactor);
  for (const list of [s.doubts, s.cameHome, s.retired]) {
    sum.add(list.length);
    sum.addAll(list);
  }
  addPool(s, sum);
  addAllocations(s, sum);
  return sum.number;
}

/** Two hashes of one row of words. */
class Sum {
  one = 0x811c9dc5 | 0;
  other = 0x9747b28c | 0;

  add(word: number): void {
    this.one = Math.imul(this.one ^ word, 0x01000193);
    this.other = Math.imul(this.other ^ word ^ (this.other >>> 15), 0x85ebca6b);
  }

  addAll(words: ArrayLike<number>): void {
    for (let at = 0; at < words.length; at++) this.add(words[at]!); // Below the length.
  }

  get number(): number {
    return (this.one >>> 0) * 2 ** 21 + (this.other >>> 11);
  }
}

/** Elsewhere these arrays hold what was true once. */
function addPrivateLists({ tag, listType, listCpu, frameCount }: WorldState, sum: Sum): void {
  for (let frame = 0; frame < frameCount; frame++) {
    if (tag[frame]! < TAG_CACHED || tag[frame]! >= TAG_USED) continue; // Frames of the map.
    sum.add(listType[frame]!);
    sum.add(listCpu[frame]!);
  }
}

function addPool({ pool, at }: WorldState, sum: Sum): void {
  const count = pool[0]!; // The first entry is their number.
  sum.add(count);
  for (let place = 1; place <= count; place++) sum.add(at[pool[place]!]!); // They are allocations.
}

/** Allocations and ranges in any order: their numbers are added up, and each has its place in it. */
function addAllocations(s: WorldState, sum: Sum): void {
  let [one, other] = [0, 0];
  for (let handle = 0; handle < s.handles; handle++) {
    if (s.at[handle]! < 0 && s.rangeAt[handle]! < 0) continue; // Below `handles`.
    const each = new Sum();
    for (const name of ALLOCATIONS) each.add(s[name][handle]!);
    if (s.rangeAt[handle]! >= 0) {
      each.add(s.rangeAt[handle]!);
      each.add(s.rangePages[handle]!);
      each.add(s.rangeArea[handle]!);
    }
    one = (one + each.one) | 0;
    other = (other + each.other) | 0;
  }
  sum.add(one);
  sum.add(other);
}
