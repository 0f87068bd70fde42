import type { Paint } from './ink.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Longer cells are wrapped at blanks. Default 48. */
  readonly most?: number;
}

export interface Row {
  readonly cells: readonly string[];
  readonly paint?: Paint;
}

const GAP = '  ';
const MOST = 48;

/** Rows under their titles, each column as wide as its widest cell; every line begins with `indent`. */
export function columns(heads: readonly Column[], rows: readonly Row[], indent = ''): string[] {
  const titled = heads.some(({ title }) => title !== '');
  const all: Row[] = [...(titled ? [{ cells: heads.map(({ title }) => title) }] : []), ...rows];
  const wrapped = all.map(({ cells, paint }) => ({
    paint,
    cells: heads.map((head, index) => wrap(cells[index] ?? '', head.most ?? MOST)),
  }));
  const widths = heads.map((_, index) =>
    Math.max(0, ...wrapped.flatMap(({ cells }) => (cells[index] ?? []).map((line) => line.length))),
  );
  return wrapped.flatMap(({ cells, paint }) =>
    linesOf(cells, heads, widths).map((line) => indent + (paint ? paint(line) : line)),
  );
}

function linesOf(
  cells: readonly (readonly string[])[],
  heads: readonly Column[],
  widths: readonly number[],
): string[] {
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, index) => pad(lines[line] ?? '', widths[index] ?? 0, heads[index]?.align))
      .join(GAP)
      .trimEnd(),
  );
}

const pad = (text: string, width: number, align: 'left' | 'right' = 'left'): string =>
  align === 'right' ? text.padStart(width) : text.padEnd(width);

/** Text as lines of at most `most` characters, broken at blanks; a single longer word keeps its length. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
