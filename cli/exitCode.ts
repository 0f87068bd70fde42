import type { CampaignResult } from '../properties/campaign/result.ts';

/** What the process tells its caller. */
export const NOTHING_FOUND = 0;
export const VIOLATION = 1;
/** zoneproof itself, or what it was given, is broken. */
export const BROKEN = 2;
export const INCONCLUSIVE = 3;

export type Verdict = CampaignResult['verdict'];

export const EXIT_CODES: Readonly<Record<Verdict, number>> = {
  pass: NOTHING_FOUND,
  violation: VIOLATION,
  inconclusive: INCONCLUSIVE,
};

/** The verdict over several campaigns: one violation is a violation, one doubt is a doubt. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('violation')) return 'violation';
  return verdicts.includes('inconclusive') ? 'inconclusive' : 'pass';
}

/** The same where an interruption left some of them out: nothing is known of those. */
export const worstOfAsked = (verdicts: readonly Verdict[], asked: number): Verdict =>
  worstOf(verdicts.length < asked ? [...verdicts, 'inconclusive'] : verdicts);
