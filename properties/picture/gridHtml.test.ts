import { describe, expect, test } from 'vitest';
import type { DrawnRun } from './drawnRun.ts';
import { type Grid, gridHtml } from './gridHtml.ts';

const run = (start: number, end: number, more: Partial<DrawnRun> = {}): DrawnRun => ({
  start,
  end,
  zone: 'Node 0 Normal',
  mirror: 'bare',
  leaves: ['free.available'],
  glyph: '.',
  look: 'free',
  says: 'free.available',
  culprit: false,
  ...more,
});

const grid = (runs: readonly DrawnRun[], more: Partial<Grid> = {}): string =>
  gridHtml({ runs, others: runs, columns: 16, pageblock: 8, memoryBlock: 16, ...more });

const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0;

describe('a grid of pages', () => {
  test('has a box for each page, a row for each sixteen, and lines where blocks begin', () => {
    const html = grid([run(16, 21), run(21, 48, { glyph: 'u', look: 'movable' })]);
    expect(count(html, /class="page /g)).toBe(32);
    expect(count(html, /class="pages begins"/g)).toBe(2);
    expect(html).toContain('0x20<i>block 2</i>');
    expect(count(html, / pageblock/g)).toBe(4);
    expect(count(html, /class="page movable/g)).toBe(27);
  });

  test('keeps a page in its column where a zone begins inside a row', () => {
    const html = grid([run(0, 37), run(37, 48, { zone: 'Node 0 Movable' })]);
    expect(count(html, /class="zone"/g)).toBe(2);
    expect(html).toContain('style="grid-column:7" title="0x25: free.available"');
    expect(html).toContain('Node 0 Movable <small>0x25 to 0x2f, 11 pages</small>');
  });

  test('makes one box of a long run of pages that look alike', () => {
    const html = grid([run(0, 4000), run(4000, 4064)]);
    expect(html).toContain('>. 4000 pages<');
    expect(count(html, /class="page /g)).toBe(65);
  });

  test('marks where the sides differ, and what shows the violation', () => {
    const html = grid([run(0, 4), run(4, 5, { culprit: true }), run(5, 8)], {
      others: [run(0, 5), run(5, 8, { glyph: 'k' })],
    });
    expect(count(html, /the sides differ/g)).toBe(3);
    expect(count(html, / culprit"/g)).toBe(1);
    expect(html).toContain('title="0x4: free.available; shows the violation"');
  });

  test('marks what has changed since the step before', () => {
    const html = grid([run(0, 8, { says: 'pinned.kernel' }), run(8, 16)], {
      earlier: [run(0, 4), run(4, 8, { says: 'pinned.kernel' }), run(8, 16)],
    });
    expect(count(html, / changed"/g)).toBe(4);
    expect(html).toContain('title="0x3: pinned.kernel; changed by this step"');
    expect(html).toContain('title="0x4: pinned.kernel"');
  });

  test('can be walked through if a page is selected: one stop of the tab key, and a name for each cell', () => {
    const html = grid([run(0, 16, { mirror: 'protected' })], { selected: 3 });
    expect(count(html, /tabindex="0"/g)).toBe(1);
    expect(html).toContain(
      'data-pfn="3" aria-label="0x3: free.available; Node 0 Normal; two copies" aria-selected="true" tabindex="0"',
    );
    expect(count(grid([run(0, 16)]), /role=|tabindex/g)).toBe(0);
  });

  test('takes nothing that it is told for a part of the page', () => {
    const html = grid([run(0, 1, { says: '"><img src=x>', zone: "<b>'&" })], { selected: 0 });
    expect(html).not.toMatch(/<img|<b>/);
  });

  test('means the same as text, without the module around it', () => {
    const alone = new Function(`return ${gridHtml.toString()}`)() as typeof gridHtml;
    const runs = [run(0, 37), run(37, 200, { zone: 'Node 0 Movable', mirror: 'exempt', culprit: true })];
    const whole = { runs, others: [run(0, 200)], columns: 8, pageblock: 8, memoryBlock: 32, selected: 40 };
    expect(alone(whole)).toBe(gridHtml(whole));
  });
});
