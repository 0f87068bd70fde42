import { Script } from 'node:vm';

/** Where the script finds what it is to call: a script sees globals alone. */
const SLOT = '__zoneproofBounded';

const call = new Script(`globalThis.${SLOT}()`);

/**
 * Calls `work` in this thread and ends it when it has run for so long, even within a loop without end: a timer would never get
 * its turn. What `work` has changed until then stays changed.
 *
 * @param milliseconds wall clock, more than 0
 * @throws Error with the code ERR_SCRIPT_EXECUTION_TIMEOUT when the time is over, and whatever `work` throws
 */
export function bounded<Result>(milliseconds: number, work: () => Result): Result {
  const slots = globalThis as unknown as Record<string, () => Result>; // The slot is ours alone.
  slots[SLOT] = work;
  try {
    return call.runInThisContext({ timeout: milliseconds }) as Result; // What work returns.
  } finally {
    delete slots[SLOT];
  }
}
