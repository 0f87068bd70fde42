import type { DrawnRun } from './drawnRun.ts';

/** What a grid of pages is drawn from. */
export interface Grid {
  readonly runs: readonly DrawnRun[];
  /** What the other side says of the same frames: a page on which they differ is marked. */
  readonly others: readonly DrawnRun[];
  /** What this side said a step earlier: a page that has changed since is marked. */
  readonly earlier?: readonly DrawnRun[];
  /** Pages a row. */
  readonly columns: number;
  /** Pages of a pageblock and of a memory block: a line is drawn where one begins. */
  readonly pageblock: number;
  readonly memoryBlock: number;
  /** The frame whose cell is selected, in a grid that one can walk through; without it the grid is a picture. */
  readonly selected?: number;
}

/**
 * A grid of pages as HTML: a box for each page, in rows below the zone they belong to. A long run of pages that look alike is one
 * box with a number. `GRID_STYLE` says what it looks like.
 *
 * It names nothing outside of itself, so that a page without a bundler can carry it as text.
 */
export function gridHtml(grid: Grid): string {
  const { runs, others, earlier = [], columns, pageblock, memoryBlock, selected } = grid;
  const LONGEST = 64;
  const walks = selected !== undefined;
  const hex = (pfn: number): string => `0x${pfn.toString(16)}`;
  const text = (value: string): string => value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const role = (name: string): string => (walks ? ` role="${name}"` : '');
  const copies = { protected: 'two copies', bare: 'one copy', exempt: 'one copy, nothing promised' };

  const cell = (run: DrawnRun, start: number, end: number): string => {
    const pages = end - start;
    const differs = others.some(
      (other) => other.start < end && start < other.end && other.glyph !== run.glyph,
    );
    const changed = earlier.some(
      (other) => other.start < end && start < other.end && other.says !== run.says,
    );
    const isSelected = walks && start <= selected && selected < end;
    const shown = pages > 1 ? `${run.glyph} ${pages} pages` : run.glyph;
    const says = [
      `${hex(start)}${pages > 1 ? ` to ${hex(end - 1)}` : ''}: ${run.says}`,
      ...(walks ? [run.zone, copies[run.mirror]] : []),
      ...(changed ? ['changed by this step'] : []),
      ...(differs ? ['the sides differ'] : []),
      ...(run.culprit ? ['shows the violation'] : []),
    ].join('; ');
    const classes = [
      'page',
      run.look,
      run.mirror,
      ...(start % pageblock === 0 ? ['pageblock'] : []),
      ...(start % memoryBlock === 0 ? ['memoryblock'] : []),
      ...(changed ? ['changed'] : []),
      ...(differs ? ['differs'] : []),
      ...(run.culprit ? ['culprit'] : []),
      ...(pages > 1 ? ['many'] : []),
    ];
    const place = pages > 1 ? '2 / -1' : `${(start % columns) + 2}`;
    const walking = walks
      ? ` role="gridcell" data-pfn="${start}" aria-label="${text(pages > 1 ? `${shown}, ${says}` : says)}" aria-selected="${isSelected}" tabindex="${isSelected ? 0 : -1}"`
      : '';

    return `<span class="${classes.join(' ')}" style="grid-column:${place}" title="${text(says)}"${walking}>${text(shown)}</span>`;
  };

  const row = (start: number, cells: string): string => {
    const begins = start % memoryBlock === 0 ? ' begins' : '';
    const block = begins === '' ? '' : `<i>block ${start / memoryBlock}</i>`;
    return `<div class="pages${begins}"${role('row')}><span class="at"${role('rowheader')}>${hex(start)}${block}</span>${cells}</div>`;
  };

  const rowsOf = (strip: readonly DrawnRun[]): string => {
    let html = '';
    let cells = '';
    let from = -1;
    const close = (): void => {
      if (cells !== '') html += row(from, cells);
      cells = '';
    };
    for (const run of strip) {
      if (run.end - run.start > LONGEST) {
        close();
        html += row(run.start, cell(run, run.start, run.end));
        continue;
      }
      for (let pfn = run.start; pfn < run.end; pfn++) {
        if (pfn % columns === 0) close();
        if (cells === '') from = pfn;
        cells += cell(run, pfn, pfn + 1);
      }
    }
    close();
    return html;
  };

  // An address of six digits and the number of its memory block want more room.
  const at = runs.some(({ end }) => end > 0x10000) ? ';--at:7.6rem' : '';
  const strips: DrawnRun[][] = [];
  for (const run of runs) {
    const strip = strips.at(-1);
    const last = strip?.at(-1);
    if (strip !== undefined && last?.zone === run.zone && last.end === run.start) strip.push(run);
    else strips.push([run]);
  }
  return strips
    .map((strip) => {
      const [start, end] = [strip[0]?.start ?? 0, strip.at(-1)?.end ?? 0];
      const title = `${text(strip[0]?.zone ?? '')} <small>${hex(start)} to ${hex(end - 1)}, ${end - start} pages</small>`;
      const heading = `<div class="title"${role('row')}><span${role('rowheader')}>${title}</span></div>`;
      return `<div class="zone" style="--columns:${columns}${at}"${role('rowgroup')}>${heading}${rowsOf(strip)}</div>`;
    })
    .join('');
}
