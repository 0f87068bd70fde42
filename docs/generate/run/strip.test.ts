import { expect, test } from 'vitest';
import type { PageMapRun } from '../../../properties/index.ts';
import { strip, stripLegend } from './strip.ts';

const run = (start: number, end: number, leaf: string, more: Partial<PageMapRun> = {}): PageMapRun => ({
  start,
  end,
  zone: 'Node 0 Normal',
  leaves: [leaf],
  mirror: 'protected',
  holder: null,
  culprit: false,
  ...more,
});

test('a page is a box with a character, a long run is one with a number', () => {
  const html = strip({ runs: [run(0, 2, 'pinned.kernel'), run(2, 100, 'free.available')] }, 'now');
  expect(html.match(/<b class="sign look-pinned"/g)).toHaveLength(2);
  expect(html).toContain('.×98');
  expect(html).toContain('aria-label="now: 2 pinned.kernel, 98 free.available"');
});

test('each zone has a row, and the pages that show the violation are marked', () => {
  const runs = [
    run(0, 1, 'movable.mapped', { culprit: true }),
    run(1, 2, 'free.available', { zone: 'Node 0 Movable' }),
  ];
  expect(strip({ runs }, 'x').match(/<div class="row">/g)).toHaveLength(2);
  expect(strip({ runs }, 'x').match(/culprit/g)).toHaveLength(1);
  expect(stripLegend([{ runs }])).toContain('shows the violation');
});

test('what is not decided has a sign of its own', () => {
  const runs = [run(0, 1, '', { leaves: ['free.available', 'free.cached'] })];
  expect(strip({ runs }, 'x')).toContain('look-undecided');
});
