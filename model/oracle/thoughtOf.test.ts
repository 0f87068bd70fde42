import { expect, test } from 'vitest';
import { DONE, REFUSALS } from '../../spec/operations/outcome.ts';
import { machine, NO_MARKS } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { candidatesFor } from './candidates.ts';
import type { Asked } from './outcome.ts';

const geometry = { maxOrder: 1, pageblockOrder: 1, memoryBlockPages: 4, dmaEnd: 0, dma32End: 0 };
/** Eight pages in four pageblocks and two memory blocks. */
const layout = machine('U0-8', { geometry, tuning: NO_MARKS });

/** In use: 1, and 4..5; on private lists: those pages of 0, 2 and 7. */
function scene(...cached: readonly number[]): Scene {
  const made = new Scene(layout, 'none');
  made.allocate('user', 1);
  made.allocate('user', 4, { order: 1 });
  for (const pfn of cached) made.free(made.allocate('user', pfn), [['cached', pfn, 0]]);
  return made;
}

/** What is thought of: the answers, and the logs, each as one line. */
function thoughtOf(operation: Asked, { state }: Scene = scene()) {
  const all = candidatesFor(state, operation);
  const textOf = (log: (typeof all)[number]['effects']): string =>
    log.map((deed) => deed.join(' ')).join(', ');
  const logs = [...new Set(all.map(({ effects }) => textOf(effects)))];
  return { count: all.length, answers: [...new Set(all.map(({ answer }) => answer))], logs };
}

const REFUSED = REFUSALS.map((_, place) => -1 - place);
const PAGES = [0, 1, 2, 3, 4, 5, 6, 7];
const PAIRS = [0, 2, 4, 6];
/** A block of each order at each place. */
const each = (kind: string) => [
  ...PAGES.map((pfn) => `${kind} ${pfn} 0`),
  ...PAIRS.map((pfn) => `${kind} ${pfn} 1`),
];

test('of a drain nothing, any block, all that is private, and all of it but one are thought of', () => {
  const drain: Asked = { kind: 'drain', cpu: -1 };
  expect(thoughtOf(drain).logs).toEqual(['', ...each('putBack')]);
  expect(thoughtOf(drain).answers).toEqual([1, DONE, ...REFUSED]);
  expect(thoughtOf(drain, scene(0)).logs).toEqual(['', ...each('putBack')]);
  expect(thoughtOf(drain, scene(0, 2)).logs).toEqual(['', 'putBack 0 0, putBack 2 0', ...each('putBack')]);
  expect(thoughtOf(drain, scene(0, 2, 7)).logs.slice(0, 5)).toEqual([
    '',
    'putBack 0 0, putBack 2 0, putBack 7 0',
    'putBack 2 0, putBack 7 0',
    'putBack 0 0, putBack 7 0',
    'putBack 0 0, putBack 2 0',
  ]);
});

test('of a memory error every result is thought of', () => {
  const { answers, logs } = thoughtOf({ kind: 'poison', pfn: 0, error: 'real' });
  expect([answers, logs.length]).toEqual([[0, 1, 2, 3, 4, 5, ...REFUSED], 13]);
});

test('of a request every page, every refill and every claim are thought of, and what is private given back', () => {
  const ask: Asked = { kind: 'allocate', class: 'user', order: 1, node: 0, cpu: 0 };
  const { answers, logs } = thoughtOf(ask);
  expect(answers).toEqual([...PAGES, ...REFUSED]);
  const takes = ['', ...PAIRS.map((pfn) => `took ${pfn} 1`)];
  const claims = PAIRS.map((pfn) => `typeChanged ${pfn} 1`);
  const claimed = claims.flatMap((claim) => takes.map((take) => [claim, take].filter(Boolean).join(', ')));
  expect(logs).toEqual([...takes, ...claimed]);
  const drained = thoughtOf(ask, scene(0)).logs;
  expect(drained).toHaveLength(2 * logs.length);
  expect(drained[logs.length]).toBe('putBack 0 0');
});

