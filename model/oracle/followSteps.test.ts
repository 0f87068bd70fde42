import { describe, expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import {
  BUSY,
  DONE,
  INTERRUPTED,
  INVALID,
  NO_MEMORY,
  NOT_ONLINE,
  VETOED,
} from '../../spec/operations/outcome.ts';
import { counted } from '../testing/counted.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { followBeginOffline, followCommit, followRollbackTask, followStep } from './followSteps.ts';

const log = (...told: Effect[]) => {
  const effects = new Effects();
  for (const [kind, first, second = 0] of told) effects[kind](first, second);
  return effects;
};
const ISOLATED: Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const BACK: Effect[] = [
  ['unisolated', 32],
  ['unisolated', 40],
];

/** Memory block 2, 32..47, is on its way out, with a user page at 32. */
const begun = () => {
  const scene = new Scene(machine('M0-32 U32-64'));
  scene.allocate('user', 32);
  followBeginOffline(scene.state, scene.oracle.book, 2, DONE, log(...ISOLATED));
  return scene;
};
const step = (scene: Scene, answer: number, ...told: Effect[]) =>
  brokenRule(() => followStep(scene.state, scene.oracle.book, answer, log(...told)));
const commit = (scene: Scene, answer: number, ...told: Effect[]) =>
  brokenRule(() => followCommit(scene.state, answer, log(...told)));

test('a block leaves step by step', () => {
  const scene = begun();
  expect(commit(scene, BUSY, ['culprit', 32])).toBeNull();
  expect(step(scene, 1, ['moved', 32, 48])).toBeNull();
  expect(step(scene, 0)).toBeNull();
  expect(commit(scene, DONE)).toBeNull();
  expect(scene.state.managed[3]).toBe(16);
  expect(step(scene, INVALID)).toBeNull();
});

test('what is in it moves, and nothing is left out', () => {
  expect(step(begun(), 0)).toBe('INV-187');
  expect(step(begun(), BUSY, ['culprit', 32])).toBe('INV-3');
  expect(step(begun(), 2, ['moved', 32, 48])).toBe('INV-4');
  expect(commit(begun(), DONE)).toBe('INV-185');
  expect(commit(begun(), BUSY, ['culprit', 33])).toBe('INV-3');
});

test('INV-186: nothing of it is given out in between', () => {
  expect(brokenRule(() => begun().allocate('user', 34))).toBe('INV-186');
  expect(brokenRule(() => begun().allocate('user', 48))).toBeNull();
});

test('nobody else begins with it', () => {
  const begin = (scene: Scene, answer: number, ...told: Effect[]) =>
    brokenRule(() => followBeginOffline(scene.state, scene.oracle.book, 3, answer, log(...told)));
  expect(begin(begun(), BUSY, ['culprit', 32])).toBeNull();
  expect(begin(begun(), DONE, ['isolated', 48], ['isolated', 56])).toBe('INV-137');
  expect(brokenRule(() => begun().offline(2, DONE, ISOLATED))).toBe('INV-137');
  expect(brokenRule(() => begun().offline(2, BUSY, [['culprit', 40]]))).toBeNull();
});

test('a rollback puts every pageblock back', () => {
  const back = (scene: Scene, ...told: Effect[]) =>
    brokenRule(() => followRollbackTask(scene.state, DONE, log(...told)));
  const scene = begun();
  expect(back(scene, ...BACK)).toBeNull();
  expect(scene.state.free[3]).toBe(31);
  expect(back(begun(), BACK[0]!)).toBe('INV-183');
});

test('a pinned page is in the way, and a veto ends what has begun', () => {
  const pinned = begun();
  pinned.pin(0, 'short', 32);
  expect(step(pinned, BUSY, ['culprit', 32])).toBeNull();
  const vetoed = new Scene(machine('M0-32 U32-64'));
  vetoed.inject('veto', 0);
  const told = log(...ISOLATED, ...BACK);
  expect(brokenRule(() => followBeginOffline(vetoed.state, vetoed.oracle.book, 2, VETOED, told))).toBeNull();
  expect(step(vetoed, INVALID)).toBeNull();
});

test('the first frame and the first allocation are like any other', () => {
  const leaving = () => {
    const scene = new Scene(machine('U0-64'), 'none');
    scene.allocate('user', 0);
    scene.beginOffline(0, DONE, [
      ['isolated', 0],
      ['isolated', 8],
    ]);
    return scene;
  };
  expect(step(leaving(), 1, ['moved', 0, 16])).toBeNull();
  expect(step(leaving(), 0)).toBe('INV-187');
  const busy = leaving();
  busy.inject('migration', 0);
  expect(step(busy, BUSY, ['culprit', 0])).toBeNull();
});

/** Memory block 2 with user pages at these frames, and nothing begun. */
const untouched = (frames: readonly number[] = [], habits = {}) => {
  const scene = new Scene(machine('M0-32 U32-64 U64-80o'), 'kernelcore', habits);
  for (const pfn of frames) scene.allocate('user', pfn);
  return scene;
};
const begin = (scene: Scene, answer: number, ...told: Effect[]) =>
  brokenRule(() => scene.beginOffline(2, answer, told));
/** The same, begun. */
const begunWith = (...frames: readonly number[]) => {
  const scene = untouched(frames);
  scene.beginOffline(2, DONE, ISOLATED);
  return scene;
};

describe('the beginning of an offlining in steps', () => {
  test('ends with DONE before anything moves', () => {
    expect(begin(untouched(), DONE, ...ISOLATED)).toBeNull();
    expect(begin(untouched(), INVALID, ...ISOLATED)).toBe('INV-3');
    expect(begin(untouched([32]), DONE, ...ISOLATED, ['moved', 32, 48])).toBe('INV-3');
    const full = untouched([32]);
    retire(full, 0, 32);
    retire(full, 48, 64);
    expect(begin(full, DONE, ...ISOLATED, ['culprit', 32])).toBe('INV-3');
    const first = new Scene(machine('U0-32'), 'none');
    first.allocate('user', 0);
    retire(first, 16, 32);
    const told: Effect[] = [
      ['isolated', 0],
      ['isolated', 8],
      ['culprit', 0],
    ];
    expect(brokenRule(() => first.beginOffline(0, DONE, told))).toBe('INV-3');
  });

  test('is one of a block that is online, and all of whose pages may leave', () => {
    for (const block of [4, 9]) {
      expect(brokenRule(() => untouched().beginOffline(block, NOT_ONLINE))).toBeNull();
      expect(brokenRule(() => untouched().beginOffline(block, DONE))).toBe('INV-3');
    }
    const pinned = () => {
      const scene = untouched([32]);
      scene.pin(0, 'short', 32);
      return scene;
    };
    expect(begin(pinned(), DONE, ...ISOLATED)).toBe('INV-188');
    expect(begin(pinned(), BUSY, ['culprit', 32])).toBeNull();
    expect(begin(untouched([32]), BUSY, ['culprit', 32])).toBe('INV-3');
  });

  test.each([
    [32, 0, 'INV-185'],
    [46, 1, 'INV-185'],
    [47, 0, 'INV-185'],
    [31, 0, null],
    [48, 0, null],
  ] as const)('INV-185: leaves nothing of it on private lists (page %i)', (pfn, order, rule) => {
    const hoarded = () => {
      const scene = untouched();
      scene.free(scene.allocate(pfn < 32 ? 'kernel' : 'user', pfn, { order }), [['cached', pfn, order]]);
      return scene;
    };
    expect(begin(hoarded(), DONE, ...ISOLATED)).toBe(rule);
    expect(begin(hoarded(), DONE, ['putBack', pfn, order], ...ISOLATED)).toBeNull();
  });

  test('settles what may have been on private lists', () => {
    const scene = untouched([32], { reportsCache: false });
    scene.free(0);
    const doubtful = scene.state.doubtful[3]!;
    scene.beginOffline(2, DONE, ISOLATED);
    expect(scene.state.doubtful[3]).toBe(doubtful - 1);
  });

  test('is not undone by who objects when it is over', () => {
    const scene = begunWith(32);
    scene.inject('veto', 0);
    expect(step(scene, 1, ['moved', 32, 48])).toBeNull();
  });
});

describe('a step', () => {
  const taken = (answer: number, ...told: Effect[]) => step(begunWith(32, 33), answer, ...told);

  test('is one move and ends with it', () => {
    expect(taken(1, ['moved', 33, 48])).toBeNull();
    expect(taken(1, ['moved', 32, 48], ['moved', 33, 49])).toBe('INV-4');
    expect(taken(1, ['moved', 32, 48], ['culprit', 33])).toBe('INV-4');
    expect([taken(1), taken(7), taken(-99)]).toEqual(['INV-4', 'INV-4', 'INV-4']);
    const hoarded = begunWith(32);
    hoarded.free(hoarded.allocate('user', 60), [['cached', 60, 0]]);
    expect(step(hoarded, 1, ['moved', 32, 48], ['putBack', 60, 0])).toBe('INV-4');
  });

  test('that found no room moved nothing, and names the page', () => {
    const full = (left: number, ...frames: readonly number[]) => {
      const scene = begunWith(...frames);
      retire(scene, 0, 32);
      retire(scene, 48, 64 - left);
      return scene;
    };
    expect(step(full(0, 32), NO_MEMORY, ['culprit', 32])).toBeNull();
    expect(step(full(0, 32), NO_MEMORY)).toBe('INV-3');
    expect(step(full(1, 32, 33), NO_MEMORY, ['moved', 32, 63], ['culprit', 33])).toBe('INV-4');
    expect(step(full(1, 32, 33), 1, ['moved', 32, 63], ['culprit', 33])).toBe('INV-4');
    expect(step(full(1, 32), NO_MEMORY, ['culprit', 32])).toBe('INV-3');
  });

  test('beside a page at the first frame that found no room is none either', () => {
    const scene = new Scene(machine('U0-32'), 'none');
    for (const pfn of [0, 1]) scene.allocate('user', pfn);
    retire(scene, 17, 32);
    scene.beginOffline(0, DONE, [
      ['isolated', 0],
      ['isolated', 8],
    ]);
    expect(step(scene, 1, ['moved', 1, 16], ['culprit', 0])).toBe('INV-4');
  });

  test('is interrupted by a signal, and by nothing else', () => {
    expect(taken(INTERRUPTED)).toBe('INV-3');
    const signalled = (...told: Effect[]) => {
      const scene = begunWith(32);
      scene.inject('signal', 0);
      return step(scene, INTERRUPTED, ...told);
    };
    expect([signalled(), signalled(['moved', 32, 48])]).toEqual([null, 'INV-4']);
  });

  test('is refused for a page in use that must stay, where nothing could move', () => {
    const pinned = (culprit: number, pin: number, ...frames: readonly number[]) => {
      const scene = begunWith(...frames);
      scene.pin(frames.indexOf(pin), 'short', pin);
      return step(scene, BUSY, ['culprit', culprit]);
    };
    expect(pinned(32, 32, 32)).toBeNull();
    expect(pinned(33, 32, 32)).toBe('INV-3');
    expect(pinned(32, 32, 32, 34)).toBe('INV-3');
    const bare = begunWith(32);
    bare.pin(0, 'short', 32);
    expect(step(bare, BUSY)).toBe('INV-3');
    const first = new Scene(machine('U0-32'), 'none');
    for (const pfn of [0, 1]) first.allocate('user', pfn);
    first.beginOffline(0, DONE, [
      ['isolated', 0],
      ['isolated', 8],
    ]);
    first.pin(1, 'short', 1);
    expect(step(first, BUSY, ['culprit', 1])).toBe('INV-3');
  });
});

describe('the end of an offlining in steps', () => {
  const back = (scene: Scene, answer: number, ...told: Effect[]) =>
    brokenRule(() => scene.rollback(answer, told));

  test('is none where nothing has begun', () => {
    const asked = (answer: number) => [step, commit, back].map((end) => end(untouched(), answer));
    expect(asked(INVALID)).toEqual([null, null, null]);
    expect(asked(DONE)).toEqual(['INV-3', 'INV-3', 'INV-3']);
  });

  test('has an answer of its own', () => {
    expect(commit(begunWith(), INVALID)).toBe('INV-3');
    expect(back(begunWith(), BUSY, ...BACK)).toBe('INV-183');
    expect(commit(begunWith(32), BUSY, ['culprit', 60])).toBe('INV-3');
    const others = begunWith(32);
    others.allocate('user', 60);
    expect(commit(others, BUSY, ['culprit', 60])).toBe('INV-3');
    expect(commit(begunWith(32), BUSY)).toBe('INV-3');
  });

  test('is where another beginning is told of', () => {
    expect(begin(begunWith(), BUSY, ['culprit', 40])).toBeNull();
    expect(begin(begunWith(), BUSY, ['culprit', 48])).toBe('INV-3');
    expect(begin(begunWith(), BUSY)).toBe('INV-3');
    expect(brokenRule(() => begunWith().online(2, 'movable', BUSY, [['culprit', 32]]))).toBeNull();
    expect(brokenRule(() => begunWith().online(2, 'movable', DONE, [['zoneChosen', 3]]))).toBe('INV-137');
  });

  test('is counted, as each step is', () => {
    const scene = begunWith(32);
    expect(counted(scene, () => scene.step(1, [['moved', 32, 48]]))).toEqual({ 'offline-stepped': 1 });
    expect(counted(scene, () => scene.commit(DONE))).toEqual({ 'offlined-in-steps': 1 });
    const undone = begunWith();
    expect(counted(undone, () => undone.rollback(DONE, BACK))).toEqual({ 'offline-steps-undone': 1 });
  });
});
