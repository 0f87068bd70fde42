import { LEAF_SLOTS } from '../compile/compiledMachine.ts';
import { pageTable } from '../compile/pageTable.ts';
import type { WorldState } from './state.ts';

/** For each transition of the page machine, by its number, 1 if it was taken so far and 0 if not. */
export const walkedTransitions = ({ walked }: WorldState): Float64Array =>
  Float64Array.from(
    pageTable.transitions,
    ({ event, leaf, target }) => (walked[event * LEAF_SLOTS + leaf]! >>> target) & 1,
  );
