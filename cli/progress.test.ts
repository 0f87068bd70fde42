import { expect, test } from 'vitest';
import type { CampaignProgress } from '../properties/campaign/progress.ts';
import { showProgress } from './progress.ts';

const progress = {
  phase: 'check',
  layout: 'tiny',
  soFar: {
    design: 'kernelcore',
    runs: 1200,
    operations: 2_000_000,
    milliseconds: 1000,
    witnesses: { reached: 30, total: 41, counts: [] },
  },
} as unknown as CampaignProgress; // All that a progress line reads.

const LINE =
  'checking tiny, kernelcore | 1,200 runs | 2,000,000 operations | 2.00 M/s | 1.00 s | witnesses 30/41';

function screen(isTTY: boolean, columns = 200) {
  const written: string[] = [];
  return { isTTY, columns, write: (text: string) => written.push(text), written };
}

test('a terminal has one line that is written over, and no more of it than fits', () => {
  const terminal = screen(true);
  const { show, clear } = showProgress(terminal);
  show(progress);
  clear();
  expect(terminal.written).toEqual([`\r\u001b[2K${LINE}`, '\r\u001b[2K']);
  const narrow = screen(true, 20);
  showProgress(narrow).show(progress);
  expect(narrow.written).toEqual([`\r\u001b[2K${LINE.slice(0, 19)}`]);
});

test('a pipe gets a plain line every few seconds', () => {
  let now = 0;
  const pipe = screen(false);
  const { show } = showProgress(pipe, () => now);
  for (now = 0; now <= 11_000; now += 1000) show(progress);
  expect(pipe.written).toEqual([`${LINE}\n`, `${LINE}\n`]);
});
