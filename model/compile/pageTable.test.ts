import { describe, expect, test } from 'vitest';
import { LEAF, LEAVES, type LeafName } from '../../spec/pages/leaf.ts';
import {
  ARRIVE_EVENTS,
  PAGE_EVENT,
  PAGE_EVENTS,
  type PageEventName,
  SERVE_EVENTS,
} from '../machines/pageEvents.ts';
import { type PageFacts, pageFactCode } from '../machines/pageFacts.ts';
import { nextLeaf, REFUSED, refusalOf, transitionNumberOf } from './compiledMachine.ts';
import { compileMachine } from './compileMachine.ts';
import { pageTable, pageText } from './pageTable.ts';

/** A mirrored page of a kernel zone with nothing special about it. */
const PLAIN: PageFacts = {
  zone: 'kernel',
  mirror: 'protected',
  blockType: 'ordinary',
  isolated: false,
  bad: 'no',
};

const USED = LEAVES.map(({ name }) => name).filter((name) => /^(movable|pinned|mirrored)/.test(name));
const HELD = USED.filter((name) => name !== 'pinned.orphan');
const PINNED = ['pinned.shortterm', 'pinned.longterm', 'mirrored.criticalPinned'] as const;
const UNMOVABLE = ['pinned.kernel', 'pinned.fixed', 'mirrored.kernel'] as const;

/** Where the event leads, or the invariant that refuses it. */
function answer(leaf: LeafName, event: PageEventName, facts: Partial<PageFacts> = {}): string {
  const code = pageFactCode({ ...PLAIN, ...facts });
  const cell = nextLeaf(pageTable.cells, PAGE_EVENT[event], LEAF[leaf], code);
  if (cell < REFUSED) return pageTable.leaves[cell] ?? 'nowhere';
  return refusalOf(pageTable, PAGE_EVENT[event], LEAF[leaf], code)?.invariant ?? 'no reason';
}

describe('placement', () => {
  test.each(['serveKernel', 'serveKernelPromised', 'serveReclaimable', 'serveReclaimablePromised'] as const)(
    'INV-1: %s is refused in ZONE_MOVABLE',
    (event) => {
      expect(answer('free.available', event, { zone: 'movable' })).toBe('INV-1');
      expect(answer('free.cached', event, { zone: 'movable' })).toBe('INV-1');
    },
  );

  test('INV-2: a promised kernel page on a bare frame is refused', () => {
    expect(answer('free.available', 'serveKernelPromised', { mirror: 'bare' })).toBe('INV-2');
    expect(answer('free.available', 'serveReclaimablePromised', { mirror: 'bare' })).toBe('INV-2');
  });

  test('a promised kernel page is mirrored on a protected frame, pinned on an exempt one', () => {
    expect(answer('free.available', 'serveKernelPromised')).toBe('mirrored.kernel');
    expect(answer('free.available', 'serveKernelPromised', { mirror: 'exempt' })).toBe('pinned.kernel');
  });

  test('without a promise a kernel page is pinned, wherever it lies', () => {
    for (const mirror of ['protected', 'exempt', 'bare'] as const)
      expect(answer('free.available', 'serveKernel', { mirror })).toBe('pinned.kernel');
  });

  test('INV-2: critical memory is mirrored or refused', () => {
    expect(answer('free.available', 'serveCritical')).toBe('mirrored.critical');
    expect(answer('free.available', 'serveCritical', { mirror: 'exempt' })).toBe('INV-2');
    expect(answer('movable.migrating', 'arriveCritical', { mirror: 'bare' })).toBe('INV-2');
    expect(answer('movable.migrating', 'arriveCriticalLongterm', { mirror: 'bare' })).toBe('INV-2');
  });

  test('a user page that fell back into the mirror is movable', () => {
    expect(answer('free.available', 'serveUser')).toBe('movable.mapped');
  });

  test('INV-151: a design that keeps user memory outside refuses it in kernel zones', () => {
    expect(answer('free.available', 'serveUserOutside')).toBe('INV-151');
    expect(answer('free.available', 'serveUserOutside', { zone: 'movable' })).toBe('movable.mapped');
    expect(answer('movable.migrating', 'arriveDriverOutside')).toBe('INV-151');
  });

  test('INV-122: file-system buffers stay below ZONE_MOVABLE', () => {
    expect(answer('free.available', 'serveKernelMovable', { zone: 'movable' })).toBe('INV-122');
    expect(answer('movable.migrating', 'arriveKernelMovable', { zone: 'movable' })).toBe('INV-122');
  });

  test('INV-139: CMA serves what can move, and nothing else', () => {
    const cma = { blockType: 'cma' } as const;
    for (const event of ['serveUser', 'serveKernelMovable', 'serveDriver', 'serveCritical'] as const)
      expect(answer('free.available', event, cma)).toMatch(/^(movable|mirrored)/);
    for (const event of ['serveKernel', 'serveReclaimable', 'serveKernelPromised'] as const)
      expect(answer('free.available', event, cma)).toBe('INV-139');
  });

  test.each([...SERVE_EVENTS])('INV-134, INV-192: %s never takes an isolated or a poisoned page', (event) => {
    const zone = event.endsWith('Outside') ? 'movable' : 'kernel';
    for (const leaf of ['free.available', 'free.cached'] as const) {
      expect(answer(leaf, event, { zone, isolated: true })).toBe('INV-134');
      expect(answer(leaf, event, { zone, bad: 'injected' })).toBe('INV-192');
    }
    expect(answer('free.isolated', event, { zone })).toBe('INV-134');
  });

  test.each([...ARRIVE_EVENTS])(
    'INV-134, INV-192: %s never ends on an isolated or a poisoned page',
    (event) => {
      const zone = event.endsWith('Outside') ? 'movable' : 'kernel';
      expect(answer('movable.migrating', event, { zone, isolated: true })).toBe('INV-134');
      expect(answer('movable.migrating', event, { zone, bad: 'real' })).toBe('INV-192');
    },
  );
});

