import { OPERATION } from '../../spec/operations/operation.ts';
import { POISONED } from '../../spec/operations/outcome.ts';
import { OUTCOMES, type Tally } from './tally.ts';

const GRANTED = 0;
const DONE_OUTCOME = 1;
const FIRST_REFUSAL = 2;
const FIRST_POISON_RESULT = 8;
/** Refusals behind POISONED came when the results of errors had their places. */
const FIRST_LATER_REFUSAL = 14;

/** Counts an answer under its kind of operation; see `OUTCOME_NAMES`. */
export function countOutcome(tally: Tally, kind: number, answer: number): void {
  tally.executed++;
  tally.outcomes[kind * OUTCOMES + outcomeOf(kind, answer)]!++;
}

function outcomeOf(kind: number, answer: number): number {
  if (answer < POISONED) return FIRST_LATER_REFUSAL - 1 + POISONED - answer;
  if (answer < 0) return FIRST_REFUSAL - 1 - answer; // NO_MEMORY is -1.
  if (kind === OPERATION.allocate || kind === OPERATION.poolGet || kind === OPERATION.cmaAllocate)
    return GRANTED;
  if (kind === OPERATION.poison || kind === OPERATION.poisonOf) return FIRST_POISON_RESULT + answer;
  return DONE_OUTCOME;
}
