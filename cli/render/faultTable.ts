import type { FaultScore, Hunt } from '../../properties/score/faultScore.ts';
import { median } from '../../properties/score/median.ts';
import { type Column, columns } from './columns.ts';
import type { Ink } from './ink.ts';
import { count, duration } from './numbers.ts';

/**
 * The score of the suite: which seeded faults it found, by what, how fast. Where several seeds were tried, lengths and operations are
 * medians.
 */
export function faultTable(scores: readonly FaultScore[], ink: Ink): string {
  const several = scores.some(({ hunts }) => hunts.length > 1);
  const rows = scores.map((score) => ({
    cells: [
      score.found ? '✓' : '✗',
      score.id === score.name ? '' : score.id,
      score.name,
      ...(several ? [`${foundIn(score)}/${score.hunts.length}`] : []),
      rulesOf(score.hunts),
      numberOf(score.hunts.map(({ minimal }) => minimal)),
      score.hunts.every(({ proven }) => proven) ? 'proven' : '',
      numberOf(score.hunts.map(({ executed }) => executed)),
      duration(score.hunts.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
    ],
    ...(score.found ? {} : { paint: ink.bad }),
  }));
  const heads: Column[] = [
    { title: '' },
    { title: 'bug' },
    { title: 'fault' },
    ...(several ? [{ title: 'seeds', align: 'right' as const }] : []),
    { title: 'found by' },
    { title: 'shortest run', align: 'right' },
    { title: '' },
    { title: 'operations', align: 'right' },
    { title: 'time', align: 'right' },
  ];
  return [verdictLine(scores, ink), '', ...columns(heads, rows, '  ')].join('\n');
}

const foundIn = ({ hunts }: FaultScore): number => hunts.filter(({ found }) => found).length;

const rulesOf = (hunts: readonly Hunt[]): string =>
  [...new Set(hunts.flatMap(({ invariant }) => invariant ?? []))].join(', ') || 'missed';

function numberOf(figures: readonly (number | null)[]): string {
  const middle = median(figures.flatMap((figure) => figure ?? []));
  return middle === null ? '' : count(middle);
}

function verdictLine(scores: readonly FaultScore[], ink: Ink): string {
  const missed = scores.filter(({ found }) => !found).map(({ name }) => name);
  const all = scores.length === 1 ? 'the seeded fault is' : `all ${scores.length} seeded faults are`;
  if (missed.length === 0) return `${ink.good('pass')}: ${all} found`;
  return `${ink.bad('violation')}: ${missed.length} of ${scores.length} seeded faults are missed: ${missed.join(', ')}`;
}
