import { cellIndex, REFUSED } from './compiledMachine.ts';

/**
 * The leaves that are possible after an event, given those possible before: bit `n` stands for leaf `n`. A leaf that refuses
 * the event was not the page's, so it drops out; 0 says that every one refused, which is a contradiction.
 *
 * @param cells table of a compiled machine
 * @param facts code of the facts as they are before the event
 */
export function stepMask(cells: Uint8Array, event: number, mask: number, facts: number): number {
  // One possible leaf is the rule; more only after a gap in what was reported.
  if ((mask & (mask - 1)) === 0) return mask === 0 ? 0 : step(cells, event, mask, facts);
  let after = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) after |= step(cells, event, rest, facts);
  return after;
}

/** The lowest leaf of the mask, stepped alone. */
function step(cells: Uint8Array, event: number, mask: number, facts: number): number {
  const leaf = 31 - Math.clz32(mask & -mask);
  const cell = cells[cellIndex(event, leaf, facts)]!; // In bounds: `leaf` is one of 32.
  return cell < REFUSED ? 1 << cell : 0;
}
