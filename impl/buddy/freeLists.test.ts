import { expect, test } from 'vitest';
import { UNMOVABLE } from '../../spec/index.ts';
import { NONE } from '../memory/pageWord.ts';
import { bootOf } from '../testing/bootOf.ts';
import { listOf, ordersOf, pushFree, unlinkFree } from './freeLists.ts';

const ZONE = 2;
const ORDER = 1;
const list = listOf(ZONE, UNMOVABLE, ORDER);

/** A machine whose only list of kernel memory has these blocks, the first one first. */
function withList(...blocks: readonly number[]) {
  const { memory } = bootOf({ ranges: [{ start: 0, end: 64 }] }).allocator;
  for (const pfn of blocks.toReversed()) pushFree(memory, pfn, list);
  return memory;
}

/** Blocks of the list, by the links from each to the next. */
function blocksOf({ heads, links }: ReturnType<typeof withList>): number[] {
  const blocks: number[] = [];
  for (let pfn = heads[list]!; pfn !== NONE && blocks.length < 9; pfn = links[pfn * 2]!) blocks.push(pfn);
  return blocks;
}

test.each([
  [[8, 4, 0], 8],
  [[8, 4, 0], 4],
  [[8, 4, 0], 0],
  [[0, 4, 8], 0],
  [[0, 4, 8], 4],
  [[0, 4, 8], 8],
])('of the blocks %j each can be taken off, %i first, and any other behind it', (blocks, first) => {
  for (const second of blocks.filter((pfn) => pfn !== first)) {
    const memory = withList(...blocks);
    unlinkFree(memory, first, list);
    expect(blocksOf(memory)).toEqual(blocks.filter((pfn) => pfn !== first));
    expect(ordersOf(memory, ZONE, UNMOVABLE)).toBe(1 << ORDER);
    unlinkFree(memory, second, list);
    expect(blocksOf(memory)).toEqual(blocks.filter((pfn) => pfn !== first && pfn !== second));
    expect(ordersOf(memory, ZONE, UNMOVABLE)).toBe(1 << ORDER);
    unlinkFree(memory, memory.heads[list]!, list);
    expect([blocksOf(memory), ordersOf(memory, ZONE, UNMOVABLE)]).toEqual([[], 0]);
  }
});
