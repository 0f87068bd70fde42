import { expect, test } from 'vitest';
import { DESIGNS, GFP, INVALID } from '../../spec/index.ts';
import { bootOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';

const small: SmallLayout = { ranges: [{ start: 0, end: 128 }] };
const user = gfpOf('user');

const recording = () => bootOf(small, DESIGNS.none, undefined, { pageOwner: true }).allocator;

function ownersOf(allocator: ReturnType<typeof recording>): string[] {
  const found: string[] = [];
  allocator.eachOwner((pfn, order, record) => found.push(`${pfn}/${order} ${record}`));
  return found;
}

test('each page of an allocation bears its number', () => {
  const allocator = recording();
  const first = allocator.allocate(0, user, 0, 0);
  const second = allocator.allocate(2, user, 0, 0);
  expect(allocator.ownerOf(first)).toBe(1);
  expect([0, 1, 2, 3].map((page) => allocator.ownerOf(second + page))).toEqual([2, 2, 2, 2]);
  expect(allocator.ownerOf(100)).toBe(0);
  expect(ownersOf(allocator)).toEqual([`${first}/0 1`, `${second}/2 2`].sort());
});

test('a tag stands for the number until it is taken away', () => {
  const allocator = recording();
  expect(allocator.tagWith(7000)).toBe(0);
  expect(allocator.ownerOf(allocator.allocate(0, user, 0, 0))).toBe(7000);
  expect(allocator.tagWith(0)).toBe(0);
  expect(allocator.ownerOf(allocator.allocate(0, user, 0, 0))).toBe(1);
  for (const tag of [-1, 0.5, 2 ** 31, Number.NaN]) expect(allocator.tagWith(tag)).toBe(INVALID);
});

test('the last holder of a free page is known', () => {
  const allocator = recording();
  const pfn = allocator.allocate(0, user, 0, 0);
  allocator.free(pfn, 0, 0);
  expect(allocator.ownerOf(pfn)).toBe(1);
  expect(ownersOf(allocator)).toEqual([]);
});

test('a record moves along with its allocation', () => {
  const allocator = recording();
  const pfn = allocator.allocate(1, user, 0, 0);
  allocator.allocate(1, user, 0, 0);
  const to = allocator.migrate(pfn, 1, 0);
  expect(to).not.toBe(pfn);
  expect([allocator.ownerOf(to), allocator.ownerOf(to + 1)]).toEqual([1, 1]);
});

test('a request that takes the long way is recorded once, on its own pages', () => {
  const allocator = recording();
  expect(allocator.allocate(2, user, 0, 0)).toBeGreaterThanOrEqual(0);
  const [whole, zeroed] = [
    allocator.allocate(3, gfpOf('nofailUser'), 0, 0),
    allocator.allocate(3, user | GFP.ZERO, 0, 0),
  ];
  expect([allocator.ownerOf(whole), allocator.ownerOf(zeroed)]).toEqual([2, 3]);
  expect(ownersOf(allocator)).toHaveLength(3);
  const ownerless = Array.from({ length: 128 }, (_, pfn) => allocator.ownerOf(pfn)).filter(
    (owner) => owner === 0,
  );
  expect(ownerless).toHaveLength(128 - 4 - 8 - 8);
});

test('split and collapse leave to every page the record it had', () => {
  const allocator = recording();
  const pfn = allocator.allocate(1, user, 0, 0);
  allocator.split(pfn, 1);
  const other = allocator.allocate(0, user, 0, 0);
  const whole = allocator.collapse(pfn + 1, other, 0);
  expect([allocator.ownerOf(whole), allocator.ownerOf(whole + 1)]).toEqual([1, 2]);
});

test('whatever hands out pages records it: ranges, the pool, the balloon', () => {
  const allocator = recording();
  allocator.tagWith(9);
  expect(allocator.contigAllocate(40, 5)).toBe(0);
  expect([39, 40, 44, 45].map((pfn) => allocator.ownerOf(pfn))).toEqual([0, 9, 9, 0]);
  allocator.tagWith(10);
  expect(allocator.ownerOf(allocator.poolGet(0))).toBe(10);
  allocator.tagWith(11);
  expect(allocator.ownerOf(allocator.inflate(0, 0))).toBe(11);
});

test('reset and restore go back to the records of then', () => {
  const allocator = recording();
  const pfn = allocator.allocate(0, user, 0, 0);
  const then = allocator.snapshot();
  allocator.free(pfn, 0, 0);
  allocator.allocate(0, user, 0, 0);
  allocator.restore(then);
  expect(allocator.ownerOf(pfn)).toBe(1);
  allocator.reset();
  expect(allocator.ownerOf(pfn)).toBe(0);
  expect(allocator.ownerOf(allocator.allocate(0, user, 0, 0))).toBe(1);
});

test('nothing is recorded where nobody asked for it', () => {
  const { allocator } = bootOf(small);
  const before = allocator.memory.recording.slice();
  const pfn = allocator.allocate(0, user, 0, 0);
  allocator.poolGet(0);
  expect(allocator.memory.records).toHaveLength(0);
  expect(allocator.memory.recording).toEqual(before);
  expect(allocator.ownerOf(pfn)).toBe(INVALID);
  expect(ownersOf(allocator)).toEqual([]);
  expect(allocator.tagWith(3)).toBe(INVALID);
});

test('there are no records of pages that are not there', () => {
  const allocator = recording();
  for (const pfn of [-1, 128, 0.5, Number.NaN]) expect(allocator.ownerOf(pfn)).toBe(INVALID);
});
