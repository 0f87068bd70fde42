import { wrap } from './columns.ts';
import type { Ink } from './ink.ts';

export type Field = readonly [label: string, text: string];

const WIDTH = 96;

/** Labelled sentences below each other: the label in a column, its text wrapped beside it. Empty texts are left out. */
export function fields(entries: readonly Field[], ink: Ink): string[] {
  const shown = entries.filter(([, text]) => text !== '');
  const width = widthOf(shown);
  return shown.flatMap(([label, text]) =>
    wrap(text, WIDTH - width).map(
      (line, row) => `  ${ink.faint((row === 0 ? label : '').padEnd(width))}${line}`,
    ),
  );
}

/** As {@link fields}, but never wrapped: commands are copied. */
export const commandFields = (entries: readonly Field[], ink: Ink): string[] =>
  entries.map(([label, text]) => `  ${ink.faint(label.padEnd(widthOf(entries)))}${text}`);

const widthOf = (entries: readonly Field[]): number =>
  Math.max(0, ...entries.map(([label]) => label.length)) + 2;
