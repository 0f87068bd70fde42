import { memoryBlockMachine } from '../machines/memoryBlockMachine.ts';
import {
  MEMORY_BLOCK_DEFAULT_REFUSALS,
  MEMORY_BLOCK_EVENTS,
  MEMORY_BLOCK_LEAVES,
  MEMORY_BLOCK_RULES,
  type MemoryBlockEventName,
  type MemoryBlockFacts,
  memoryBlockFactsOf,
} from '../machines/memoryBlockRules.ts';
import type { CompiledMachine } from './compiledMachine.ts';
import { compileMachine } from './compileMachine.ts';
import { contextsOf, type MachineText } from './machineText.ts';

/** The machine of memory blocks with facts coded as in `memoryBlockFactCode`. */
export const memoryBlockText: MachineText<MemoryBlockFacts, MemoryBlockEventName> = {
  machine: memoryBlockMachine,
  leaves: MEMORY_BLOCK_LEAVES,
  events: MEMORY_BLOCK_EVENTS,
  contexts: contextsOf(memoryBlockFactsOf),
  rules: MEMORY_BLOCK_RULES,
  defaults: MEMORY_BLOCK_DEFAULT_REFUSALS,
};

/** The machine of memory blocks as a table. */
export const memoryBlockTable: CompiledMachine<MemoryBlockEventName> = compileMachine(memoryBlockText);
