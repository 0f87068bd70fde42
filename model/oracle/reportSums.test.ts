import { expect, test } from 'vitest';
import { brokenRule } from '../testing/scene.ts';
import { ReportSums } from './reportSums.ts';

test.each([0, 1, 2, 3])('a report of %i free pages has blocks of as many', (free) => {
  const judged = (order: number) => {
    const sums = new ReportSums(2);
    sums.block(1, order);
    sums.zone(1, free);
    return brokenRule(() => sums.judge());
  };
  expect([0, 1].map(judged)).toEqual([1, 2].map((pages) => (pages === free ? null : 'INV-208')));
});

test('a report that leaves out figures or blocks does not contradict itself', () => {
  const blocks = new ReportSums(2);
  blocks.block(0, 1);
  expect(brokenRule(() => blocks.judge())).toBeNull();
  const figures = new ReportSums(2);
  figures.zone(0, 1);
  expect(brokenRule(() => figures.judge())).toBeNull();
});
