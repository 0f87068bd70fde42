import { describe, expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { machine, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';
import { isFull, mustGiveBack, mustNotHoard } from './fullness.ts';

const USER = requestClassNumber('user');

/** 32 pages and one CPU: its lists are full at four pages, and a batch is one page. */
function onCpu() {
  const { oracle } = new Scene(plain);
  const log = (effects: readonly Effect[]) => {
    const told = new Effects();
    for (const [kind, first, second = 0] of effects) told[kind](first, second);
    return told;
  };
  let handles = 0;
  return {
    take: (pfn: number, ...effects: readonly Effect[]) => {
      oracle.allocate(handles, USER, 0, 0, pfn, log(effects), 0);
      return handles++;
    },
    free: (handle: number, ...effects: readonly Effect[]) => oracle.free(handle, DONE, log(effects), 0),
  };
}

describe('the lists of a CPU', () => {
  /** Three pages are kept, and a fourth is in use. */
  const nearlyFull = () => {
    const cpu = onCpu();
    const held = [0, 2, 4, 6].map((pfn) => cpu.take(pfn));
    for (const handle of held.slice(0, 3)) cpu.free(handle, ['cached', handle * 2, 0]);
    return { ...cpu, last: held[3]! };
  };

  test('give a batch back once they are full', () => {
    const sound = nearlyFull();
    expect(brokenRule(() => sound.free(sound.last, ['cached', 6, 0], ['putBack', 0, 0]))).toBeNull();
    const hoarder = nearlyFull();
    expect(brokenRule(() => hoarder.free(hoarder.last, ['cached', 6, 0]))).toBe('INV-118');
  });

  test('are not full while a page goes straight to the buddy lists', () => {
    const { free, last } = nearlyFull();
    expect(brokenRule(() => free(last))).toBeNull();
  });
});

describe('a refill', () => {
  const refill = (pages: number) => {
    const { take } = onCpu();
    const effects = Array.from({ length: pages }, (_, pfn): Effect => ['took', pfn, 0]);
    return brokenRule(() => take(0, ...effects));
  };

  test('goes on until the lists are full, and no further', () => {
    expect(refill(3)).toBeNull();
    expect(refill(4)).toBe('INV-118');
  });
});

describe('what goes back at once', () => {
  /** CPU 1 keeps seven pages of the zone, one more than it may; a batch is four. */
  const hoarding = () => {
    const { state } = new Scene(machine('U0-32 1:U32-64', { cpus: 2 }), 'none');
    state.cpu = 1;
    state.batch[2] = 4;
    state.full[2] = 6;
    state.cachedOn[state.zoneCount + 2] = 7;
    return state;
  };
  const given = (...told: readonly Effect[]) => {
    const effects = new Effects();
    for (const all of [[...told, ['putBack', 28, 2] as const], told]) {
      effects.clear();
      for (const [kind, first, second = 0] of all) effects[kind](first, second);
    }
    return brokenRule(() => mustGiveBack(hoarding(), 2, effects));
  };

  test('is a batch of the zone at least', () => {
    expect(given(['putBack', 0, 2])).toBeNull();
    expect(given(['putBack', 0, 1], ['putBack', 4, 1])).toBeNull();
    expect(given(['putBack', 0, 1], ['putBack', 4, 0])).toBe('INV-118');
    expect(given(['putBack', 0, 1], ['putBack', 32, 2])).toBe('INV-118');
    expect(given(['putBack', 0, 1], ['took', 4, 2])).toBe('INV-118');
    expect(given()).toBe('INV-118');
  });

  test('is asked of the CPU whose lists are full, and of no other', () => {
    const state = hoarding();
    expect(isFull(state, 2)).toBe(true);
    state.cachedOn[state.zoneCount + 2] = 5;
    expect(isFull(state, 2)).toBe(false);
    state.cachedOn[state.zoneCount + 2] = 6;
    expect(isFull(state, 2)).toBe(true);
    for (const cpu of [0, -1]) {
      state.cpu = cpu;
      expect(isFull(state, 2)).toBe(false);
    }
  });

  test('is kept within a batch, or two blocks, by a refill', () => {
    const taken = (pages: number, order: number) =>
      brokenRule(() => mustNotHoard(hoarding(), 2, pages, order));
    expect([taken(4, 0), taken(5, 0), taken(8, 2), taken(9, 2)]).toEqual([null, 'INV-118', null, 'INV-118']);
  });
});
