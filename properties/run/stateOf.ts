import { stateNumber } from '../../model/oracle/index.ts';
import type { Booted } from './booted.ts';

/**
 * A name for the state that target and oracle are in: see `Sketch.state`. Null if the target cannot say, or an allocator of boot is
 * at work, which nobody asks for its state.
 */
export function stateOf({ allocator, oracle, early }: Booted): string | null {
  const number = early === null ? (allocator.stateNumber?.() ?? Number.NaN) : Number.NaN;
  return Number.isNaN(number) ? null : `${number} ${stateNumber(oracle.state)}`;
}