test('INV-154: neither a private list nor a contiguous range has any of the mirror reserve', () => {
  const facts = { blockType: 'reserve' } as const;
  expect(answer('free.reserve', 'take', facts)).toBe('INV-154');
  expect(answer('free.reserve', 'isolateForRange', facts)).toBe('INV-154');
});

describe('ownership', () => {
  test('INV-103: a page in use is not served again', () => {
    for (const leaf of HELD) for (const event of SERVE_EVENTS) expect(answer(leaf, event)).toBe('INV-103');
    for (const event of SERVE_EVENTS) expect(answer('pinned.orphan', event)).toBe('INV-107');
  });

  test('INV-117: a page that nobody holds is not freed', () => {
    for (const { name } of LEAVES.filter(({ name }) => !USED.includes(name)))
      expect([answer(name, 'free'), answer(name, 'freeToCache')]).toEqual(['INV-117', 'INV-117']);
  });

  test('INV-117: boot memory is not freed', () => {
    expect(answer('pinned.fixed', 'free')).toBe('INV-117');
  });

  test.each([...PINNED])('INV-107: %s is not freed', (leaf) => {
    expect(answer(leaf, 'free')).toBe('INV-107');
  });

  test.each([
    ['movable.mapped', 'free'],
    ['movable.mapped', 'reclaim'],
    ['mirrored.kernel', 'free'],
    ['movable.migrating', 'vacate'],
    ['free.cached', 'putBack'],
  ] as const)('a page in %s comes home after %s by what is true of it now', (leaf, event) => {
    expect(answer(leaf, event)).toBe('free.available');
    expect(answer(leaf, event, { isolated: true })).toBe('free.isolated');
    expect(answer(leaf, event, { bad: 'injected', isolated: true })).toBe('offline.poisoned');
  });

  test('INV-118, INV-195: neither an isolated nor a poisoned page is kept on a private list', () => {
    expect(answer('pinned.kernel', 'freeToCache')).toBe('free.cached');
    expect(answer('pinned.kernel', 'freeToCache', { isolated: true })).toBe('INV-118');
    expect(answer('pinned.kernel', 'freeToCache', { bad: 'real' })).toBe('INV-195');
  });

  test('INV-171: only user memory is reclaimed', () => {
    for (const { name } of LEAVES.filter(({ name }) => name !== 'movable.mapped'))
      expect(answer(name, 'reclaim')).toBe('INV-171');
  });
});

