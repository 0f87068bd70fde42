import { expect, test } from 'vitest';
import {
  ERROR_INJECTED,
  INVALID,
  NOT_ONLINE,
  ONLINE_DEFAULT,
  ONLINE_MOVABLE,
  OWNERS,
  PIN_LONG,
  PIN_SHORT,
} from '../spec/index.ts';
import type { PageAllocator } from './pageAllocator.ts';
import { bootOf, gfpOf } from './testing/bootOf.ts';

/** What somebody has, by its first page: two pages of user memory, two of the kernel. */
interface Held {
  readonly user: number;
  readonly kernel: number;
}

const FRAMES = 96;
const PAGEBLOCKS = FRAMES / 8;
const BLOCKS = FRAMES / 16;
/** A memory block that is plugged in, and not online. */
const OFFLINE = 80;

function boot(): { readonly allocator: PageAllocator; readonly held: Held } {
  const { allocator } = bootOf({
    ranges: [
      { start: 0, end: 48, node: 0 },
      { start: 48, end: 80, node: 1 },
      { start: OFFLINE, end: FRAMES, node: 1, offline: true },
    ],
    cma: [{ start: 32, end: 48 }],
    cpus: 2,
  });
  const held = {
    user: allocator.allocate(1, gfpOf('user'), 0, 0),
    kernel: allocator.allocate(1, gfpOf('kernel'), 0, 0),
  };
  return { allocator, held };
}

type Ask = (allocator: PageAllocator, held: Held) => number;

/** Numbers below and above those of something that there is so many of. */
const beside = (
  count: number,
  ask: (allocator: PageAllocator, number: number, held: Held) => number,
): Ask[] => [-1, count].map((number) => (allocator, held) => ask(allocator, number, held));

/** Blocks that are no allocation. */
const noBlock = (ask: (allocator: PageAllocator, pfn: number, order: number) => number): Ask[] => [
  (allocator) => ask(allocator, -1, 0),
  (allocator) => ask(allocator, FRAMES, 0),
  (allocator) => ask(allocator, 64, 0),
  (allocator) => ask(allocator, OFFLINE, 0),
  (allocator, { user }) => ask(allocator, user, 0),
  (allocator, { user }) => ask(allocator, user, 2),
  (allocator, { user }) => ask(allocator, user + 1, 0),
  (allocator, { user }) => ask(allocator, user, -1),
  (allocator, { user }) => ask(allocator, user, 33),
];

const referenced: Ask = (allocator, { user }) => allocator.getRef(user, 1);
const pinned: Ask = (allocator, { user }) => allocator.pin(user, 1, PIN_SHORT);

const after =
  (before: Ask, ask: Ask): Ask =>
  (allocator, held) => {
    before(allocator, held);
    return ask(allocator, held);
  };

