import { describe, expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

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
