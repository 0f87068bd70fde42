import { describe, expect, test } from 'vitest';
import { machine } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';
import { stepMemoryBlock } from './memoryBlock.ts';
import { BLOCK_OFFLINE, BLOCK_ONLINE } from './state.ts';

/** Blocks 0 and 1 are online, 2 is offline. */
const { state } = new Scene(machine('U0-32 U32-48o'), 'none');

describe('a memory block', () => {
  test('that begins to go ends as online or offline, by one step or the other', () => {
    stepMemoryBlock(state, 0, 'offline');
    expect(brokenRule(() => stepMemoryBlock(state, 0, 'onlineCommit'))).toBe('INV-184');
    stepMemoryBlock(state, 0, 'offlineCancel');
    expect(state.memoryBlock[0]).toBe(BLOCK_ONLINE);
    stepMemoryBlock(state, 0, 'offline');
    stepMemoryBlock(state, 0, 'offlineCommit');
    expect(state.memoryBlock[0]).toBe(BLOCK_OFFLINE);
  });

  test('takes no second request while one is under way', () => {
    stepMemoryBlock(state, 2, 'online');
    expect(brokenRule(() => stepMemoryBlock(state, 2, 'offline'))).toBe('INV-180');
    expect(brokenRule(() => stepMemoryBlock(state, 2, 'offlineCommit'))).toBe('INV-184');
    stepMemoryBlock(state, 2, 'onlineCancel');
    expect(state.memoryBlock[2]).toBe(BLOCK_OFFLINE);
  });

  test('with a page that must stay, or a poisoned one, does not go', () => {
    const facts = { singleZone: true, whole: true, movable: true, poisoned: false };
    expect(brokenRule(() => stepMemoryBlock(state, 1, 'offline', { ...facts, movable: false }))).toBe(
      'INV-188',
    );
    expect(brokenRule(() => stepMemoryBlock(state, 2, 'online', { ...facts, poisoned: true }))).toBe(
      'INV-198',
    );
  });
});
