import { describe, expect, test } from 'vitest';
import { EFFECT_KINDS, Effects } from './effects.ts';

describe('the log of effects', () => {
  test('keeps what was told, in order', () => {
    const log = new Effects();
    for (const kind of EFFECT_KINDS) log[kind](EFFECT_KINDS.indexOf(kind) + 100, 7);
    expect(log.count).toBe(EFFECT_KINDS.length);
    for (const [number, kind] of EFFECT_KINDS.entries()) {
      expect([kind, log.kind(number), log.first(number)]).toEqual([kind, number, number + 100]);
    }
    const withSecond = EFFECT_KINDS.filter((_, number) => log.second(number) === 7);
    expect(withSecond).toEqual([
      'took',
      'putBack',
      'cached',
      'moved',
      'typeChanged',
      'entered',
      'zeroed',
      'notified',
      'collapsed',
      'boosted',
    ]);
  });

  test('is empty after it was cleared', () => {
    const log = new Effects();
    log.took(1, 0);
    log.clear();
    log.culprit(9);
    expect([log.count, log.kind(0), log.first(0), log.second(0)]).toEqual([
      1,
      EFFECT_KINDS.indexOf('culprit'),
      9,
      0,
    ]);
  });

  test('grows as long as an operation may reasonably go on, and then ends it', () => {
    const log = new Effects();
    const most = 2 ** 22;
    for (let pfn = 0; pfn < most; pfn++) log.moved(pfn, pfn + 1);
    expect([log.count, log.first(most - 1), log.second(12345)]).toEqual([most, most - 1, 12346]);
    expect(() => log.moved(0, 0)).toThrow('more than 4194304 effects');
  });
});

test('a log that keeps no queues keeps the rest', () => {
  const effects = new Effects(false);
  effects.took(1, 0);
  effects.cached(2, 0);
  effects.putBack(3, 0);
  effects.reclaimed(4);
  expect([effects.count, effects.first(0)]).toEqual([1, 4]);
});
