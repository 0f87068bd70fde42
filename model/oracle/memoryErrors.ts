import { ERROR_REAL } from '../../spec/operations/arguments.ts';
import {
  POISON_ALREADY,
  POISON_CORRECTED,
  POISON_FAILED,
  POISON_IGNORED,
} from '../../spec/operations/outcome.ts';
import type { WorldState } from './state.ts';

/** Results that are counted, each for itself. `delayed` is what Linux says of a dirty page in the swap cache: nobody has one here. */
export const ERROR_COUNTS = ['ignored', 'failed', 'delayed', 'recovered'] as const;

const IGNORED = 0;
const FAILED = 1;
const RECOVERED = 3;

/** Counts a memory error under its result; what was corrected or known before is no new one. */
export function countError(s: WorldState, node: number, error: number, result: number): void {
  if (error === ERROR_REAL && result !== POISON_CORRECTED) s.realErrors[0]!++;
  if (result >= POISON_ALREADY) return;
  const kind = result === POISON_IGNORED ? IGNORED : result === POISON_FAILED ? FAILED : RECOVERED;
  s.memoryErrors[node * ERROR_COUNTS.length + kind]!++;
}
