import { Objection } from '../../model/oracle/index.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import type { Booted } from './booted.ts';
import { TargetFailure } from './targetFailure.ts';

/**
 * Asks the target a question of an operation that is not on the hot path, where a closure does not matter.
 *
 * @throws TargetFailure when the target threw, Objection when the answer is no integer
 */
export function ask(run: Booted, kind: number, question: () => number): number {
  let answer: number;
  try {
    answer = question();
  } catch (error) {
    throw new TargetFailure(OPERATION_KINDS[kind]!, error); // `kind` is a constant of OPERATION.
  }
  mustBeInteger(run, answer, kind);
  return answer;
}

/** Notes what the target answered. @throws Objection when that is no integer */
export function mustBeInteger(run: Booted, answer: number, kind: number): void {
  run.lastAnswer = answer;
  if (Number.isInteger(answer)) return;
  throw new Objection(
    'INV-0',
    `${OPERATION_KINDS[kind]} was answered ${String(answer)}, which is no integer`,
  );
}
