import { expect, test } from 'vitest';
import { pushFirst, pushLast, unlink } from './queues.ts';

function queue() {
  const pages = new Int32Array(3 * 8);
  const ends = new Int32Array([-1, -1]);
  const content = () => {
    const found: number[] = [];
    for (let pfn = ends[0]!; pfn !== -1; pfn = pages[pfn * 3 + 1]!) found.push(pfn);
    return found;
  };
  return { pages, ends, content };
}

test('blocks stand in the order in which they were pushed', () => {
  const { pages, ends, content } = queue();
  pushLast(pages, ends, 0, 1, 3);
  pushLast(pages, ends, 0, 1, 4);
  pushFirst(pages, ends, 0, 1, 2);
  expect(content()).toEqual([2, 3, 4]);
  expect(ends[1]).toBe(4);
});

test('a block leaves from the front, the middle and the end', () => {
  for (const gone of [1, 2, 3]) {
    const { pages, ends, content } = queue();
    for (const pfn of [1, 2, 3]) pushLast(pages, ends, 0, 1, pfn);
    unlink(pages, ends, 0, 1, gone);
    expect(content()).toEqual([1, 2, 3].filter((pfn) => pfn !== gone));
    expect(ends[1]).toBe(gone === 3 ? 2 : 3);
  }
});

test('the last block to leave leaves both ends empty', () => {
  const { pages, ends } = queue();
  pushFirst(pages, ends, 0, 1, 5);
  unlink(pages, ends, 0, 1, 5);
  expect([...ends]).toEqual([-1, -1]);
});
