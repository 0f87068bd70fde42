import { describe, expect, test } from 'vitest';
import { BUSY, INVALID, NO_MEMORY, NOT_ONLINE } from '../../spec/operations/outcome.ts';
import { counted } from '../testing/counted.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const HALVES: Effect[] = [
  ['collapsed', 0, 4],
  ['collapsed', 2, 6],
];

/** What the oracle makes of a collapse of two allocations at 0 and 2, of two pages each. */
function judged(
  answer: number,
  effects: readonly Effect[],
  prepare: (scene: Scene) => void = () => {},
  requests = ['user', 'user'],
  orders = [1, 1],
) {
  const scene = new Scene(plain, 'none');
  for (const [place, request] of requests.entries())
    scene.allocate(request, 2 * place, { order: orders[place]! }); // One order a request.
  prepare(scene);
  const rule = brokenRule(() => scene.collapse(0, 1, answer, effects));
  return { scene, rule };
}

describe('two allocations that become one', () => {
  test('are one block in a new place, and their old frames are free', () => {
    const { scene, rule } = judged(4, HALVES);
    expect(rule).toBeNull();
    expect([scene.oracle.where(0), scene.oracle.orderOf(0), scene.oracle.where(1)]).toEqual([4, 2, -1]);
    expect(scene.state.free[2]).toBe(28);
    scene.free(0);
    expect(scene.state.free[2]).toBe(32);
  });

  test('go each into its half, and that is said of both', () => {
    expect(judged(4, []).rule).toBe('INV-4');
    expect(judged(4, HALVES.slice(0, 1)).rule).toBe('INV-4');
    expect(judged(4, HALVES.toReversed()).rule).toBe('INV-4');
    expect(judged(8, HALVES).rule).toBe('INV-4');
    expect(judged(4, [...HALVES, ['putBack', 9, 0]]).rule).toBe('INV-4');
  });

  test('go to free memory only', () => {
    const inPlace: Effect[] = [
      ['collapsed', 0, 0],
      ['collapsed', 2, 2],
    ];
    expect(judged(0, inPlace).rule).toBe('INV-103');
  });

  test('INV-174: are alike', () => {
    const wrong = [
      [['user', 'buffer'], [1, 1], undefined],
      [['kernel', 'kernel'], [1, 1], undefined],
      [['user', 'user'], [1, 0], undefined],
      [['user', 'user'], [1, 1], (scene: Scene) => scene.mlock(1)],
    ] as const;
    for (const [requests, orders, prepare] of wrong) {
      expect(judged(4, HALVES, prepare, [...requests], [...orders]).rule).toBe('INV-174');
      expect(judged(INVALID, [], prepare, [...requests], [...orders]).rule).toBeNull();
    }
    expect(judged(INVALID, []).rule).toBe('INV-3');
  });

  test.each([0, 1])('do not wait to be split, neither the first nor the second', (waiting) => {
    const waitingToSplit = () => {
      const scene = new Scene(plain, 'none');
      for (const pfn of [0, 4]) scene.allocate('user', pfn, { order: 2 });
      scene.unmapPart(waiting);
      return scene;
    };
    const effects: Effect[] = [
      ['collapsed', 0, 8],
      ['collapsed', 4, 12],
    ];
    expect(brokenRule(() => waitingToSplit().collapse(0, 1, 8, effects))).toBe('INV-174');
    expect(brokenRule(() => waitingToSplit().collapse(0, 1, INVALID))).toBeNull();
  });

  test('INV-174: stay apart while somebody holds one of them', () => {
    const hold = (scene: Scene) => scene.getRef(1);
    expect(judged(4, HALVES, hold).rule).toBe('INV-174');
    expect(judged(BUSY, [['culprit', 2]], hold).rule).toBeNull();
    expect(judged(BUSY, [['culprit', 0]], hold).rule).toBe('INV-3');
    expect(judged(NO_MEMORY, [], hold).rule).toBe('INV-3');
  });

  test('stay apart while one of them is poisoned', () => {
    const poison = (scene: Scene) => scene.poison(3, 'injected', 3);
    expect(judged(4, HALVES, poison).rule).toBe('INV-192');
    expect(judged(BUSY, [['culprit', 3]], poison).rule).toBeNull();
  });

  test('stay apart for want of a larger block, and for nothing less', () => {
    const scatter = (scene: Scene) => {
      for (let pfn = 4; pfn < 32; pfn += 4) retire(scene, pfn, pfn + 1);
    };
    expect(judged(NO_MEMORY, [], scatter).rule).toBeNull();
    expect(judged(NO_MEMORY, [['culprit', 0]], scatter).rule).toBe('INV-3');
    expect(judged(NOT_ONLINE, [], scatter).rule).toBe('INV-3');
    expect(judged(NO_MEMORY, []).rule).toBe('INV-3');
    const heldToo = (scene: Scene) => {
      scatter(scene);
      scene.getRef(1);
    };
    expect(judged(NO_MEMORY, [], heldToo).rule).toBe('INV-3');
  });
});

test('two of the largest blocks stay two', () => {
  const largest = () => {
    const scene = new Scene(plain, 'none');
    for (const pfn of [0, 16]) scene.allocate('user', pfn, { order: 4 });
    return scene;
  };
  expect(brokenRule(() => largest().collapse(0, 1, INVALID))).toBeNull();
  expect(brokenRule(() => largest().collapse(0, 1, NO_MEMORY))).toBe('INV-3');
});

test('a move of a half is no collapse of it', () => {
  const moved: Effect[] = HALVES.map(([, from, to = 0]) => ['moved', from, to]);
  expect(judged(4, moved).rule).toBe('INV-4');
  expect(judged(4, [HALVES[0]!, moved[1]!]).rule).toBe('INV-4');
});

test('what is not alike is refused without a culprit, and as such', () => {
  const ask = (answer: number, ...effects: Effect[]) =>
    judged(answer, effects, () => {}, ['user', 'buffer']).rule;
  expect(ask(INVALID)).toBeNull();
  expect(ask(INVALID, ['culprit', 0])).toBe('INV-3');
  expect(ask(BUSY, ['culprit', 0])).toBe('INV-3');
});

test('two processes do not share one block', () => {
  const scene = new Scene(plain, 'none');
  for (const owner of [1, 2]) scene.allocate('user', 2 * (owner - 1), { order: 1, owner });
  expect(brokenRule(() => scene.collapse(0, 1, INVALID))).toBeNull();
});

test('collapses and refusals are counted', () => {
  const grown = (answer: number, effects: readonly Effect[], requests: string[]) => {
    const scene = new Scene(plain, 'none');
    for (const [place, request] of requests.entries()) scene.allocate(request, 2 * place, { order: 1 });
    return counted(scene, () => scene.collapse(0, 1, answer, effects));
  };
  expect(grown(4, HALVES, ['user', 'user'])).toEqual({ collapsed: 1 });
  expect(grown(INVALID, [], ['user', 'buffer'])).toEqual({ 'collapse-refused': 1 });
});
