import { OPERATION } from '../../spec/operations/operation.ts';
import { OUTCOMES, type Tally } from './tally.ts';

const GRANTED = 0;
const DONE_OUTCOME = 1;
const FIRST_REFUSAL = 2;
const FIRST_POISON_RESULT = 8;

/** Counts an answer under its kind of operation; see `OUTCOME_NAMES`. */
export function countOutcome(tally: Tally, kind: number, answer: number): void {
  tally.executed++;
  tally.outcomes[kind * OUTCOMES + outcomeOf(kind, answer)]!++;
}

function outcomeOf(kind: number, answer: number): number {
  if (answer < 0) return FIRST_REFUSAL - 1 - answer; // NO_MEMORY is -1.
  if (kind === OPERATION.allocate) return GRANTED;
  if (kind === OPERATION.poison || kind === OPERATION.poisonOf) return FIRST_POISON_RESULT + answer;
  return DONE_OUTCOME;
}
