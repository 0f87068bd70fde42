/** What the bench prints: a ratio of two figures of one session, and what it should be. */
export interface Row {
  readonly name: string;
  /** The figures, by measure. */
  readonly ratio: (figure: (measure: string) => number) => number;
  readonly target: number;
  /** Whether more or less than the target is good. */
  readonly good: 'at least' | 'at most';
}

const FLOOR = 2_000_000;

export const ROWS: readonly Row[] = [
  {
    name: 'checked operations a second at 2^12 pages, in units of 2 million',
    ratio: (figure) => figure('checked-4k') / FLOOR,
    target: 1,
    good: 'at least',
  },
  {
    name: 'checked operations a second at 2^20 pages against 2^12',
    ratio: (figure) => figure('checked-1m') / figure('checked-4k'),
    target: 0.5,
    good: 'at least',
  },
  {
    name: 'one model step: XState transition() against the compiled table',
    ratio: (figure) => figure('xstate-step') / figure('table-step'),
    target: 500,
    good: 'at least',
  },
];

export const isGood = ({ target, good }: Row, ratio: number): boolean =>
  good === 'at least' ? ratio >= target : ratio <= target;
