import { expect, test } from 'vitest';
import { LEAVES } from './leaf.ts';

const namesWhere = (holds: (leaf: (typeof LEAVES)[number]) => boolean): string[] =>
  LEAVES.filter(holds).map(({ name }) => name);

test('managed is what boot or an online handed to a zone: no hole, nothing out of service, kept by boot, or lent', () => {
  expect(namesWhere(({ managed }) => !managed)).toEqual([
    'offline.absent',
    'offline.present',
    'pinned.fixed',
    'offline.lent',
  ]);
});

test('only what is managed is counted free, and what waits on private lists or is set aside is not', () => {
  expect(namesWhere(({ countedFree }) => countedFree)).toEqual(['free.available']);
  expect(namesWhere(({ countedFree, managed }) => countedFree && !managed)).toEqual([]);
});

test('each has a name of its own, and says what it means', () => {
  expect(new Set(LEAVES.map(({ name }) => name)).size).toBe(LEAVES.length);
  expect(LEAVES.filter(({ meaning }) => meaning.split(' ').length < 3)).toEqual([]);
});
