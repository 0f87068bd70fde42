import { expect, test } from 'vitest';
import {
  MEMORY_BLOCK_EVENT,
  MEMORY_BLOCK_LEAF,
  MEMORY_BLOCK_LEAVES,
  type MemoryBlockEventName,
  type MemoryBlockFacts,
  type MemoryBlockLeaf,
  memoryBlockFactCode,
  memoryBlockFactsOf,
} from '../machines/memoryBlockRules.ts';
import { nextLeaf, REFUSED, refusalOf } from './compiledMachine.ts';
import { memoryBlockTable } from './memoryBlockTable.ts';

const SOUND: MemoryBlockFacts = { singleZone: true, whole: true, movable: true, poisoned: false };

/** Where the event leads, or the invariant that refuses it. */
function answer(leaf: MemoryBlockLeaf, event: MemoryBlockEventName, facts: Partial<MemoryBlockFacts> = {}) {
  const code = memoryBlockFactCode({ ...SOUND, ...facts });
  const place = [MEMORY_BLOCK_EVENT[event], MEMORY_BLOCK_LEAF[leaf], code] as const;
  const cell = nextLeaf(memoryBlockTable.cells, ...place);
  return cell < REFUSED ? MEMORY_BLOCK_LEAVES[cell] : refusalOf(memoryBlockTable, ...place)?.invariant;
}

test('a request passes through a state of transition', () => {
  expect(answer('offline', 'online')).toBe('goingOnline');
  expect(answer('goingOnline', 'onlineCommit')).toBe('online');
  expect(answer('online', 'offline')).toBe('goingOffline');
  expect(answer('goingOffline', 'offlineCommit')).toBe('offline');
});

test('a request that is cancelled leaves the block where it was', () => {
  expect(answer('goingOnline', 'onlineCancel')).toBe('offline');
  expect(answer('goingOffline', 'offlineCancel')).toBe('online');
});

test('INV-181: asking for what is so already changes nothing', () => {
  expect(answer('online', 'online', { poisoned: true })).toBe('online');
  expect(answer('offline', 'offline', { whole: false })).toBe('offline');
});

test('INV-188: a block with a hole, of two zones, or with a page that must stay is not offlined', () => {
  for (const facts of [{ whole: false }, { singleZone: false }, { movable: false }])
    expect(answer('online', 'offline', facts)).toBe('INV-188');
  expect(answer('goingOffline', 'offlineCommit', { movable: false })).toBe('INV-188');
});

test('INV-198: a block with a poisoned page stays offline', () => {
  expect(answer('offline', 'online', { poisoned: true })).toBe('INV-198');
});

test('INV-180, INV-184: there is no other way', () => {
  expect(answer('absent', 'online')).toBe('INV-180');
  expect(answer('goingOffline', 'online')).toBe('INV-180');
  expect(answer('online', 'offlineCommit')).toBe('INV-184');
  expect(answer('goingOnline', 'offlineCancel')).toBe('INV-184');
});

test('a byte and its facts name each other', () => {
  for (const code of memoryBlockTable.contexts)
    expect(memoryBlockFactCode(memoryBlockFactsOf(code)!)).toBe(code);
  expect(memoryBlockTable.contexts).toHaveLength(16);
});
