import type { Scenario } from '../scenario/scenario.ts';
import type { OperationWords } from '../scenario/words.ts';

/** When to stop although something shorter may exist. */
export interface ShrinkBudget {
  /** Runs of the target. Default: as many as it takes. */
  readonly executions?: number;
  /** Asked before each run; true ends the search. */
  readonly until?: () => boolean;
}

/** The shortest failing scenario so far, and the runs spent on it. */
export interface Attempt {
  readonly scenario: Scenario;
  readonly words: OperationWords;
  readonly executions: number;
  /** The budget is spent: nothing is run any more, and nothing accepted. */
  readonly stopped: boolean;
  /** Runs a candidate and keeps it if it fails too. A candidate that passed before is not run again. */
  accepts(candidate: OperationWords): boolean;
}

/** Above this many words candidates are not remembered: they take more memory than they save time. */
const REMEMBERED = 4096;

export function createAttempt(
  scenario: Scenario,
  fails: (candidate: Scenario) => boolean,
  budget: ShrinkBudget,
): Attempt {
  const passed = new Set<string>();
  const most = budget.executions ?? Number.POSITIVE_INFINITY;
  let best = scenario;
  let executions = 0;
  let stopped = false;

  const accepts = (candidate: OperationWords): boolean => {
    const key = candidate.length <= REMEMBERED ? candidate.join() : null;
    if (key !== null && passed.has(key)) return false;
    stopped ||= executions >= most || budget.until?.() === true;
    if (stopped) return false;
    executions++;
    const next = { ...scenario, operations: candidate };
    const failing = fails(next);
    if (failing) best = next;
    else if (key !== null) passed.add(key);
    return failing;
  };
  return {
    get scenario() {
      return best;
    },
    get words() {
      return best.operations;
    },
    get executions() {
      return executions;
    },
    get stopped() {
      return stopped;
    },
    accepts,
  };
}

/** The same attempt, but what is settled is not accepted, and not run. */
export const sparing = (attempt: Attempt, isSettled: (candidate: OperationWords) => boolean): Attempt => ({
  get scenario() {
    return attempt.scenario;
  },
  get words() {
    return attempt.words;
  },
  get executions() {
    return attempt.executions;
  },
  get stopped() {
    return attempt.stopped;
  },
  accepts: (candidate) => !isSettled(candidate) && attempt.accepts(candidate),
});
