import { describe, expect, test } from 'vitest';
import {
  ERROR_INJECTED,
  ERROR_REAL,
  ONLINE_DEFAULT,
  ONLINE_MOVABLE,
  PIN_LONG,
  PIN_SHORT,
} from '../../spec/operations/arguments.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { leafMask } from '../../spec/pages/leaf.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { machine, mirrored, NO_MARKS } from '../testing/machines.ts';
import { retire, Scene } from '../testing/scene.ts';
import {
  expectAdd,
  expectAllocate,
  expectOffline,
  expectOnline,
  expectPin,
  expectPoison,
  expectPoolGet,
  expectPutRef,
  expectRemove,
  isUsedMask,
} from './expectation.ts';

const layout = machine('M0-32 U32-64 U64-80o', { reserved: [{ start: 0, end: 1, why: 'kernel image' }] });

describe('what the model says of a request', () => {
  const says = (scene: Scene, request: string, order = 0) =>
    expectAllocate(scene.state, scene.oracle.book.classes[requestClassNumber(request)]!, order, 0);

  test('is the zone that would serve, or the refusal', () => {
    const scene = new Scene(mirrored);
    expect(says(scene, 'user', 2)).toBe('a block of order 2 in Node 0 Movable');
    expect(says(scene, 'kernel')).toBe('a block of order 0 in Node 0 Normal');
    expect(says(scene, 'contradictory')).toBe('INVALID: the flags contradict each other');
    expect(says(scene, 'critical')).toBe('NOT_PERMITTED');
    retire(scene, 0, 32);
    expect(says(scene, 'kernel')).toBe('NO_MEMORY');
  });

  test('counts the rounds of a request that finds nothing', () => {
    const scene = new Scene(mirrored);
    retire(scene, 0, 32);
    expect(says(scene, 'nofail')).toBe('a block of order 0 from what rounds free, or WOULD_WAIT');
    scene.setRetries(2);
    expect(says(scene, 'kernel', 1)).toBe('a block of order 1 from what 2 rounds free, or NO_MEMORY');
    expect(says(scene, 'light')).toBe('a block of order 0 from what 1 round frees, or NO_MEMORY');
    expect(says(scene, 'atomic')).toBe('NO_MEMORY');
  });

  test('knows the marks, and who may ignore them', () => {
    const scene = new Scene(machine('M0-32 U32-64', { tuning: { ...NO_MARKS, minFreePages: 32 } }));
    expect(says(scene, 'kernel')).toBe('NO_MEMORY');
    expect(says(scene, 'memalloc')).toBe('a block of order 0 in Node 0 Normal');
    expect(scene.state.undecided).toBe(0);
  });

  test('is the first zone above its low mark, be it the last of all', () => {
    const geometry = { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 32, dma32End: 32 };
    const tuning = { ...NO_MARKS, minFreePages: 16 };
    const scene = new Scene(machine('U0-64', { geometry, tuning }), 'none');
    expect(says(scene, 'kernel')).toBe('a block of order 0 in Node 0 Normal');
    retire(scene, 32, 55);
    expect(says(scene, 'kernel')).toBe('a block of order 0 in Node 0 DMA');
    retire(scene, 0, 23);
    expect(says(scene, 'kernel')).toBe('a block of order 0 in Node 0 Normal');
  });

  test('is no zone whose last page may be on a private list', () => {
    const geometry = { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 32 };
    const scene = new Scene(machine('U0-32', { geometry }), 'none', { reportsCache: false });
    const handle = scene.allocate('user', 31);
    retire(scene, 0, 31);
    scene.free(handle);
    expect(says(scene, 'kernel')).toBe('NO_MEMORY');
  });
});

describe('what the model says of a pin', () => {
  const says = (scene: Scene, handle: number, term: number) =>
    expectPin(scene.state, scene.oracle.book, handle, term);

  test('is where the block will be, or what keeps it', () => {
    const scene = new Scene(mirrored);
    const user = scene.allocate('user', 32, { order: 1 });
    expect(says(scene, user, PIN_SHORT)).toBe('pinned at 0x20');
    expect(says(scene, user, PIN_LONG)).toBe('moved to Node 0 Normal, then pinned');
    expect(says(scene, scene.allocate('buffer', 0), PIN_LONG)).toBe('pinned at 0x0');
    scene.poison(33, 'injected', 3);
    expect(says(scene, user, PIN_LONG)).toBe('BUSY because of 0x21, which is poisoned');
    scene.pin(user, 'short', 32);
    expect(says(scene, user, PIN_LONG)).toBe('BUSY because of 0x20, which is pinned or referenced');
    const other = scene.allocate('user', 40);
    retire(scene, 1, 32);
    expect(says(scene, other, PIN_LONG)).toBe('NO_MEMORY, nothing pinned');
  });
});

test('what the model says of offlining is the state of the block, or a page that must stay', () => {
  const scene = new Scene(layout);
  expect(expectOffline(scene.state, 9)).toBe('NOT_ONLINE: there is no such block');
  expect(expectOffline(scene.state, 4)).toBe('DONE: it is offline');
  expect(expectOffline(scene.state, 2)).toBe('DONE, or NO_MEMORY if a page finds no new place');
  expect(expectOffline(scene.state, 0)).toBe('BUSY because of a page such as 0x0: it is pinned.fixed');
  const short = new Scene(machine('M0-32 U32-60'));
  expect(expectOffline(short.state, 3)).toBe(
    'BUSY because of a page such as 0x3c: there is no memory in service',
  );
});

