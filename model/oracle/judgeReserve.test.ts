import { expect, test } from 'vitest';
import { HIGHATOMIC, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

/** The hundredth part of 1,600 pages is two pageblocks of eight; of 700 it is less than one. */
const reserved = (pages: number, request: string, order: number, already = 0) => {
  const scene = new Scene(machine(`U0-${pages}`), 'none', { groupsByMobility: true });
  for (let pageblock = 0; pageblock < already; pageblock++) scene.state.blockType[pageblock] = HIGHATOMIC;
  return brokenRule(() => scene.allocate(request, 64, { order, effects: [['typeChanged', 64, HIGHATOMIC]] }));
};

test('a pageblock is reserved for an atomic request of a high order only', () => {
  expect(reserved(1600, 'kernel', 1)).toBe('INV-133');
  expect(reserved(1600, 'urgent', 1)).toBe('INV-133');
  expect(reserved(1600, 'atomic', 0)).toBe('INV-133');
});

test('at most a hundredth of a zone is reserved, and nothing of a small one', () => {
  expect(reserved(704, 'atomic', 1)).toBe('INV-133');
  expect(reserved(1600, 'atomic', 1, 2)).toBe('INV-133');
});

test('a request that is served at the low mark reserves nothing', () => {
  const scene = new Scene(machine('U0-1600'), 'none', { groupsByMobility: true });
  const effects: Effect[] = [
    ['typeChanged', 0, UNMOVABLE],
    ['typeChanged', 8, UNMOVABLE],
    ['typeChanged', 0, HIGHATOMIC],
  ];
  expect(brokenRule(() => scene.allocate('atomic', 0, { order: 1, effects }))).toBe('INV-133');
});
