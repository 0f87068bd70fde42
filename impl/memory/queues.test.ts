import { expect, test } from 'vitest';
import { nextOf } from './pageWord.ts';
import { pushFirst, unlink } from './queues.ts';

function queue() {
  const links = new Int32Array(2 * 8);
  const ends = new Int32Array([-1, -1]);
  const content = () => {
    const found: number[] = [];
    for (let pfn = ends[0]!; pfn !== -1; pfn = links[nextOf(pfn)]!) found.push(pfn);
    return found;
  };
  return { links, ends, content };
}

test('blocks stand with the last pushed first', () => {
  const { links, ends, content } = queue();
  for (const pfn of [4, 3, 2]) pushFirst(links, ends, 0, 1, pfn);
  expect(content()).toEqual([2, 3, 4]);
  expect(ends[1]).toBe(4);
});

test('a block leaves from the front, the middle and the end', () => {
  for (const gone of [1, 2, 3]) {
    const { links, ends, content } = queue();
    for (const pfn of [3, 2, 1]) pushFirst(links, ends, 0, 1, pfn);
    unlink(links, ends, 0, 1, gone);
    expect(content()).toEqual([1, 2, 3].filter((pfn) => pfn !== gone));
    expect(ends[1]).toBe(gone === 3 ? 2 : 3);
  }
});

test('the last block to leave leaves both ends empty', () => {
  const { links, ends } = queue();
  pushFirst(links, ends, 0, 1, 5);
  unlink(links, ends, 0, 1, 5);
  expect([...ends]).toEqual([-1, -1]);
});
