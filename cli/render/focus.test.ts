import { expect, test } from 'vitest';
import type { PageMapRun } from '../../properties/run/story.ts';
import { focusOn } from './focus.ts';

const runs = Array.from(
  { length: 1000 },
  (_, index): PageMapRun => ({
    start: index,
    end: index + 1,
    zone: 'Node 0 Normal',
    leaves: [index % 2 ? 'free.available' : 'movable.mapped'],
    mirror: 'protected',
    holder: null,
    culprit: false,
  }),
);

const withRun = (place: number, change: Partial<PageMapRun>): PageMapRun[] =>
  runs.map((run, index) => (index === place ? { ...run, ...change } : run));

test('a small map is shown whole', () => {
  const map = { runs: runs.slice(0, 40) };
  expect(focusOn(map, { runs: [] })).toBe(map);
});

test('of a large map the neighbourhood of culprits is shown', () => {
  const starts = focusOn({ runs: withRun(500, { culprit: true }) }, { runs }).runs.map(({ start }) => start);
  expect(starts).toEqual([497, 498, 499, 500, 501, 502, 503]);
});

test('of a large map the changes are shown', () => {
  const changed = withRun(200, { leaves: ['pinned.kernel'] });
  expect(focusOn({ runs: changed }, { runs }).runs.map(({ start }) => start)).toContain(200);
});

test('a large map in which nothing matters shows its beginning', () => {
  expect(focusOn({ runs }, { runs }).runs).toHaveLength(48);
});
