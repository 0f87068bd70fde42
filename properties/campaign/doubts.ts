import { ANY_SUCCESS } from './bothAnswers.ts';
import type { Canary } from './canary.ts';
import type { CampaignResult } from './result.ts';

/** Executed operations of those generated: below this, the generator mostly drew what could not be asked. */
const LEAST_EXECUTED = 0.9;
/**
 * On a machine of so few pages each page that is not where the generator believes it to be refuses a request, and with it goes what
 * was to be done with the allocation.
 */
const FEW_PAGES = 64;
const LEAST_EXECUTED_OF_FEW = 0.75;
/** Decisions an oracle may leave open; one that shrugs more often is none. */
const MOST_UNDECIDED = 0.01;
/** A campaign this long must have met some of what there is to meet. */
const LONG = 1_000_000;
const LEAST_WITNESSES = 0.5;
/**
 * One this long must have walked nearly all of the model that its machines and its design can show. What looks at all of memory
 * is asked the more rarely the more there is, so it takes longer on large machines.
 */
const VERY_LONG = 5_000_000;
const VERY_LONG_PER_PAGE = 200;
const LEAST_TRANSITIONS = 0.95;

interface Judged
  extends Pick<
    CampaignResult,
    'operations' | 'skipped' | 'decisions' | 'witnesses' | 'oneSided' | 'coverage'
  > {
  /** Pages of the largest machine. */
  readonly pages: number;
  /** The target reports neither blocks nor pages of zones. */
  readonly saysNothing?: boolean;
  readonly canary?: Canary | undefined;
}

/** Why a campaign that found nothing proves nothing, one sentence each. */
export function doubtsAbout(result: Judged, interrupted: boolean): string[] {
  const { operations, skipped, decisions, witnesses, oneSided, coverage, pages } = result;
  const doubts: string[] = [];
  const drawn = operations + skipped;
  if (interrupted) doubts.push('it was interrupted before it was done');
  if (result.canary?.caught === false)
    doubts.push(
      `the canary was not caught: ${result.canary.fault} broke no rule in ${result.canary.operations} operations, so nothing would have been found`,
    );
  if (result.saysNothing)
    doubts.push('the target reports neither blocks nor pages of zones, so what it believes was not judged');
  if (operations === 0) doubts.push('no operation was executed');
  else if (operations < (pages < FEW_PAGES ? LEAST_EXECUTED_OF_FEW : LEAST_EXECUTED) * drawn)
    doubts.push(`${skipped} of ${drawn} operations were skipped, since their subject did not exist`);
  if (decisions.undecided > MOST_UNDECIDED * decisions.taken)
    doubts.push(
      `${decisions.undecided} of ${decisions.taken} decisions stayed open, since the target tells too little`,
    );
  if (operations >= LONG && witnesses.reached < LEAST_WITNESSES * witnesses.total)
    doubts.push(`only ${witnesses.reached} of ${witnesses.total} witnesses were met in so many operations`);
  const { reached, total } = coverage.transitions;
  const isVeryLong = operations >= Math.max(VERY_LONG, VERY_LONG_PER_PAGE * pages);
  if (isVeryLong && reached < LEAST_TRANSITIONS * total)
    doubts.push(
      `only ${reached} of ${total} transitions that can be reached were taken in so many operations`,
    );
  if (operations >= LONG)
    for (const { kind, never, asked } of oneSided) {
      // What a success takes may be rare on a large machine: a block that is being taken out, a page with an error.
      if (never === ANY_SUCCESS && operations < VERY_LONG_PER_PAGE * pages) continue;
      doubts.push(
        `${kind} was asked ${asked} times and never answered with ${never}, so that was not judged`,
      );
    }
  return doubts;
}
