import { LEAF_SLOTS, nextLeaf, REFUSED, refusalOf, transitionNumberOf } from '../compile/compiledMachine.ts';
import { memoryBlockTable } from '../compile/memoryBlockTable.ts';
import {
  MEMORY_BLOCK_EVENT,
  type MemoryBlockEventName,
  type MemoryBlockFacts,
  memoryBlockFactCode,
} from '../machines/memoryBlockRules.ts';
import { Objection } from './objection.ts';
import type { WorldState } from './state.ts';

const FREE_TO_GO: MemoryBlockFacts = { singleZone: true, whole: true, movable: true, poisoned: false };

/** Steps the state of a memory block by one event; the guard that refuses is the diagnosis. */
export function stepMemoryBlock(
  s: WorldState,
  block: number,
  name: MemoryBlockEventName,
  facts: MemoryBlockFacts = FREE_TO_GO,
): void {
  const event = MEMORY_BLOCK_EVENT[name];
  const leaf = s.memoryBlock[block]!; // Callers have seen that the block exists.
  const code = memoryBlockFactCode(facts);
  const target = nextLeaf(memoryBlockTable.cells, event, leaf, code);
  if (target >= REFUSED) {
    const refusal = refusalOf(memoryBlockTable, event, leaf, code);
    throw new Objection(
      refusal?.invariant ?? 'INV-180',
      `${name} of memory block ${block}: ${refusal?.rule ?? 'its state'} does not hold`,
      block * s.blockPages,
    );
  }
  const number = transitionNumberOf(memoryBlockTable, event, leaf % LEAF_SLOTS, target);
  if (number >= 0) s.blockTransitions[number]!++;
  s.memoryBlock[block] = target;
}