describe('extra references', () => {
  test('INV-168: what is referenced does not move, and moves again afterwards', () => {
    expect(answer('movable.mapped', 'getRef')).toBe('pinned.shortterm');
    expect(answer('movable.driver', 'getRef')).toBe('pinned.shortterm');
    expect(answer('mirrored.critical', 'getRef')).toBe('mirrored.criticalPinned');
    expect(answer('pinned.shortterm', 'putRefToNone')).toBe('movable.mapped');
    expect(answer('pinned.shortterm', 'putRefToDriver')).toBe('movable.driver');
    expect(answer('mirrored.criticalPinned', 'putRefToNone')).toBe('mirrored.critical');
    expect(answer('pinned.orphan', 'migrateBegin')).toBe('INV-168');
    expect(answer('pinned.orphan', 'isolate')).toBe('pinned.orphan');
  });

  test('INV-117: an orphan is made once, and ends once', () => {
    for (const leaf of [
      'pinned.shortterm',
      'pinned.kernel',
      'mirrored.kernel',
      'mirrored.criticalPinned',
    ] as const)
      expect(answer(leaf, 'ownerDrop')).toBe('pinned.orphan');
    expect(answer('pinned.orphan', 'ownerDrop')).toBe('INV-117');
    expect(answer('pinned.orphan', 'putLast')).toBe('free.available');
    expect(answer('pinned.orphan', 'putLast', { isolated: true })).toBe('free.isolated');
    expect(answer('pinned.orphan', 'putLastToCache')).toBe('free.cached');
    expect(answer('pinned.orphan', 'putLastToCache', { bad: 'real' })).toBe('INV-195');
    expect(answer('free.available', 'putLast')).toBe('INV-117');
  });
});

describe('lent memory', () => {
  test('INV-176: a lent page is given to nobody, and stays, until it is returned', () => {
    expect(answer('free.available', 'lend')).toBe('offline.lent');
    for (const event of ['take', 'migrateBegin', 'serveUser'] as const)
      expect(answer('offline.lent', event)).toBe('INV-176');
    expect(answer('offline.lent', 'takeOffline')).toBe('INV-185');
    expect(answer('offline.lent', 'returnLent')).toBe('free.available');
    expect(answer('offline.lent', 'returnLentToCache', { isolated: true })).toBe('INV-118');
    expect(answer('movable.driver', 'returnLent')).toBe('INV-176');
  });
});

describe('pins and migration', () => {
  test('INV-163: a long-term pin stays out of ZONE_MOVABLE, CMA and isolated blocks', () => {
    for (const leaf of ['movable.mapped', 'mirrored.critical', ...PINNED] as const)
      for (const facts of [{ zone: 'movable' }, { blockType: 'cma' }, { isolated: true }] as const)
        expect(answer(leaf, 'pinLong', facts)).toBe('INV-163');
    expect(answer('movable.mapped', 'pinLong')).toBe('pinned.longterm');
    expect(answer('mirrored.critical', 'pinLong')).toBe('mirrored.criticalPinned');
  });

  test('a short-term pin is legal everywhere', () => {
    expect(answer('movable.mapped', 'pinShort', { zone: 'movable', blockType: 'cma' })).toBe(
      'pinned.shortterm',
    );
  });

  test('the longest pin left decides the leaf', () => {
    expect(answer('pinned.longterm', 'pinShort')).toBe('pinned.longterm');
    expect(answer('pinned.longterm', 'unpinToShort')).toBe('pinned.shortterm');
    expect(answer('pinned.longterm', 'unpinToNone')).toBe('movable.mapped');
    expect(answer('pinned.shortterm', 'unpinToLong')).toBe('INV-167');
    expect(answer('mirrored.criticalPinned', 'unpinToNone')).toBe('mirrored.critical');
  });

  test.each([...PINNED])('INV-168: %s does not move', (leaf) => {
    expect(answer(leaf, 'migrateBegin')).toBe('INV-168');
  });

  test.each([...UNMOVABLE])('INV-172: %s does not move', (leaf) => {
    expect(answer(leaf, 'migrateBegin')).toBe('INV-172');
  });

  test('INV-165: the target of a long-term pin is neither in ZONE_MOVABLE nor CMA', () => {
    expect(answer('movable.migrating', 'arriveLongterm', { zone: 'movable' })).toBe('INV-165');
    expect(answer('movable.migrating', 'arriveCriticalLongterm', { blockType: 'cma' })).toBe('INV-165');
  });
});

