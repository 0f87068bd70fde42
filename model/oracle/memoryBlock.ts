import {
  LEAF_SLOTS,
  nextLeaf,
  type Refusal,
  refusalOf,
  transitionNumberOf,
} from '../compile/compiledMachine.ts';
import { memoryBlockTable } from '../compile/memoryBlockTable.ts';
import {
  MEMORY_BLOCK_EVENT,
  type MemoryBlockEventName,
  type MemoryBlockFacts,
  memoryBlockFactCode,
} from '../machines/memoryBlockRules.ts';
import { memoryBlockFacts } from './memoryBlockFacts.ts';
import { Objection } from './objection.ts';
import type { WorldState } from './state.ts';

/** Steps the state of a memory block by one event; the guard that refuses, given what is true of its frames, is the diagnosis. */
export function stepMemoryBlock(
  s: WorldState,
  block: number,
  name: MemoryBlockEventName,
  facts: MemoryBlockFacts = memoryBlockFacts(s, block),
): void {
  const refusal = whyRefused(s, block, name, facts);
  if (refusal !== null) {
    throw new Objection(
      refusal.invariant,
      `${name} of memory block ${block}: ${refusal.rule} does not hold`,
      block * s.blockPages,
    );
  }
  const event = MEMORY_BLOCK_EVENT[name];
  const leaf = s.memoryBlock[block]!; // Callers have seen that the block exists.
  const target = nextLeaf(memoryBlockTable.cells, event, leaf, memoryBlockFactCode(facts));
  s.blockTransitions[transitionNumberOf(memoryBlockTable, event, leaf % LEAF_SLOTS, target)]!++;
  s.memoryBlock[block] = target;
}

/** The rule of the machine that refuses the event now; null if it would be accepted. Nothing changes. */
export function whyRefused(
  s: WorldState,
  block: number,
  name: MemoryBlockEventName,
  facts: MemoryBlockFacts = memoryBlockFacts(s, block),
): Refusal | null {
  const event = MEMORY_BLOCK_EVENT[name];
  const leaf = s.memoryBlock[block]!; // Callers have seen that there may be such a block.
  return refusalOf(memoryBlockTable, event, leaf, memoryBlockFactCode(facts));
}
