import { BUSY, DONE, INVALID, NOT_ONLINE } from '../../spec/index.ts';
import { BLOCK_ABSENT, BLOCK_OFFLINE, type Memory } from '../memory/memory.ts';
import { POISONED } from '../memory/pageWord.ts';
import { blockExists } from './offline.ts';

/** Plugs in the memory that a block had at boot; it is offline then. Source: add_memory_resource, mm/memory_hotplug.c. */
export function addBlock(memory: Memory, block: number): number {
  if (block >>> 0 >= memory.blocks.length || blockExists(memory, block)) return INVALID;
  if (memory.map.blockStates[block] === 'absent') return INVALID;
  memory.blocks[block] = BLOCK_OFFLINE;
  return DONE;
}

/** Pulls out the memory of an offline block, marks of errors included. Source: try_remove_memory, mm/memory_hotplug.c. */
export function removeBlock(memory: Memory, block: number): number {
  if (!blockExists(memory, block)) return NOT_ONLINE;
  if (memory.blocks[block] !== BLOCK_OFFLINE) return BUSY;
  const { pages, blockPages } = memory;
  const end = (block + 1) * blockPages;
  for (let pfn = block * blockPages; pfn < end; pfn++) pages[pfn]! &= ~POISONED;
  memory.blocks[block] = BLOCK_ABSENT;
  return DONE;
}