describe('hotplug and memory errors', () => {
  test('fresh memory is withheld, then free', () => {
    expect(answer('offline.present', 'online')).toBe('free.isolated');
    expect(answer('free.isolated', 'unisolate', { isolated: true })).toBe('free.available');
  });

  test('INV-185: a block with a page in use is not taken offline', () => {
    for (const leaf of [...USED, 'free.available', 'free.cached'] as const)
      expect(answer(leaf, 'takeOffline')).toBe('INV-185');
    expect(answer('free.isolated', 'takeOffline', { isolated: true })).toBe('offline.present');
  });

  test.each([...UNMOVABLE])('INV-188: no pageblock is isolated around %s', (leaf) => {
    expect(answer(leaf, 'isolate')).toBe('INV-188');
  });

  test('INV-188, INV-137: CMA is not isolated, and nothing is twice', () => {
    expect(answer('free.available', 'isolate', { blockType: 'cma' })).toBe('INV-188');
    expect(answer('free.isolated', 'isolate', { isolated: true })).toBe('INV-137');
  });

  test('INV-198: a poisoned page does not come online, but does not keep a block online', () => {
    expect(answer('offline.poisoned', 'online')).toBe('INV-198');
    expect(answer('offline.poisoned', 'takeOffline')).toBe('offline.poisoned');
  });

  test('a real error on a protected frame changes nothing, an injected one ignores the mirror', () => {
    for (const leaf of ['free.available', 'movable.mapped', 'mirrored.critical'] as const) {
      expect(answer(leaf, 'poisonReal')).toBe(leaf);
      expect(answer(leaf, 'poisonReal', { mirror: 'exempt' })).toBe('offline.poisoned');
      expect(answer(leaf, 'poisonInjected')).toBe('offline.poisoned');
    }
  });

  test('a holder that cannot be parted from its page keeps it', () => {
    for (const leaf of [...UNMOVABLE, ...PINNED, 'movable.driver'] as const)
      expect(answer(leaf, 'poisonReal', { mirror: 'bare' })).toBe(leaf);
  });

  test('memory that is not online knows no errors', () => {
    expect(answer('offline.absent', 'poisonReal')).toBe('INV-103');
    expect(answer('offline.present', 'poisonInjected')).toBe('INV-103');
  });
});

describe('what a campaign counts', () => {
  test('a transition has one number, which leads back to it', () => {
    for (const [number, { event, leaf, target }] of pageTable.transitions.entries())
      expect(transitionNumberOf(pageTable, event, leaf, target)).toBe(number);
  });

  test('what no facts allow has no number', () => {
    const { serveUser } = PAGE_EVENT;
    expect(transitionNumberOf(pageTable, serveUser, LEAF['free.isolated'], LEAF['movable.mapped'])).toBe(-1);
  });

  test('every event is part of a transition', () => {
    expect(new Set(pageTable.transitions.map(({ event }) => event)).size).toBe(PAGE_EVENTS.length);
  });
});

test('compiling takes less than 240 ms', () => {
  const fastest = Math.min(...Array.from({ length: 5 }, () => timeOf(() => compileMachine(pageText))));
  expect(fastest).toBeLessThan(240);
});

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
