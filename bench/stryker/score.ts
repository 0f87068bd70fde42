import type { Mutant } from './instrument.ts';
import type { Verdicts } from './verdicts.ts';

/** What became of the mutants of one folder. */
export interface Score {
  /** All that are worth trying. */
  mutants: number;
  /** Words of errors and explanations. */
  excluded: number;
  /** Those that anybody was asked about. */
  judged: number;
  /** Noticed by the suite. */
  suite: number;
  /** Noticed by tests of the files, where the suite noticed nothing or was not asked. */
  tests: number;
  /** Refused by the compiler, so that there is nothing to notice; asked likewise. */
  types: number;
  /** Not noticed, with a reason in `survivors/`. */
  explained: number;
  /** Not noticed, without a reason. */
  unexplained: number;
}

/** The score of each folder. */
export function scoresOf(
  mutants: readonly Mutant[],
  verdicts: Verdicts,
  isExplained: (mutant: Mutant) => boolean,
): Record<string, Score> {
  const scores: Record<string, Score> = {};
  for (const mutant of mutants) {
    const folder = mutant.file.slice(0, mutant.file.lastIndexOf('/'));
    scores[folder] ??= noScore();
    count(scores[folder], mutant, verdicts, isExplained);
  }
  return scores;
}

const noScore = (): Score => ({
  mutants: 0,
  excluded: 0,
  judged: 0,
  suite: 0,
  tests: 0,
  types: 0,
  explained: 0,
  unexplained: 0,
});

function count(
  score: Score,
  mutant: Mutant,
  verdicts: Verdicts,
  isExplained: (mutant: Mutant) => boolean,
): void {
  if (mutant.excluded !== null) {
    score.excluded++;
    return;
  }
  score.mutants++;
  if (!verdicts.isJudged(mutant)) return;
  score.judged++;
  const noticed = verdicts.noticed(mutant);
  if (noticed !== null) score[noticed.phase === 'deep' ? 'suite' : noticed.phase]++;
  else score[isExplained(mutant) ? 'explained' : 'unexplained']++;
}

/** The share that suite or tests have noticed, of what the compiler would let through. From 0 to 1, or NaN of nothing. */
export const shareOf = ({ judged, suite, tests, types = 0 }: Score): number =>
  (suite + tests) / (judged - types);

/** A folder in one line. */
export function scoreLine(name: string, score: Score): string {
  const { mutants, judged, suite, tests, types, explained, unexplained } = score;
  const share = judged === types ? '' : ` (${(100 * shareOf(score)).toFixed(1)} %)`;
  const rest = `${explained} survive for a reason, ${unexplained} without one`;
  return `${name}: ${judged} of ${mutants} judged; ${suite} noticed by the suite, ${tests} by tests alone${share}, ${types} refused by the compiler; ${rest}`;
}

/** All folders together. */
export function sumOf(scores: Readonly<Record<string, Score>>): Score {
  const sum = noScore();
  for (const score of Object.values(scores))
    for (const key of Object.keys(sum) as (keyof Score)[]) sum[key] += score[key] ?? 0; // Nobody asked the compiler.
  return sum;
}
