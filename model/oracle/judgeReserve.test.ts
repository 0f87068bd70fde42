import { expect, test } from 'vitest';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { HIGHATOMIC, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';
import { hasRoom, mustMayReserve, reservedIn } from './judgeReserve.ts';

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

test('a hundredth of a zone is a whole number of pageblocks, rounded up, if it is one at all', () => {
  const most = (pages: number) => {
    const { state } = new Scene(machine(`U0-${pages}`), 'none');
    let count = 0;
    for (; hasRoom(state, 2); count++) state.blockType[count] = HIGHATOMIC;
    return count;
  };
  expect([792, 800, 899, 900, 1600, 1700].map(most)).toEqual([0, 1, 1, 2, 2, 3]);
});

test('each zone has its own reserve', () => {
  const { state } = new Scene(machine('U0-800 1:U800-1600'), 'none');
  state.blockType[0] = HIGHATOMIC;
  expect([reservedIn(state, 2), reservedIn(state, 6), hasRoom(state, 2), hasRoom(state, 6)]).toEqual([
    1,
    0,
    false,
    true,
  ]);
  state.blockType[199] = HIGHATOMIC;
  expect([reservedIn(state, 2), reservedIn(state, 6), hasRoom(state, 6)]).toEqual([1, 1, false]);
});

test('nothing is reserved where no memory is in service', () => {
  const { state, book } = new Scene(machine('U0-800 U800-1600o'), 'none').oracle;
  const atomic = book.classes[requestClassNumber('atomic')]!;
  const reserves = (pfn: number) => brokenRule(() => mustMayReserve(state, atomic, 1, pfn));
  expect([reserves(0), reserves(800), reserves(1 << 20)]).toEqual([null, 'INV-133', 'INV-133']);
});