test('what keeps a memory block in service is told by the zone of its own first page', () => {
  const scene = new Scene(layout);
  scene.pin(scene.allocate('user', 33), 'short', 33);
  expect(expectOffline(scene.state, 2)).toBe('BUSY because of a page such as 0x21: it is pinned.shortterm');
});

test('what the model says of plugging in and pulling out is whether the block is there, and offline', () => {
  const scene = new Scene(machine('M0-32 U32-64 U64-80o U96-112')); // Block 5 is a hole.
  const blocks = [3, 4, 5, 99];
  const says = () => blocks.map((block) => [expectAdd(scene.state, block), expectRemove(scene.state, block)]);
  const none = ['INVALID: the machine has no memory there', 'NOT_ONLINE: there is no such block'];
  const online = ['INVALID: the block is there', 'BUSY: it is not offline'];
  expect(says()).toEqual([online, ['INVALID: the block is there', 'DONE'], none, none]);
  scene.remove(4, DONE);
  expect(says()).toEqual([online, ['DONE', 'NOT_ONLINE: there is no such block'], none, none]);
});

test('what the model says of the end of a reference is whether anybody still has the block', () => {
  const scene = new Scene(mirrored);
  const handle = scene.allocate('kernel', 0, { order: 1 });
  const says = (of = handle) => expectPutRef(scene.state, of);
  scene.getRef(handle);
  expect(says()).toBe('DONE, nothing becomes free');
  scene.getRef(handle);
  scene.free(handle);
  expect(says()).toBe('DONE, nothing becomes free');
  scene.putRef(handle);
  expect(says()).toBe('DONE, and the block is free');
  scene.putRef(handle);
  expect([says(), says(1 << 20)]).toEqual(['nothing to give back', 'nothing to give back']);
});

test('what the model says of onlining is the zone, or the page in the way', () => {
  const scene = new Scene(layout);
  const says = (block: number, to = ONLINE_DEFAULT) => expectOnline(scene.state, block, to);
  expect([says(9), says(3)]).toEqual(['NOT_ONLINE: there is no such block', 'DONE: it is online']);
  expect([says(4), says(4, ONLINE_MOVABLE)]).toEqual(['DONE, in Node 0 Normal', 'DONE, in Node 0 Movable']);
  scene.poison(33, 'injected', 0);
  scene.offline(2, 0, [
    ['isolated', 32],
    ['isolated', 40],
  ]);
  expect(says(2)).toBe('POISONED because of 0x21');
});

test('page 0 is in the way like any other', () => {
  const inCma = new Scene(machine('U0-32', { cma: [{ start: 0, end: 8 }] }), 'none');
  const user = inCma.allocate('user', 0, { order: 1 });
  inCma.poison(0, 'injected', 3);
  expect(expectPin(inCma.state, inCma.oracle.book, user, PIN_LONG)).toBe(
    'BUSY because of 0x0, which is poisoned',
  );
  const retired = new Scene(machine('U0-32'), 'none');
  retire(retired, 0, 1);
  retired.offline(0, 0, [
    ['isolated', 0],
    ['isolated', 8],
  ]);
  expect(expectOnline(retired.state, 0, ONLINE_DEFAULT)).toBe('POISONED because of 0x0');
});

test('what the model says of the pool is where the next element comes from', () => {
  const scene = new Scene(mirrored);
  expect(expectPoolGet(scene.state, scene.oracle.book)).toBe('a page in Node 0 Normal');
  scene.poolPut(scene.poolGet(0));
  retire(scene, 1, 32);
  expect(expectPoolGet(scene.state, scene.oracle.book)).toBe('one of 1 elements kept');
  scene.poolGet(0);
  expect(expectPoolGet(scene.state, scene.oracle.book)).toBe('NO_MEMORY');
});

test('what the model says of a memory error is its result', () => {
  const scene = new Scene(layout);
  scene.allocate('user', 32);
  const says = (pfn: number, error = ERROR_INJECTED) => expectPoison(scene.state, pfn, error);
  expect([says(64), says(80), says(99)]).toEqual(['NOT_ONLINE', 'NOT_ONLINE', 'NOT_ONLINE']);
  expect([says(33), says(32)]).toEqual(['recovered: the frame leaves the free memory', 'lost']);
  expect([says(0), says(0, ERROR_REAL)]).toEqual(['ignored', 'corrected']);
});

test('only frames that somebody holds are in use', () => {
  const used = ['movable.mapped', 'movable.migrating', 'pinned.kernel', 'mirrored.critical'] as const;
  const unused = [
    'free.available',
    'free.isolated',
    'offline.poisoned',
    'offline.absent',
    'pinned.fixed',
  ] as const;
  expect(used.map((name) => isUsedMask(leafMask(name)))).toEqual(used.map(() => true));
  expect(unused.map((name) => isUsedMask(leafMask(name)))).toEqual(unused.map(() => false));
});
