import { expect, test } from 'vitest';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

const empty = () => new Scene(plain, 'none');

test('INV-120: all of a block is cleared for a request that asks for it', () => {
  expect(brokenRule(() => empty().allocate('zeroed', 0, { order: 1 }))).toBe('INV-120');
  expect(brokenRule(() => empty().allocate('zeroed', 0, { order: 1, effects: [['zeroed', 0, 0]] }))).toBe(
    'INV-120',
  );
  expect(
    brokenRule(() => empty().allocate('zeroed', 0, { order: 1, effects: [['zeroed', 0, 1]] })),
  ).toBeNull();
});

test('what a target clears that does not report it is not judged', () => {
  const silent = new Scene(plain, 'none', { reportsClearing: false });
  expect(brokenRule(() => silent.allocate('zeroed', 0, { order: 1 }))).toBeNull();
});

test('a block may be cleared before it is asked for, and stays clean until it is handed out', () => {
  const scene = empty();
  scene.allocate('user', 0, { effects: [['zeroed', 8, 1]] });
  scene.allocate('zeroed', 8);
  expect(scene.state.cleanPages).toBe(1);
  scene.free(1);
  expect(brokenRule(() => scene.allocate('zeroed', 8))).toBe('INV-120');
});

test('what was moved or granted to somebody else is clean no more', () => {
  const scene = empty();
  scene.allocate('user', 0, { effects: [['zeroed', 8, 3]] });
  scene.migrate(0, 8, [['moved', 0, 8]]);
  scene.migrate(0, 1, [['moved', 8, 1]]);
  expect(scene.state.cleanPages).toBe(7);
  expect(brokenRule(() => scene.allocate('zeroed', 8))).toBe('INV-120');
});

test('INV-120: a page in use is never cleared', () => {
  const scene = empty();
  scene.allocate('user', 0, { order: 1 });
  expect(brokenRule(() => scene.allocate('user', 2, { effects: [['zeroed', 1, 0]] }))).toBe('INV-120');
});

test('a request that is refused leaves clean what was cleared', () => {
  const scene = empty();
  expect(brokenRule(() => scene.allocate('zeroed', NO_MEMORY, { effects: [['zeroed', 0, 0]] }))).toBe(
    'INV-3',
  );
  scene.reset();
  expect(scene.state.cleanPages).toBe(0);
});

test('a page that is cleared twice is clean once, and a campaign hears who asked for it', () => {
  const scene = empty();
  const effects = [
    ['zeroed', 8, 1],
    ['zeroed', 9, 0],
  ] as const;
  scene.allocate('user', 0, { effects });
  expect([scene.state.cleanPages, scene.state.witnesses[WITNESS.zeroed]]).toEqual([2, 0]);
  scene.allocate('zeroed', 8);
  expect([scene.state.cleanPages, scene.state.witnesses[WITNESS.zeroed]]).toEqual([1, 1]);
});
