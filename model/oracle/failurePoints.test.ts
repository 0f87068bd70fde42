import { describe, expect, test } from 'vitest';
import { FAILURE_POINTS } from '../../spec/operations/arguments.ts';
import { Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, INTERRUPTED, INVALID, NO_MEMORY, VETOED } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';
import { followInject, strikes } from './failurePoints.ts';
import { BLOCK_OFFLINE, BLOCK_ONLINE, NOT_ARMED } from './state.ts';

/** Memory block 2, 32..47, holds a user page at 32 and another at 33; block 4 is offline. The target reports notifications or not. */
const used = (reportsNotifiers = true) => {
  const scene = new Scene(machine('M0-32 U32-64 U64-80o'), 'kernelcore', { reportsNotifiers });
  scene.allocate('user', 32);
  scene.allocate('user', 33);
  return scene;
};
const armed = (...points: Parameters<Scene['inject']>[]) => {
  const scene = used();
  for (const point of points) scene.inject(...point);
  return scene;
};
const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]!;

const ISOLATED: Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const BACK: Effect[] = [
  ['unisolated', 32],
  ['unisolated', 40],
  ['notified', 5, 2],
];
const GOING: Effect = ['notified', 3, 2];
const GONE: Effect = ['notified', 4, 2];
const [ONE, OTHER]: Effect[] = [
  ['moved', 32, 48],
  ['moved', 33, 49],
];

const offlined = (scene: Scene, answer: number, ...effects: (Effect | Effect[] | undefined)[]) =>
  brokenRule(() =>
    scene.offline(
      2,
      answer,
      effects.flatMap((effect) => (Array.isArray(effect?.[0]) ? (effect as Effect[]) : [effect as Effect])),
    ),
  );

describe('a failure point', () => {
  test('fails once, after as many good passes as it was armed with', () => {
    const scene = armed(['signal', 2]);
    expect([1, 2, 3, 4].map(() => strikes(scene.state, 1))).toEqual([false, false, true, false]);
    scene.inject('signal', 0);
    scene.reset();
    expect(strikes(scene.state, 1)).toBe(false);
  });

  test('is armed whatever happens', () => {
    expect(brokenRule(() => used().inject('veto', 0, BUSY))).toBe('INV-3');
    expect(brokenRule(() => used().inject('veto', 0, DONE, [['culprit', 0]]))).toBe('INV-3');
    expect(brokenRule(() => used().inject('nothing' as never, 0, INVALID))).not.toBeNull();
  });
});

describe('a veto', () => {
  test('ends an offlining before anything moves', () => {
    const scene = armed(['veto', 0]);
    expect(offlined(scene, VETOED, ISOLATED, GOING, BACK)).toBeNull();
    expect([scene.state.memoryBlock[2], met(scene, 'offline-vetoed')]).toEqual([BLOCK_ONLINE, 1]);
    expect(scene.oracle.where(0)).toBe(32);
    expect(offlined(scene, DONE, ISOLATED, GOING, ONE, OTHER, GONE)).toBeNull();
  });

  test('is heard', () => {
    expect(offlined(armed(['veto', 0]), DONE, ISOLATED, GOING, ONE, OTHER, GONE)).toBe('INV-184');
    expect(offlined(armed(['veto', 0]), VETOED, ISOLATED, GOING, ONE, BACK)).not.toBeNull();
  });

  test('is not invented', () => {
    expect(offlined(used(), VETOED, ISOLATED, GOING, BACK)).toBe('INV-3');
    expect(offlined(armed(['veto', 1]), VETOED, ISOLATED, GOING, BACK)).toBe('INV-3');
  });

  test('ends an onlining, and the block stays offline', () => {
    const told: Effect[] = [
      ['zoneChosen', 3],
      ['notified', 0, 4],
      ['notified', 2, 4],
    ];
    const scene = armed(['veto', 0]);
    expect(brokenRule(() => scene.online(4, 'movable', VETOED, told))).toBeNull();
    expect([scene.state.memoryBlock[4], met(scene, 'online-vetoed')]).toEqual([BLOCK_OFFLINE, 1]);
    expect(brokenRule(() => scene.online(4, 'movable', VETOED, told))).toBe('INV-3');
    expect(brokenRule(() => armed(['veto', 0]).online(4, 'movable', DONE, told))).toBe('INV-184');
    expect(brokenRule(() => armed(['veto', 0]).online(4, 'movable', VETOED, told.slice(0, 2)))).toBe(
      'INV-184',
    );
  });

  test('counts for a target that does not report whom it tells', () => {
    const scene = used(false);
    scene.inject('veto', 0);
    expect(offlined(scene, VETOED, ISOLATED, BACK.slice(0, 2))).toBeNull();
    const deaf = used(false);
    deaf.inject('veto', 0);
    expect(offlined(deaf, DONE, ISOLATED, ONE, OTHER)).toBe('INV-184');
  });
});

