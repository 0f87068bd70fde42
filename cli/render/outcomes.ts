import type { OutcomeCount } from '../../properties/campaign/result.ts';
import { type Column, columns } from './columns.ts';
import { count } from './numbers.ts';

/** Operations by kind, a row each, and by outcome, a column each; outcomes that nothing had are left out. */
export function outcomeTable(counts: readonly OutcomeCount[]): string[] {
  const happened = counts.filter((entry) => entry.count > 0);
  const kinds = [...new Set(happened.map(({ kind }) => kind))];
  const outcomes = [...new Set(happened.map(({ outcome }) => outcome))];
  const of = (kind: string, outcome: string): number =>
    happened.find((entry) => entry.kind === kind && entry.outcome === outcome)?.count ?? 0;
  const rows = kinds.map((kind) => {
    const cells = outcomes.map((outcome) => of(kind, outcome));
    const total = cells.reduce((sum, cell) => sum + cell, 0);
    return { cells: [kind, count(total), ...cells.map((cell) => (cell === 0 ? '' : count(cell)))] };
  });
  const heads: Column[] = [
    { title: 'operation' },
    { title: 'all', align: 'right' },
    ...outcomes.map((title): Column => ({ title, align: 'right', most: 9 })),
  ];
  return rows.length === 0 ? [] : columns(heads, rows, '  ');
}
