import { expect, test } from 'vitest';
import {
  DONE,
  INVALID,
  NOT_ONLINE,
  NOT_PERMITTED,
  POISON_ALREADY,
  POISON_CORRECTED,
  POISON_FAILED,
  POISON_IGNORED,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import { counted } from '../testing/counted.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

const scene = () => new Scene(machine('M0-32 U32-64 U64-80o'));
const free = ({ state }: Scene, zone = 3) => state.free[zone];

test('a retired page comes back into circulation, once', () => {
  const retired = scene();
  retired.poison(40, 'injected', POISON_RECOVERED);
  expect(free(retired)).toBe(31);
  expect(brokenRule(() => retired.unpoison(40, DONE))).toBeNull();
  expect(free(retired)).toBe(32);
  expect(brokenRule(() => retired.unpoison(40, DONE))).toBe('INV-3');
  expect(brokenRule(() => retired.unpoison(40, INVALID))).toBeNull();
  expect(brokenRule(() => retired.allocate('user', 32, { order: 4 }))).toBeNull();
});

test('a page in use loses its mark, and is free when it is freed', () => {
  const used = scene();
  const pair = used.allocate('user', 40, { order: 1 });
  used.poison(41, 'injected', POISON_FAILED);
  expect(brokenRule(() => used.unpoison(41, DONE))).toBeNull();
  expect(used.state.marked).toBe(0);
  used.free(pair);
  expect(free(used)).toBe(32);
});

test('boot memory loses its mark and stays where it is', () => {
  const fixed = new Scene({
    ...machine('M0-32 U32-64'),
    reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  });
  fixed.poison(1, 'injected', POISON_IGNORED);
  expect(brokenRule(() => fixed.unpoison(1, DONE))).toBeNull();
  expect(brokenRule(() => fixed.allocate('kernel', 1))).not.toBeNull();
});

test('nothing is taken back where there is nothing, or no memory in service', () => {
  for (const [pfn, answer] of [
    [40, INVALID],
    [64, NOT_ONLINE],
    [200, NOT_ONLINE],
  ] as const) {
    expect(brokenRule(() => scene().unpoison(pfn, answer))).toBeNull();
    expect(brokenRule(() => scene().unpoison(pfn, DONE))).toBe('INV-3');
  }
});

test('after a real error nobody takes anything back, but one that the mirror corrected does not count', () => {
  const real = scene();
  real.poison(40, 'injected', POISON_RECOVERED);
  real.poison(8, 'real', POISON_CORRECTED);
  expect(brokenRule(() => real.unpoison(40, NOT_PERMITTED))).toBe('INV-3');
  real.poison(40, 'real', POISON_ALREADY);
  expect(brokenRule(() => real.unpoison(40, DONE))).toBe('INV-194');
  expect(brokenRule(() => real.unpoison(40, NOT_PERMITTED))).toBeNull();
});

test('errors are counted by what became of them, each once', () => {
  const counted = scene();
  counted.allocate('kernel', 1);
  counted.allocate('user', 32, { order: 1 });
  counted.poison(1, 'injected', POISON_IGNORED);
  counted.poison(33, 'injected', POISON_FAILED);
  counted.poison(40, 'injected', POISON_RECOVERED);
  counted.poison(40, 'injected', POISON_ALREADY);
  counted.unpoison(40, DONE);
  const told = (...figures: [number, number, number, number, number]) =>
    brokenRule(() => counted.report((into) => into.memoryErrors(0, ...figures)));
  expect(told(3, 1, 1, 0, 1)).toBeNull();
  expect(told(4, 1, 1, 0, 1)).toBe('INV-197');
  expect(told(3, 1, 1, 1, 0)).toBe('INV-197');
});

test('what was taken back is counted, and what was refused', () => {
  const poisoned = scene();
  const pair = poisoned.allocate('user', 40, { order: 1 });
  poisoned.poison(41, 'injected', POISON_FAILED);
  poisoned.poison(50, 'injected', POISON_RECOVERED);
  const grown = (pfn: number, answer: number) => counted(poisoned, () => poisoned.unpoison(pfn, answer));
  expect(grown(41, DONE)).toEqual({ 'unpoisoned-used': 1 });
  expect(grown(50, DONE)).toEqual({ 'unpoisoned-retired': 1 });
  expect(grown(50, INVALID)).toEqual({});
  poisoned.free(pair);
  poisoned.poison(52, 'real', POISON_RECOVERED);
  expect(grown(52, NOT_PERMITTED)).toEqual({ 'unpoison-refused': 1 });
});

test('a page that comes back to an isolated pageblock is withheld with the rest of it', () => {
  const isolated = scene();
  isolated.poison(40, 'injected', POISON_RECOVERED);
  isolated.isolate(5, DONE, [['isolated', 40]]);
  const before = [isolated.state.isolatedFree[3]!, isolated.state.free[3]!];
  isolated.unpoison(40, DONE);
  expect([isolated.state.isolatedFree[3], isolated.state.free[3]]).toEqual([before[0]! + 1, before[1]]);
});

test('the frame behind the last one is not there', () => {
  const last = new Scene(machine('U0-32'), 'none');
  expect(brokenRule(() => last.unpoison(32, NOT_ONLINE))).toBeNull();
  expect(brokenRule(() => last.poison(32, 'injected', NOT_ONLINE))).toBeNull();
});
