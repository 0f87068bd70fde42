import { describe, expect, test } from 'vitest';
import { ALL_CPUS } from '../../spec/operations/arguments.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { mirrored, plain } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { isAllowed } from './allowed.ts';
import { isUserMemory } from './hugePages.ts';
import type { Oracle } from './oracle.ts';
import { type Judge, judge } from './outcome.ts';

describe('what the oracle tells of an allocation', () => {
  test('is who has it, and where', () => {
    const scene = new Scene(plain, 'none');
    const [held, lent] = [scene.allocate('user', 3), scene.inflate(8)];
    scene.getRef(held);
    const { oracle } = scene;
    expect([oracle.isLent(lent), oracle.isLent(held), oracle.isLent(9), oracle.isLent(1 << 20)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([held, lent, 9, 1 << 20].map((handle) => oracle.placeOf(handle))).toEqual([3, 8, -1, -1]);
    expect([held, lent, 9, 1 << 20].map((handle) => oracle.referencesOf(handle))).toEqual([1, 0, 0, 0]);
    expect([oracle.where(held), oracle.where(lent)]).toEqual([3, -1]);
  });

  test('is what a process may ask for, once it is mirrored', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    const user = requestClassNumber('user');
    const { oracle } = scene;
    const meant = () =>
      [0, 1, 3].map((owner) => oracle.termsFor(user, owner) === oracle.book.ofMirrored[user]);
    expect(meant()).toEqual([false, false, false]);
    scene.upgrade(3, DONE);
    expect(meant()).toEqual([false, false, true]);
    expect(oracle.termsFor(user, 1)).toBe(oracle.book.classes[user]);
  });

  test('is whether user space has it', () => {
    const { state } = new Scene(plain, 'none');
    const users = CLAIMS.filter((_, claim) => {
      state.claim[0] = claim;
      return isUserMemory(state, 0);
    });
    expect(users).toEqual(['user', 'kernelMovable', 'critical']);
  });
});

test('an operation is judged by the method of its name, with its arguments', () => {
  const calls: unknown[][] = [];
  const listener = new Proxy({} as Judge<number>, {
    get:
      (_, name) =>
      (...given: unknown[]) =>
        calls.push([name, ...given.map((each) => (typeof each === 'number' ? each : 'log'))]),
  });
  const outcome = { answer: 7, effects: [] };
  for (const operation of [
    { kind: 'drain', cpu: -1 },
    { kind: 'drain', cpu: 0 },
    { kind: 'drain', cpu: 2 },
    { kind: 'pin', of: 4, term: 'long' },
    { kind: 'unpin', of: 4, term: 'short' },
    { kind: 'free', of: 4, cpu: 1 },
    { kind: 'reclaim', pages: 5, node: 1, zone: 2 },
    { kind: 'offline', block: 3 },
    { kind: 'online', block: 3, to: 'movable' },
    { kind: 'poison', pfn: 9, error: 'real' },
    { kind: 'allocate', class: 'user', order: 2, node: 1, cpu: 0 },
  ] as const)
    judge(listener, operation, 6, outcome);
  expect(calls).toEqual([
    ['drain', ALL_CPUS, 7, 'log'],
    ['drain', 0, 7, 'log'],
    ['drain', 2, 7, 'log'],
    ['pin', 4, 1, 7, 'log'],
    ['unpin', 4, 0, 7, 'log'],
    ['free', 4, 7, 'log', 1],
    ['reclaim', 5, 1, 2, 7, 'log'],
    ['offline', 3, 7, 'log'],
    ['online', 3, 2, 7, 'log'],
    ['poison', 9, 1, 7, 'log'],
    ['allocate', 6, requestClassNumber('user'), 2, 1, 7, 'log', 0, 0],
  ]);
});

test('what is no objection is not taken for one', () => {
  const broken = {
    drain: () => {
      throw new TypeError('broken');
    },
  } as unknown as Oracle;
  const ask = () => isAllowed(broken, { kind: 'drain', cpu: -1 }, 0, { answer: DONE, effects: [] });
  expect(ask).toThrow(TypeError);
  const { oracle } = new Scene(plain, 'none');
  const asked = (answer: number) => isAllowed(oracle, { kind: 'drain', cpu: -1 }, 0, { answer, effects: [] });
  expect([asked(DONE), asked(-1)]).toEqual([true, false]);
});