const INVALID_CALLS: Readonly<Record<string, readonly Ask[]>> = {
  free: [
    ...noBlock((a, pfn, order) => a.free(pfn, order, 0)),
    ...beside(2, (a, cpu, { user }) => a.free(user, 1, cpu)),
  ],
  pin: [
    ...noBlock((a, pfn, order) => a.pin(pfn, order, PIN_SHORT)),
    (a, { kernel }) => a.pin(kernel, 1, PIN_SHORT),
    ...beside(2, (a, term, { user }) => a.pin(user, 1, term)),
  ],
  unpin: [
    ...noBlock((a, pfn, order) => a.unpin(pfn, order, PIN_SHORT)),
    (a, { user }) => a.unpin(user, 1, PIN_SHORT),
    (a, { user }) => a.unpin(user, 1, PIN_LONG),
    after(referenced, (a, { user }) => a.unpin(user, 1, PIN_SHORT)),
    ...beside(2, (a, term, { user }) => a.unpin(user, 1, term)),
  ],
  reclaim: [
    ...beside(2, (a, node) => a.reclaim(1, node, 3)),
    ...beside(4, (a, zone) => a.reclaim(1, 0, zone)),
  ],
  drain: [-2, 2].map((cpu) => (a) => a.drain(cpu)),
  unisolate: [(a) => a.unisolate(0)],
  online: [ONLINE_DEFAULT - 1, ONLINE_MOVABLE + 1].map((to) => (a) => a.online(OFFLINE / 16, to)),
  poison: beside(2, (a, error) => a.poison(4, error)),
  unpoison: [(a) => a.unpoison(4)],
  mlock: [...noBlock((a, pfn, order) => a.mlock(pfn, order)), (a, { kernel }) => a.mlock(kernel, 1)],
  munlock: [...noBlock((a, pfn, order) => a.munlock(pfn, order)), (a, { kernel }) => a.munlock(kernel, 1)],
  migrate: [
    ...noBlock((a, pfn, order) => a.migrate(pfn, order, 0)),
    ...beside(2, (a, node, { user }) => a.migrate(user, 1, node)),
  ],
  unmapPart: [...noBlock((a, pfn, order) => a.unmapPart(pfn, order)), (a, { user }) => a.unmapPart(user, 1)],
  split: [...noBlock((a, pfn, order) => a.split(pfn, order)), (a, { kernel }) => a.split(kernel, 1)],
  collapse: [
    ...noBlock((a, pfn, order) => a.collapse(pfn, 64, order)),
    (a, { user }) => a.collapse(user, user, 1),
    (a, { user, kernel }) => a.collapse(user, kernel, 1),
    (a, { user }) => a.collapse(64, user, 1),
    (a) => a.collapse(a.allocate(4, gfpOf('user'), 1, 0), a.allocate(4, gfpOf('user'), 1, 0), 4),
  ],
  inflate: [...beside(2, (a, node) => a.inflate(node, 0)), ...beside(2, (a, cpu) => a.inflate(0, cpu))],
  deflate: [...noBlock((a, pfn) => a.deflate(pfn)), (a, { kernel }) => a.deflate(kernel)],
  getRef: noBlock((a, pfn, order) => a.getRef(pfn, order)),
  putRef: [
    ...noBlock((a, pfn, order) => a.putRef(pfn, order, 0)),
    (a, { user }) => a.putRef(user, 1, 0),
    after(pinned, (a, { user }) => a.putRef(user, 1, 0)),
    ...beside(2, (a, cpu, { user }) => a.putRef(user, 1, cpu)).map((ask) => after(referenced, ask)),
  ],
  poolGet: beside(2, (a, cpu) => a.poolGet(cpu)),
  poolPut: [
    ...noBlock((a, pfn) => a.poolPut(pfn, 0)),
    (a, { kernel }) => a.poolPut(kernel, 0),
    (a) => a.poolPut(a.allocate(0, gfpOf('user'), 0, 0), 0),
    ...beside(2, (a, cpu) => a.poolPut(a.allocate(0, gfpOf('kernel'), 0, 0), cpu)),
  ],
  setRetries: [(a) => a.setRetries(-2)],
  setWatermarks: [
    (a) => a.setWatermarks(-1, 10),
    (a) => a.setWatermarks(81, 10),
    (a) => a.setWatermarks(4, 0),
    (a) => a.setWatermarks(4, 3001),
  ],
  kswapd: beside(2, (a, node) => a.kswapd(node)),
  upgrade: [(a) => a.upgrade(0, 1), ...beside(OWNERS, (a, owner) => a.upgrade(owner, 1))],
  compact: [
    ...beside(2, (a, node) => a.compact(node, 2, 1)),
    ...beside(4, (a, zone) => a.compact(0, zone, 1)),
    ...beside(5, (a, order) => a.compact(0, 2, order)),
  ],
  contigAllocate: [
    ...beside(FRAMES, (a, pfn) => a.contigAllocate(pfn, 1)),
    (a) => a.contigAllocate(56, 0),
    (a) => a.contigAllocate(FRAMES - 1, 2),
  ],
  contigFree: [
    ...beside(FRAMES, (a, pfn) => a.contigFree(pfn, 1)),
    (a) => a.contigFree(56, 0),
    (a) => a.contigFree(56, 1),
    (a, { kernel }) => a.contigFree(kernel, 2),
  ],
  cmaAllocate: [
    ...beside(1, (a, area) => a.cmaAllocate(area, 1, 0)),
    (a) => a.cmaAllocate(0, 0, 0),
    (a) => a.cmaAllocate(0, 1, -1),
  ],
  cmaRelease: [
    ...beside(FRAMES, (a, pfn) => a.cmaRelease(pfn, 1)),
    (a) => a.cmaRelease(32, 1),
    (a) => a.cmaRelease(8, 1),
  ],
  add: [...beside(BLOCKS, (a, block) => a.add(block)), (a) => a.add(0)],
};

const NOT_ONLINE_CALLS: Readonly<Record<string, readonly Ask[]>> = {
  isolate: [...beside(PAGEBLOCKS, (a, pageblock) => a.isolate(pageblock)), (a) => a.isolate(OFFLINE / 8)],
  unisolate: [
    ...beside(PAGEBLOCKS, (a, pageblock) => a.unisolate(pageblock)),
    (a) => a.unisolate(OFFLINE / 8),
  ],
  offline: beside(BLOCKS, (a, block) => a.offline(block)),
  online: beside(BLOCKS, (a, block) => a.online(block, ONLINE_DEFAULT)),
  poison: [
    ...beside(FRAMES, (a, pfn) => a.poison(pfn, ERROR_INJECTED)),
    (a) => a.poison(OFFLINE, ERROR_INJECTED),
  ],
  unpoison: [...beside(FRAMES, (a, pfn) => a.unpoison(pfn)), (a) => a.unpoison(OFFLINE)],
  remove: beside(BLOCKS, (a, block) => a.remove(block)),
  beginOffline: [...beside(BLOCKS, (a, block) => a.beginOffline(block)), (a) => a.beginOffline(OFFLINE / 16)],
  replace: [...beside(BLOCKS, (a, block) => a.replace(block)), (a) => a.replace(OFFLINE / 16)],
  breakMirror: [...beside(BLOCKS, (a, block) => a.breakMirror(block)), (a) => a.breakMirror(OFFLINE / 16)],
};

const cases = (calls: Readonly<Record<string, readonly Ask[]>>, answer: number) =>
  Object.entries(calls).flatMap(([name, asks]) =>
    asks.map((ask, place) => [name, place + 1, ask, answer] as const),
  );

test.each([...cases(INVALID_CALLS, INVALID), ...cases(NOT_ONLINE_CALLS, NOT_ONLINE)])(
  '%s refuses what does not exist (%i)',
  (_, __, ask, answer) => {
    const { allocator, held } = boot();
    expect(ask(allocator, held)).toBe(answer);
  },
);
