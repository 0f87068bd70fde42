import * as spec from '../../spec/index.ts';
import { takeSmallest } from '../buddy/split.ts';
import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import { requestCode } from '../requests/requestCode.ts';
import { zonelistAt } from '../zones/zonelists.ts';

const { MIRROR, NO_MEMORY } = spec;
const { NONE } = word;

/**
 * Finds a block in the mirror reserve, zone by zone: no mark keeps a request with a right to it away, no private list hides any of
 * it, and nothing else will do. Source: Mel Gorman, 30 June 2015, on the mirrored memory RFC.
 *
 * @returns first pfn of a block that is on no list any more, or NO_MEMORY
 */
export function placeInReserve(memory: Memory, order: number, gfp: number, node: number): number {
  let at = zonelistAt(memory, node, gfp, requestCode(gfp));
  for (let zone = memory.zonelists[at]!; zone >= 0; zone = memory.zonelists[++at]!) {
    const pfn = takeSmallest(memory, zone, MIRROR, order);
    if (pfn !== NONE) return pfn;
  }
  return NO_MEMORY;
}