test('of freeing every block that is kept is thought of, before a drain and behind one', () => {
  const free: Asked = { kind: 'free', of: 0, cpu: 0 };
  expect(thoughtOf(free).logs).toEqual(['', ...each('putBack'), ...each('cached')]);
  const { logs } = thoughtOf(free, scene(0));
  expect(logs).toContain('putBack 0 0, cached 3 0');
  expect(logs).toContain('cached 2 1, putBack 0 0');
  expect(logs).toHaveLength(1 + 12 + 12 + 24);
});

test('of a pin every move, every culprit and every claim are thought of, and a move from the page behind', () => {
  const { answers, logs } = thoughtOf({ kind: 'pin', of: 0, term: 'long' });
  expect(answers).toEqual([...PAGES, ...REFUSED]);
  const moves = (from: number) =>
    PAGES.flatMap((to) => [`moved ${from} ${to}`, `took ${to} 0, moved ${from} ${to}`]);
  const claims = PAIRS.map((pfn) => `typeChanged ${pfn} 0`);
  const led = claims.flatMap((claim) => moves(1).map((move) => `${claim}, ${move}`));
  expect(logs).toEqual([
    '',
    ...claims,
    ...PAGES.map((pfn) => `culprit ${pfn} 0`),
    ...moves(2),
    ...moves(1),
    ...led,
  ]);
  expect(thoughtOf({ kind: 'unpin', of: 0, term: 'long' }).logs).toEqual([
    '',
    ...PAGES.map((pfn) => `culprit ${pfn} 0`),
  ]);
});

test('of a reclaim up to two drops are thought of, and as many pages as there are', () => {
  const { answers, logs } = thoughtOf({ kind: 'reclaim', pages: 2, node: 0, zone: 3 });
  expect(answers).toEqual([...PAGES, 8, ...REFUSED]);
  const drops = PAGES.map((pfn) => `reclaimed ${pfn} 0`);
  expect(logs).toEqual(['', ...drops, ...drops.flatMap((one) => drops.map((two) => `${one}, ${two}`))]);
});

test('of onlining every zone and every culprit are thought of', () => {
  const { answers, logs } = thoughtOf({ kind: 'online', block: 1, to: 'movable' });
  expect(answers).toEqual([1, DONE, ...REFUSED]);
  expect(logs).toEqual([
    '',
    ...[0, 1, 2, 3].map((zone) => `zoneChosen ${zone} 0`),
    ...PAGES.map((pfn) => `culprit ${pfn} 0`),
  ]);
});

test('of an offlining every way to empty the block is thought of, and to give up on the way', () => {
  const { answers, logs } = thoughtOf({ kind: 'offline', block: 1 });
  expect(answers).toEqual([1, DONE, ...REFUSED]);
  const isolated = 'isolated 4 0, isolated 6 0';
  const stuck = (done: string) => [
    `${done}, culprit 4 0`,
    `${done}, culprit 4 0, unisolated 4 0, unisolated 6 0`,
    `${done}, culprit 4 0, unisolated 6 0`,
  ];
  const moves = PAIRS.flatMap((to) => [`moved 4 ${to}`, `took ${to} 1, moved 4 ${to}`]);
  const ways = [isolated, ...moves.map((move) => `${isolated}, ${move}`)];
  expect(logs).toEqual([
    '',
    ...PAGES.map((pfn) => `culprit ${pfn} 0`),
    'isolated 6 0',
    ...ways.flatMap((way) => [way, ...stuck(way)]),
  ]);
  const two = new Scene(layout, 'none');
  for (const pfn of [4, 5, 6]) two.allocate('user', pfn);
  const both = thoughtOf({ kind: 'offline', block: 1 }, two).logs;
  expect(both).toContain(`${isolated}, moved 4 0, moved 5 1`);
  expect(both.some((log) => log.includes('moved 6'))).toBe(false);
  const none = thoughtOf({ kind: 'offline', block: 0 }, new Scene(layout, 'none')).logs;
  expect(none).toContain('isolated 0 0, isolated 2 0');
});
