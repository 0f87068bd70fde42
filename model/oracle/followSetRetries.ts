import type { Effects } from '../../spec/operations/effects.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { mustAnswer } from './answers.ts';
import type { WorldState } from './state.ts';

/** Follows a change of how many rounds requests make; nothing else changes. */
export function followSetRetries(s: WorldState, retries: number, answer: number, effects: Effects): void {
  mustAnswer(answer, DONE, 'INV-4', effects);
  s.retries = retries;
}
