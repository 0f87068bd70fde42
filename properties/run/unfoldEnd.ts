import { Objection } from '../../model/oracle/index.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import type { Booted } from './booted.ts';
import { askEndQuestions } from './endQuestions.ts';
import { execute } from './execute.ts';
import { TargetFailure } from './targetFailure.ts';

/** Runs a scenario and writes down, behind its own operations, those that its end questions ask up to the violation. */
export function unfoldEnd(run: Booted, words: OperationWords): OperationWords {
  const count = operationCount(words);
  const asked: Operation[] = [];
  run.restart(count + 1);
  run.narrator = (operation, ask) => {
    asked.push(operation);
    return ask();
  };
  try {
    for (let number = 0; number < count; number++) execute(run, words, number);
    askEndQuestions(run, count, () => {});
  } catch (error) {
    if (!(error instanceof Objection || error instanceof TargetFailure)) throw error;
  } finally {
    run.narrator = null;
  }
  return append(words, count, asked);
}

/** The end questions name their own allocations by the number behind the scenario's last; now each has a place. */
function append(words: OperationWords, count: number, asked: readonly Operation[]): OperationWords {
  let place = count;
  const named = asked.map((operation, index): Operation => {
    if (operation.kind === 'allocate') place = count + index;
    return operation.kind === 'free' && operation.of === count ? { ...operation, of: place } : operation;
  });
  const tail = wordsOf(named);
  const all = new Int32Array(words.length + tail.length);
  all.set(words);
  all.set(tail, words.length);
  return all;
}
