import { columns } from './columns.ts';
import type { Ink } from './ink.ts';
import { count, duration } from './numbers.ts';

/** How the suite did against one seeded fault. */
export interface FaultScore {
  readonly name: string;
  readonly found: boolean;
  /** The rule that the fault is known to break, and the one that caught it. */
  readonly expected: string;
  readonly invariant: string | null;
  /** Operations of the minimal scenario. */
  readonly length: number | null;
  readonly operations: number;
  readonly milliseconds: number;
}

/** The score of the suite: which seeded faults it found, by what, how fast. */
export function faultTable(scores: readonly FaultScore[], ink: Ink): string {
  const rows = scores.map((score) => ({
    cells: [
      score.found ? '✓' : '✗',
      score.name,
      score.invariant ?? 'missed',
      score.length === null ? '' : String(score.length),
      count(score.operations),
      duration(score.milliseconds),
    ],
    ...(score.found ? {} : { paint: ink.bad }),
  }));
  const heads = [
    { title: '' },
    { title: 'fault' },
    { title: 'found by' },
    { title: 'shortest run', align: 'right' as const },
    { title: 'operations', align: 'right' as const },
    { title: 'time', align: 'right' as const },
  ];
  return [verdictLine(scores, ink), '', ...columns(heads, rows, '  ')].join('\n');
}

function verdictLine(scores: readonly FaultScore[], ink: Ink): string {
  const missed = scores.filter(({ found }) => !found).map(({ name }) => name);
  if (missed.length === 0) return `${ink.good('pass')}: all ${scores.length} seeded faults are found`;
  return `${ink.bad('violation')}: ${missed.length} of ${scores.length} seeded faults are missed: ${missed.join(', ')}`;
}
