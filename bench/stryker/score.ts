import type { Mutant } from './instrument.ts';
import type { Verdicts } from './verdicts.ts';

/** What became of the mutants of one folder. */
export interface Score {
  /** All that are worth trying. */
  mutants: number;
  /** Words of errors and explanations. */
  excluded: number;
  /** Those that suite and tests have judged. */
  judged: number;
  /** Noticed by the suite. */
  suite: number;
  /** Noticed only by tests of the files. */
  tests: number;
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
    scores[folder] ??= {
      mutants: 0,
      excluded: 0,
      judged: 0,
      suite: 0,
      tests: 0,
      explained: 0,
      unexplained: 0,
    };
    count(scores[folder], mutant, verdicts, isExplained);
  }
  return scores;
}

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
  if (noticed !== null) score[noticed.phase === 'tests' ? 'tests' : 'suite']++;
  else score[isExplained(mutant) ? 'explained' : 'unexplained']++;
}

/** A folder in one line. */
export function scoreLine(name: string, score: Score): string {
  const { mutants, judged, suite, tests, explained, unexplained } = score;
  const share = judged === 0 ? '' : ` (${((100 * (suite + tests)) / judged).toFixed(1)} %)`;
  const rest = `${explained} survive for a reason, ${unexplained} without one`;
  return `${name}: ${judged} of ${mutants} judged; ${suite} noticed by the suite, ${tests} by tests alone${share}; ${rest}`;
}

/** All folders together. */
export function sumOf(scores: Readonly<Record<string, Score>>): Score {
  const sum: Score = { mutants: 0, excluded: 0, judged: 0, suite: 0, tests: 0, explained: 0, unexplained: 0 };
  for (const score of Object.values(scores))
    for (const key of Object.keys(sum) as (keyof Score)[]) sum[key] += score[key];
  return sum;
}
