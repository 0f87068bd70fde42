import { expect, test } from 'vitest';
import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { cellIndex, FACT_SLOTS, LEAF_SLOTS, nextLeaf, REFUSED } from './compiledMachine.ts';
import { pageTable } from './pageTable.ts';
import { stepMask } from './stepMask.ts';

const { cells } = pageTable;
const PLAIN = 0;

test('a known page has a known leaf after the event', () => {
  expect(stepMask(cells, PAGE_EVENT.serveUser, leafMask('free.available'), PLAIN)).toBe(
    leafMask('movable.mapped'),
  );
});

test('leaves that refuse drop out, and the others step', () => {
  const before = leafMask('free.available', 'free.isolated', 'movable.mapped', 'movable.driver');
  expect(stepMask(cells, PAGE_EVENT.migrateBegin, before, PLAIN)).toBe(leafMask('movable.migrating'));
});

test('several leaves may be possible afterwards', () => {
  const before = leafMask('movable.mapped', 'mirrored.critical');
  const after = leafMask('pinned.shortterm', 'mirrored.criticalPinned');
  expect(stepMask(cells, PAGE_EVENT.pinShort, before, PLAIN)).toBe(after);
});

test('a contradiction is the empty mask, and stays empty', () => {
  expect(stepMask(cells, PAGE_EVENT.free, leafMask('free.available', 'free.cached'), PLAIN)).toBe(0);
  for (const event of pageTable.events.keys()) expect(stepMask(cells, event, 0, PLAIN)).toBe(0);
});

test('whatever stands in the table: a leaf counts, and the first refusal is one already', () => {
  const table = new Uint8Array(2 * LEAF_SLOTS * FACT_SLOTS).fill(7);
  table.set([3], cellIndex(1, 0, PLAIN));
  table.set([4], cellIndex(1, 1, PLAIN));
  table.set([REFUSED], cellIndex(1, 2, PLAIN));
  expect([0, 0b1, 0b11, 0b111, 0b100].map((mask) => stepMask(table, 1, mask, PLAIN))).toEqual([
    0,
    1 << 3,
    (1 << 3) | (1 << 4),
    (1 << 3) | (1 << 4),
    0,
  ]);
});

test('bytes that stand for no facts refuse everything', () => {
  expect(stepMask(cells, PAGE_EVENT.serveUser, leafMask('free.available'), 0b110)).toBe(0);
});

test('a mask steps as its leaves step one by one', () => {
  const every = (1 << pageTable.leaves.length) - 1;
  for (const event of pageTable.events.keys())
    for (const facts of pageTable.contexts) {
      const targets = Object.values(LEAF).map((leaf) => nextLeaf(cells, event, leaf, facts));
      const expected = targets.reduce((mask, cell) => (cell < REFUSED ? mask | (1 << cell) : mask), 0);
      expect(stepMask(cells, event, every, facts)).toBe(expected);
    }
});
