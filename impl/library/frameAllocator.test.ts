import { describe, expect, test } from 'vitest';
import { GFP } from '../../spec/index.ts';
import { layoutOf } from '../testing/bootOf.ts';
import { AllocatorError } from './allocatorError.ts';
import { createAllocator } from './createAllocator.ts';
import type { EffectReport } from './effectReport.ts';
import type { AllocatorOptions } from './options.ts';

const user = { class: 'user' };
const small = (options: Partial<AllocatorOptions> = {}) => createAllocator({ pages: 256, ...options });

function errorOf(action: () => unknown): AllocatorError {
  try {
    action();
  } catch (error) {
    if (!(error instanceof AllocatorError)) throw error;
    expect(error.name).toBe('AllocatorError');
    expect(error.message).toMatch(/^\w+\(.*\): .*expected \S.*, found \S.*; \S/);
    return error;
  }
  throw new Error('no error');
}

const messageOf = (action: () => unknown): string => errorOf(action).message;

describe('what works', () => {
  test('blocks come and go, and their orders are known', () => {
    const frames = small();
    const free = () => frames.zones()[0]!.free;
    const before = free();
    const pfn = frames.allocate(4, user);
    expect(free()).toBe(before - 16);
    expect(frames.blockAt(pfn + 3)).toEqual({ pfn, order: 4, state: 'used', claim: 'user', process: 0 });
    frames.free(pfn);
    expect(free()).toBe(before);
    expect(frames.blockAt(pfn)?.state).toBe('free');
  });

  test('a freed page waits on a private list until it is drained', () => {
    const frames = small();
    const pfn = frames.allocate();
    frames.free(pfn);
    expect(frames.blockAt(pfn)?.state).toBe('cached');
    frames.drain();
    expect(frames.blockAt(pfn)?.state).toBe('free');
  });

  test('where there is no memory, tryAllocate answers undefined and allocate says why', () => {
    const frames = createAllocator({ pages: 16 });
    let served = 0;
    while (frames.tryAllocate(0, user) !== undefined) served++;
    expect(served).toBeGreaterThan(8);
    const error = errorOf(() => frames.allocate(0, user));
    expect(error.code).toBe('NO_MEMORY');
    expect(error.message).toMatch(
      /^allocate\(order 0, user\): expected a free page above the marks of its zones, found Node 0 Normal with \d+ of 16 pages free and a min mark of \d+; free or reclaim memory$/,
    );
  });

  test('what a method does beside its answer is told, in order', () => {
    const told: EffectReport[] = [];
    const frames = small({ onEffect: (effect) => told.push(effect) });
    const pfn = frames.allocate(0, user);
    expect(told.every(({ kind }) => kind === 'took')).toBe(true);
    told.length = 0;
    const to = frames.migrate(pfn);
    expect(told).toContainEqual({ kind: 'moved', from: pfn, to });
    told.length = 0;
    expect(frames.reclaim(256)).toBe(1);
    expect(told).toEqual([{ kind: 'reclaimed', pfn: to }]);
  });

  test('the log is without private lists where nobody listens', () => {
    for (const { effects, allocate } of [
      { effects: 0, allocate: small() },
      { effects: 1, allocate: small({ onEffect: () => {} }) },
    ]) {
      const pfn = allocate.allocate();
      expect(allocate.effects.keepsQueues).toBe(effects === 1);
      allocate.effects.clear();
      allocate.raw.free(pfn, 0, 0);
      expect(allocate.effects.count).toBe(effects);
    }
  });

  test('a listener may use the allocator itself', () => {
    const frees: number[] = [];
    const frames = small({
      onEffect: (effect) => {
        if (effect.kind === 'cached') frees.push(frames.zones()[0]!.free);
        if (effect.kind === 'cached') frames.drain();
      },
    });
    frames.free(frames.allocate());
    expect(frees).toHaveLength(1);
    expect(frames.zones()[0]!.free).toBe(256);
  });

  test('pins hold, and are taken away', () => {
    const frames = small();
    const short = frames.pin(frames.allocate(0, user));
    expect(frames.reclaim(256)).toBe(0);
    frames.unpin(short);
    expect(frames.reclaim(256)).toBe(1);
    const pfn = frames.pin(frames.allocate(0, user), 'long');
    expect(frames.reclaim(256)).toBe(0);
    frames.unpin(pfn, 'long');
    expect(frames.reclaim(256)).toBe(1);
  });

  test('memory blocks go out and come back, and ranges are taken and given back', () => {
    const frames = small();
    frames.allocate(0, user);
    frames.offline(3);
    expect(frames.zones()).toEqual([
      { node: 0, name: 'Normal', free: 239, managed: 240, min: 2, low: 2, high: 2 },
    ]);
    frames.online(3, 'movable');
    expect(frames.zones().map(({ name, managed }) => `${name} ${managed}`)).toEqual([
      'Normal 240',
      'Movable 16',
    ]);
    frames.takeRange(100, 7);
    expect(frames.blockAt(106)?.state).toBe('used');
    frames.freeRange(100, 7);
    expect(frames.blockAt(106)?.state).toBe('free');
    expect(frames.compact(2)).toBe('success');
  });

  test('records tell who has a page, by number or by tag', () => {
    const frames = small({ pageOwner: true });
    const first = frames.allocate(1, { ...user, process: 3 });
    frames.tagWith(500);
    const second = frames.allocate();
    frames.tagWith(0);
    expect([...frames.blocksInUse()]).toEqual(
      [
        { pfn: first, order: 1, state: 'used', claim: 'user', process: 3, record: 1 },
        { pfn: second, order: 0, state: 'used', claim: 'kernel', process: 0, record: 500 },
      ].sort((one, two) => one.pfn - two.pfn),
    );
  });

  test('snapshots bring everything back, and so does a reset', () => {
    const frames = small();
    const boot = frames.snapshot();
    const pfn = frames.allocate(3);
    const then = frames.snapshot();
    frames.free(pfn);
    frames.restore(then);
    expect(frames.blockAt(pfn)?.state).toBe('used');
    frames.reset();
    expect(frames.snapshot(then)).toEqual(boot);
  });

  test('no block is in memory of boot, in a hole, or where no page is', () => {
    const layout = layoutOf({
      ranges: [
        { start: 0, end: 16 },
        { start: 32, end: 64 },
      ],
      reserved: [{ start: 0, end: 2, why: 'kernel' }],
    });
    const frames = createAllocator({ layout });
    const pfn = frames.allocate(3);
    expect([...frames.blocksInUse()].map((block) => block.pfn)).toEqual([pfn]);
    for (const none of [1, 20, -1, 64, 1e9, pfn + 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(frames.blockAt(none), `${none}`).toBeUndefined();
  });

  test('flags may be given instead of a class', () => {
    const frames = small();
    expect(frames.blockAt(frames.allocate(0, { gfp: GFP.RECLAIMABLE }))?.claim).toBe('reclaimable');
  });
});

describe('what does not work is one sentence', () => {
  test('a second free', () => {
    const frames = small();
    const pfn = frames.allocate();
    frames.free(pfn);
    const error = errorOf(() => frames.free(pfn));
    expect(error.code).toBe('INVALID');
    expect(error.pfn).toBe(pfn);
    expect(error.message).toBe(
      'free(0x0): expected a block in use that begins at 0x0, found a free page; free each block once, and forget it then',
    );
  });

  test('a second free, with a record of the first holder', () => {
    const frames = small({ pageOwner: true });
    frames.tagWith(42);
    const pfn = frames.allocate();
    frames.free(pfn);
    expect(messageOf(() => frames.free(pfn))).toContain('found a free page (allocation 42 had it last)');
  });

  test('a free of a page inside a block, and of a wrong order', () => {
    const frames = small();
    const pfn = frames.allocate(2);
    expect(messageOf(() => frames.free(pfn + 1))).toBe(
      'free(0x1): expected a block in use that begins at 0x1, found a page inside a kernel block of order 2; name the block by its first page, 0x0',
    );
    expect(messageOf(() => frames.free(pfn, 1))).toBe(
      'free(0x0): expected a block of order 1, found a kernel block of order 2; leave the order out, or give that of the allocation',
    );
  });

  test('a free of a pinned block, a range, a lent page and no page', () => {
    const frames = small();
    const pinned = frames.pin(frames.allocate(0, user));
    expect(messageOf(() => frames.free(pinned))).toMatch(
      /^free\(0x[0-9a-f]+\): expected a block that nobody has pinned or freed, found a user block of order 0 with 1 short-term pin; /,
    );
    frames.takeRange(128, 3);
    expect(messageOf(() => frames.free(128))).toBe(
      'free(0x80): expected a block in use that begins at 0x80, found part of a contiguous range of 3 pages; give a range back as a whole, with freeRange',
    );
    const lent = frames.raw.inflate(0, 0);
    expect(messageOf(() => frames.free(lent))).toContain(
      'found a page lent to a hypervisor; take the page back with raw.deflate',
    );
    expect(messageOf(() => frames.free(256))).toContain('found no page of this machine; ');
    expect(messageOf(() => frames.free(-1))).toMatch(/^free\(-1\): .* found no page of this machine; /);
    frames.offline(15);
    expect(messageOf(() => frames.free(255))).toContain('found memory that is not in service; ');
  });

  test('a free of a block that several hold', () => {
    const frames = small();
    const pfn = frames.pin(frames.pin(frames.allocate(0, user), 'long'));
    frames.pin(pfn);
    expect(messageOf(() => frames.free(pfn))).toContain(
      'found a user block of order 0 with 2 short-term pins, 1 long-term pin; ',
    );
  });

  test('a block that its owner freed while somebody refers to it', () => {
    const frames = small();
    const pfn = frames.allocate();
    frames.raw.getRef(pfn, 0);
    frames.free(pfn);
    expect(messageOf(() => frames.free(pfn))).toContain(
      'found a kernel block of order 0 freed before with 1 reference; ',
    );
  });

  test('memory of boot, and a page that left circulation', () => {
    const layout = layoutOf({
      ranges: [{ start: 0, end: 64 }],
      reserved: [{ start: 0, end: 2, why: 'kernel' }],
    });
    const frames = createAllocator({ layout });
    expect(messageOf(() => frames.free(1))).toContain(
      'found memory that was taken before the allocator existed; ',
    );
    frames.raw.poison(40, 0);
    expect(messageOf(() => frames.free(40))).toContain(
      'found a page that left circulation after a memory error; ',
    );
    expect(messageOf(() => frames.takeRange(40, 1))).toMatch(
      /^takeRange\(0x28, 1\): expected pages that can move, found a page that left/,
    );
  });

  test.each([
    [
      'order',
      () => small().allocate(9),
      'allocate(order 9, kernel): order: expected a whole number from 0 to 4, found 9; ',
    ],
    [
      'node',
      () => small().allocate(0, { node: 1 }),
      'allocate(order 0, kernel): node: expected a whole number from 0 to 0, found 1; ',
    ],
    ['a part of an order', () => small().allocate(0.5), 'from 0 to 4, found 0.5; '],
    ['an order below 0', () => small().allocate(-1), 'from 0 to 4, found -1; '],
    [
      'order, of a request that may go without',
      () => small().tryAllocate(9),
      'tryAllocate(order 9, kernel): order: expected a whole number from 0 to 4, found 9; ',
    ],
    [
      'a right, of a request that may go without',
      () => small().tryAllocate(0, { class: 'critical' }),
      'tryAllocate(order 0, critical): expected a caller with a right to mirrored memory',
    ],
    [
      'flags, of a request that may go without',
      () => small().tryAllocate(0, { gfp: GFP.DMA | GFP.DMA32 }),
      `tryAllocate(order 0, ${GFP.DMA | GFP.DMA32}): expected arguments that name something`,
    ],
    ['cpu', () => small().allocate(0, { cpu: 2 }), 'cpu: expected a whole number from 0 to 0, found 2; '],
    [
      'process',
      () => small().allocate(0, { process: 8 }),
      'process: expected a whole number from 0 to 7, found 8; ',
    ],
    ['class', () => small().allocate(0, { class: 'usr' }), 'class: expected one of kernel, user, atomic, '],
    [
      'flags',
      () => small().allocate(0, { gfp: GFP.DMA | GFP.DMA32 }),
      'expected arguments that name something and agree with each other',
    ],
    [
      'a right',
      () => small().allocate(0, { class: 'critical' }),
      'expected a caller with a right to mirrored memory',
    ],
    [
      'cpu of a free',
      () => small().free(0, 0, 1),
      'free(0x0): cpu: expected a whole number from 0 to 0, found 1; ',
    ],
    [
      'node of a move',
      () => small().migrate(0, 3),
      'migrate(0x0): node: expected a whole number from 0 to 0, found 3; ',
    ],
    [
      'a tag without records',
      () => small().tagWith(1),
      'tagWith(1): expected records of owners, found none; create the allocator with pageOwner: true',
    ],
    [
      'a tag that is none',
      () => small({ pageOwner: true }).tagWith(-1),
      'tagWith(-1): expected a whole number from 0 to 2^31 - 1, found -1; choose another tag',
    ],
    [
      'a block that is not there',
      () => small().online(99),
      'online(99, default): expected memory that is in service, found none there; ',
    ],
    ['no page', () => small().free(256), 'free(0x100): expected a block in use that begins at 0x100, '],
    [
      'a range that is none',
      () => small().freeRange(8, 2),
      'freeRange(0x8, 2): expected arguments that name ',
    ],
    ['a memory block that is not there', () => small().offline(16), 'offline(16): expected memory that is '],
    ['a node to reclaim', () => small().reclaim(1, 7), 'reclaim(1, 7, Movable): expected arguments that '],
    ['an order to compact', () => small().compact(9), 'compact(9, 0, Normal): expected arguments that '],
    ['a CPU to drain', () => small().drain(3), 'drain(3): expected arguments that name '],
  ])('a wrong argument: %s', (_, action, words) => {
    expect(messageOf(action)).toContain(words);
  });

  test('the code is that of the contract', () => {
    expect(errorOf(() => small().allocate(9)).code).toBe('INVALID');
    expect(errorOf(() => small().tryAllocate(0, { class: 'critical' })).code).toBe('NOT_PERMITTED');
    expect(errorOf(() => small().offline(16))).toMatchObject({ code: 'NOT_ONLINE', pfn: undefined });
  });

  test('a request without memory names the zones of its node, or says that there are none', () => {
    const ranges = [
      { start: 0, end: 32, mirrored: true },
      { start: 32, end: 64 },
      { start: 64, end: 80, node: 1, mirrored: true },
    ];
    const layout = layoutOf({ ranges, boot: { kernelcore: 'mirror' } });
    const frames = createAllocator({ layout, design: 'kernelcore' });
    const foundOn = (node: number) => errorOf(() => frames.allocate(4, { node })).found;
    while (frames.tryAllocate(4) !== undefined);
    expect(foundOn(0)).toBe(
      'Node 0 Normal with 0 of 32 pages free and a min mark of 0, Node 0 Movable with 32 of 32 pages free and a min mark of 0',
    );
    expect(foundOn(1)).toBe('Node 1 Normal with 0 of 16 pages free and a min mark of 0');
    frames.reset();
    frames.offline(4);
    while (frames.tryAllocate(4) !== undefined);
    expect(foundOn(1)).toBe('no memory in service on node 1');
  });

  test('nothing stood in the way where nothing is, whatever stood in the way before', () => {
    const frames = small();
    const pinned = frames.pin(frames.allocate(0, user));
    expect(errorOf(() => frames.takeRange(pinned, 1)).pfn).toBe(pinned);
    expect(errorOf(() => frames.offline(16)).pfn).toBeUndefined();
  });

  test('what stood in the way is named, though what was done about it is told after that', () => {
    const told: EffectReport[] = [];
    const frames = small({ onEffect: (effect) => told.push(effect) });
    while (frames.tryAllocate(0, user) !== undefined);
    told.length = 0;
    const error = errorOf(() => frames.offline(0));
    expect(error.code).toBe('NO_MEMORY');
    expect(told).toContainEqual({ kind: 'culprit', pfn: error.pfn });
    expect(told.at(-1)?.kind).not.toBe('culprit');
  });

  test('pins of kernel memory, pins that are not there, and blocks that cannot move', () => {
    const frames = small();
    const kernel = frames.allocate();
    expect(messageOf(() => frames.pin(kernel))).toContain(
      'expected a block of user memory, found a kernel block of order 0; ',
    );
    const pfn = frames.allocate(0, user);
    expect(messageOf(() => frames.unpin(pfn))).toContain(
      'expected a pin of that term, found a user block of order 0; ',
    );
    frames.pin(pfn);
    const error = errorOf(() => frames.migrate(pfn));
    expect(error.code).toBe('BUSY');
    expect(error.pfn).toBe(pfn);
    expect(error.message).toMatch(
      /^migrate\(0x[0-9a-f]+\): expected pages that can move, found a user block of order 0 with 1 short-term pin at 0x/,
    );
    expect(errorOf(() => frames.offline(kernel >> 4)).pfn).toBe(kernel);
  });
});
