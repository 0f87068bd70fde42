import { candidatesFor } from './candidates.ts';
import { WorldImage } from './image.ts';
import { Objection } from './objection.ts';
import type { Oracle } from './oracle.ts';
import { type Asked, judge, type Outcome } from './outcome.ts';

/**
 * The legal outcomes of one operation in the world as it is, out of all candidates: what an allocator may answer here, said as
 * a list. For small machines; the oracle is left as it was, but for its counters.
 *
 * @param handle the number that an allocation gets
 */
export function allowed(oracle: Oracle, operation: Asked, handle: number): Outcome[] {
  const image = new WorldImage(oracle.state);
  return candidatesFor(oracle.state, operation).filter((outcome) => {
    const legal = isAllowed(oracle, operation, handle, outcome);
    image.restore();
    return legal;
  });
}

/** Whether the oracle follows this outcome. It is changed by that; after a refusal it must be taken back. */
export function isAllowed(oracle: Oracle, operation: Asked, handle: number, outcome: Outcome): boolean {
  try {
    judge(oracle, operation, handle, outcome);
    return true;
  } catch (error) {
    if (error instanceof Objection) return false;
    throw error;
  }
}
