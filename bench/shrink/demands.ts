import { median } from '../median.ts';
import { forms, proven, type Row, reached, SIGHTINGS, symptoms } from './row.ts';

/** What the benchmark asks for, and what it saw. */
export interface Demand {
  readonly asked: string;
  readonly seen: string;
  readonly ok: boolean;
}

const FAULTS = 20;
const MILLISECONDS = 200;
const SHARE = 0.3;

/** @param isWhole fewer faults than the benchmark has are not enough */
export function demandsOf(rows: readonly Row[], isWhole: boolean): Demand[] {
  const found = rows.filter(({ own }) => own.length === SIGHTINGS).length;
  const failures = rows.flatMap(({ own }) => own);
  const commands = rows.flatMap((row) => row.commands);
  const least = rows.reduce((sum, row) => sum + reached(row.own, row), 0);
  const certain = rows.reduce((sum, row) => sum + proven(row), 0);
  const canonical = rows.filter((row) => forms(row) <= symptoms(row) && symptoms(row) <= 2).length;
  const milliseconds = median(failures.map((each) => each.milliseconds));
  const share = median(failures.map(({ runs }) => runs)) / median(commands.map(({ runs }) => runs));
  const all = failures.length;
  return [
    {
      asked: `${SIGHTINGS} failures each of ${isWhole ? `at least ${FAULTS}` : 'the'} faults`,
      seen: `${found} of ${rows.length} faults`,
      ok: found === rows.length && (!isWhole || found >= FAULTS),
    },
    { asked: 'each at the minimum', seen: `${least} of ${all}`, ok: least === all },
    { asked: 'each proven', seen: `${certain} of ${all}`, ok: certain === all },
    {
      asked: 'one form for each symptom, at most two symptoms',
      seen: `${canonical} of ${rows.length} faults`,
      ok: canonical === rows.length,
    },
    {
      asked: `a median below ${MILLISECONDS} ms of CPU, the search included`,
      seen: `${Math.round(milliseconds)} ms`,
      ok: milliseconds < MILLISECONDS,
    },
    {
      asked: `a median of at most ${SHARE} of the runs of fast-check's commands, those of the search not included`,
      seen: share.toFixed(2),
      ok: share <= SHARE,
    },
  ];
}
