import type { LayoutFinding } from '../../spec/layout/memoryMap.ts';
import type { Ink } from './ink.ts';

/** What boot had to say about a layout, and what the reader had to guess: a sentence a line. */
export const layoutRemarks = (
  findings: readonly LayoutFinding[],
  notes: readonly string[],
  ink: Ink,
): string =>
  [
    ...findings.map(({ kind, sentence }) => `${ink.notable(`finding[${kind}]`)}: ${sentence}\n`),
    ...notes.map((note) => `${ink.faint('note')}: ${note}\n`),
  ].join('');
