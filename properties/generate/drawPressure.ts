import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';

const SCALES = [10, 10, 10, 100, 1000, 3000];
/** Beyond all managed pages: refused, and nothing changes. */
const TOO_MANY = 0x7fffffff;

/** Turns the marks up or down; mostly by little, since high marks keep all requests out. */
export function drawSetWatermarks(draft: Draft): boolean {
  const { random, budget, map } = draft;
  const pages = map.zones.reduce((sum, { managed }) => sum + managed, 0);
  const minFree = random.onceIn(16) ? TOO_MANY : random.below(Math.max(2, pages >> 4));
  const scale = SCALES[random.below(SCALES.length)]!; // Below the length.
  write(draft, OPERATION.setWatermarks, minFree, scale);
  if (minFree !== TOO_MANY) budget.tune(minFree, scale);
  return true;
}

/** Lets kswapd balance a node: a little is dropped, and boosts wear off. */
export function drawKswapd(draft: Draft): boolean {
  const { random, profile } = draft;
  write(draft, OPERATION.kswapd, profile.nodeFirst + random.below(profile.nodeCount));
  return true;
}