describe('a signal', () => {
  test('ends an offlining between two pages, and what has moved stays where it is', () => {
    const scene = armed(['signal', 1]);
    expect(offlined(scene, INTERRUPTED, ISOLATED, GOING, ONE, BACK)).toBeNull();
    expect([scene.oracle.where(0), scene.oracle.where(1)]).toEqual([48, 33]);
    expect([met(scene, 'offline-interrupted'), met(scene, 'offline-rolled-back-moved')]).toEqual([1, 1]);
  });

  test('ends it even when all is moved', () => {
    expect(offlined(armed(['signal', 2]), INTERRUPTED, ISOLATED, GOING, ONE, OTHER, BACK)).toBeNull();
    expect(offlined(armed(['signal', 2]), DONE, ISOLATED, GOING, ONE, OTHER, GONE)).toBe('INV-187');
    expect(offlined(armed(['signal', 3]), DONE, ISOLATED, GOING, ONE, OTHER, GONE)).toBeNull();
  });

  test('is heeded, and comes when it comes', () => {
    expect(offlined(armed(['signal', 0]), DONE, ISOLATED, GOING, ONE, OTHER, GONE)).toBe('INV-187');
    expect(offlined(armed(['signal', 1]), INTERRUPTED, ISOLATED, GOING, BACK)).toBe('INV-3');
    expect(offlined(used(), INTERRUPTED, ISOLATED, GOING, BACK)).toBe('INV-3');
  });

  test('puts everything back', () => {
    expect(offlined(armed(['signal', 0]), INTERRUPTED, ISOLATED, GOING, ['notified', 5, 2])).toBe('INV-183');
    expect(offlined(armed(['signal', 0]), INTERRUPTED, ISOLATED, GOING, BACK.slice(0, 2))).toBe('INV-184');
  });
});

describe.each(['reference', 'target', 'migration'] as const)('a failure of one move (%s)', (point) => {
  test('is tried again, and does not end the offlining', () => {
    const scene = armed([point, 1]);
    expect(offlined(scene, DONE, ISOLATED, GOING, ONE, ['retried', 33], OTHER, GONE)).toBeNull();
    expect(met(scene, 'offline-retried')).toBe(1);
  });

  test('is told when it happens, and only then', () => {
    expect(offlined(armed([point, 0]), DONE, ISOLATED, GOING, ONE, OTHER, GONE)).not.toBeNull();
    expect(offlined(armed([point, 1]), DONE, ISOLATED, GOING, ['retried', 32], ONE, OTHER, GONE)).toBe(
      'INV-187',
    );
    expect(offlined(used(), DONE, ISOLATED, GOING, ['retried', 47], ONE, OTHER, GONE)).toBe('INV-187');
    expect(offlined(used(), DONE, ISOLATED, GOING, ['retried', 32], ONE, OTHER, GONE)).toBe('INV-187');
  });

  test('is no reason to give up', () => {
    expect(offlined(armed([point, 0]), NO_MEMORY, ISOLATED, GOING, ['culprit', 32], BACK)).not.toBeNull();
  });
});

describe('who is told', () => {
  test('hears the beginning before the first move, and the end after the last', () => {
    expect(offlined(used(), DONE, ISOLATED, ONE, GOING, OTHER, GONE)).toBe('INV-184');
    expect(offlined(used(), DONE, ISOLATED, GOING, ONE, GONE, OTHER)).toBe('INV-4');
    expect(offlined(used(), DONE, GOING, ISOLATED, ONE, OTHER, GONE)).toBe('INV-184');
    expect(offlined(used(), DONE, ISOLATED, GOING, ONE, OTHER)).toBe('INV-184');
    expect(offlined(used(), DONE, ISOLATED, GOING, ONE, OTHER, ['notified', 5, 2])).toBe('INV-184');
    expect(offlined(used(), DONE, ISOLATED, GOING, ONE, OTHER, ['notified', 4, 3])).toBe('INV-184');
    expect(offlined(used(), DONE, ISOLATED, GOING, ONE, OTHER, GONE, GONE)).toBe('INV-4');
  });

  test('hears nothing of what is so already, nor of what cannot begin', () => {
    expect(brokenRule(() => used().offline(4, DONE, [['notified', 3, 4]]))).toBe('INV-181');
    expect(brokenRule(() => used().online(3, 'movable', DONE, [['notified', 0, 3]]))).toBe('INV-181');
    const pinned = used();
    pinned.pin(0, 'short', 32);
    expect(offlined(pinned, BUSY, GOING, ['culprit', 32], ['notified', 5, 2])).toBe('INV-4');
    expect(offlined(pinned, BUSY, ['culprit', 32])).toBeNull();
  });

  test('is not reported by a target that said it would not', () => {
    expect(offlined(used(false), DONE, ISOLATED, GOING, ONE, OTHER, GONE)).toBe('INV-4');
    expect(offlined(used(false), DONE, ISOLATED, ONE, OTHER)).toBeNull();
  });
});

test('a point that is not armed stays so, and one that there is not cannot be armed', () => {
  const { state } = used();
  for (let pass = 0; pass < 3; pass++) expect(strikes(state, 0)).toBe(false);
  expect(state.armed[0]).toBe(NOT_ARMED);
  const inject = (point: number, answer: number) =>
    brokenRule(() => followInject(state, point, 0, answer, new Effects()));
  const { length } = FAILURE_POINTS;
  expect([inject(length, INVALID), inject(length, DONE), inject(length - 1, DONE)]).toEqual([
    null,
    'INV-3',
    null,
  ]);
});
