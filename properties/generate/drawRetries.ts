import { RETRY_FOREVER, RETRY_NEVER } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';

const ROUNDS = [1, 2, 3, 16, RETRY_FOREVER, RETRY_FOREVER];

/** Lets requests make rounds for a while: every other time it ends again, since what they drop is gone for what comes after. */
export function drawRetries(draft: Draft): boolean {
  const { random } = draft;
  draft.retries = draft.retries === RETRY_NEVER ? ROUNDS[random.below(ROUNDS.length)]! : RETRY_NEVER; // Below the length.
  write(draft, OPERATION.setRetries, draft.retries);
  return true;
}
