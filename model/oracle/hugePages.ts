import { CLAIMS } from '../../spec/pages/claim.ts';
import { nextLeaf, REFUSED, refusalOf, transitionNumberOf } from '../compile/compiledMachine.ts';
import { hugePageTable } from '../compile/hugePageTable.ts';
import {
  HUGE_PAGE_EVENT,
  HUGE_PAGE_LEAF,
  type HugePageEventName,
  hugePageFactCode,
} from '../machines/hugePageRules.ts';
import { isHeld } from './allocations.ts';
import { blockText, Objection } from './objection.ts';
import type { WorldState } from './state.ts';

const OF_USER = CLAIMS.map((claim) => claim === 'user' || claim === 'kernelMovable' || claim === 'critical');

/** User space holds the allocation, so it can be mapped, split and collapsed. */
export const isUserMemory = (s: WorldState, handle: number): boolean => OF_USER[s.claim[handle]!] === true; // It lives.

/** State of an allocation of user space as a whole. */
export function hugePageLeaf(s: WorldState, handle: number): number {
  if (s.queued[handle] !== 0) return HUGE_PAGE_LEAF.partlyMapped;
  return s.order[handle] === 0 ? HUGE_PAGE_LEAF.small : HUGE_PAGE_LEAF.huge;
}

/** Whether the event is possible; nothing changes. */
export const accepts = (s: WorldState, handle: number, name: HugePageEventName, alike = false): boolean =>
  nextLeaf(hugePageTable.cells, HUGE_PAGE_EVENT[name], hugePageLeaf(s, handle), factsOf(s, handle, alike)) <
  REFUSED;

/** Takes one step from where the allocation is, or from a leaf in the middle of a split; a refusing guard is the diagnosis. */
export function stepHugePage(
  s: WorldState,
  handle: number,
  name: HugePageEventName,
  { alike = false, from = hugePageLeaf(s, handle) }: { alike?: boolean; from?: number } = {},
): void {
  const event = HUGE_PAGE_EVENT[name];
  const code = factsOf(s, handle, alike);
  const target = nextLeaf(hugePageTable.cells, event, from, code);
  if (target >= REFUSED) {
    const { invariant, rule } = refusalOf(hugePageTable, event, from, code)!; // Whatever refuses is a rule.
    const block = blockText(s.at[handle]!, s.order[handle]!);
    throw new Objection(invariant, `${name} of ${block} needs: ${rule}`, s.at[handle]!);
  }
  s.hugePageTransitions[transitionNumberOf(hugePageTable, event, from, target)]!++;
}

/** A page that waits to be split ends before that happens. */
export function leaveQueue(s: WorldState, handle: number): void {
  stepHugePage(s, handle, 'free');
  s.queued[handle] = 0;
}

const factsOf = (s: WorldState, handle: number, alike: boolean): number =>
  hugePageFactCode({ held: isHeld(s, handle), large: s.order[handle]! > 1, alike });
