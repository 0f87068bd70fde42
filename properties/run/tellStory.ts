import { Objection } from '../../model/oracle/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import type { Booted } from './booted.ts';
import { askEndQuestions } from './endQuestions.ts';
import { execute } from './execute.ts';
import { expectationOf } from './expectationOf.ts';
import { modelMap, targetMap } from './pageMaps.ts';
import { sayAnswer } from './sayAnswer.ts';
import type { PageMap, Step, Story } from './story.ts';
import { TargetFailure } from './targetFailure.ts';
import type { Violation } from './violation.ts';

/** Steps told of a long scenario: the last ones. */
const MOST_STEPS = 60;

/** Runs a scenario again and writes down what the model would have accepted and what the target did. */
export function tellStory(run: Booted, words: OperationWords, violation: Violation | null): Story {
  const count = operationCount(words);
  const last = Math.min(violation?.operation ?? count, count);
  const steps: Step[] = [];
  run.restart(count + 1);
  for (let number = 0; number < last; number++) {
    if (number >= last - MOST_STEPS) steps.push(tellStep(run, words, number));
    else execute(run, words, number);
  }
  const culprits = violation?.pfns ?? [];
  const before = modelMap(run, culprits);
  if (last < count) steps.push(tellStep(run, words, last));
  else provoke(run, count);
  const after = mapAfter(run, culprits, before);
  run.distrust();
  return { steps, before, after };
}

function tellStep(run: Booted, words: OperationWords, number: number): Step {
  const operation = operationAt(words, number);
  const modelSays = expectationOf(run, words, number);
  try {
    const answer = execute(run, words, number);
    return { number, operation, modelSays, targetSays: sayAnswer(run, operation, answer), agrees: true };
  } catch (error) {
    const targetSays =
      error instanceof TargetFailure ? error.message : sayAnswer(run, operation, run.lastAnswer);
    if (!(error instanceof Objection || error instanceof TargetFailure)) throw error;
    return { number, operation, modelSays, targetSays, agrees: false };
  }
}

/** A violation of the end shows once its question is asked again. */
function provoke(run: Booted, count: number): void {
  try {
    askEndQuestions(run, count, () => {});
  } catch (error) {
    if (!(error instanceof Objection || error instanceof TargetFailure)) throw error;
  }
}

/** What the target makes of its memory now; if it cannot say, what the model knew before. */
function mapAfter(run: Booted, culprits: readonly number[], before: PageMap): PageMap {
  try {
    return targetMap(run, culprits);
  } catch {
    return before;
  }
}
