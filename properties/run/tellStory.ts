import { Objection } from '../../model/oracle/index.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import type { Booted } from './booted.ts';
import { askEndQuestions, checkWorld } from './endQuestions.ts';
import { execute } from './execute.ts';
import { expectationOf } from './expectationOf.ts';
import { modelMap, targetMap } from './pageMaps.ts';
import { sayAnswer } from './sayAnswer.ts';
import type { PageMap, Step, StepPages, Story } from './story.ts';
import { TargetFailure } from './targetFailure.ts';
import type { Violation } from './violation.ts';

/** Steps told of a long scenario. */
const MOST_STEPS = 60;

/**
 * Runs a scenario again and writes down what the model would have accepted and what the target did.
 *
 * @param withPages also keeps all pages after each step, which is much on a large machine
 * @param most steps told: the last ones
 */
export function tellStory(
  run: Booted,
  words: OperationWords,
  violation: Violation | null,
  withPages = false,
  most = MOST_STEPS,
): Story {
  const count = operationCount(words);
  const last = Math.min(violation?.operation ?? count, count);
  const culprits = violation?.pfns ?? [];
  const pages = (): { pages?: StepPages } => (withPages ? { pages: pagesOf(run, culprits) } : {});
  const steps: Step[] = [];
  let start: StepPages | undefined;
  run.restart(count + 1);
  for (let number = 0; number < last; number++)
    if (number >= last - most) {
      start ??= pages().pages;
      steps.push({ ...tellOperation(run, words, number), ...pages() });
    } else execute(run, words, number);
  start ??= pages().pages;
  const before = modelMap(run, culprits);
  // An objection leaves the model in the middle of a step, so what it knew before stands beside what the target made of it.
  if (last < count) {
    const step = tellLast(run, words, last);
    const after = withPages ? { pages: { model: before, target: mapAfter(run, culprits, before) } } : {};
    // What showed before the first operation and is gone after it is told without a step: nothing was asked.
    if (!step.agrees || last > 0) steps.push({ ...step, ...(step.agrees ? pages() : after) });
  } else if (violation) tellEnd(run, count, steps, most);
  const after = mapAfter(run, culprits, before);
  run.distrust();
  return { steps, before, after, ...(start === undefined ? {} : { start }) };
}

function pagesOf(run: Booted, culprits: readonly number[]): StepPages {
  const model = modelMap(run, culprits);
  return { model, target: mapAfter(run, culprits, model) };
}

const tellOperation = (run: Booted, words: OperationWords, number: number): Step =>
  tellStep(run, number, operationAt(words, number), expectationOf(run, words, number), () =>
    execute(run, words, number),
  ).step;

/** The operation itself may look right, and the target's own report show that it was not. */
function tellLast(run: Booted, words: OperationWords, number: number): Step {
  const step = tellOperation(run, words, number);
  if (!step.agrees) return step;
  try {
    checkWorld(run);
    return step;
  } catch (error) {
    if (!isViolation(error)) throw error;
    return { ...step, targetSays: `${step.targetSays}; then ${(error as Error).message}`, agrees: false };
  }
}

function tellStep(
  run: Booted,
  number: number,
  operation: Operation,
  modelSays: string,
  ask: () => number,
): Told {
  try {
    const answer = ask();
    return {
      step: { number, operation, modelSays, targetSays: sayAnswer(run, operation, answer), agrees: true },
      answer,
    };
  } catch (error) {
    if (!isViolation(error)) throw error;
    const targetSays =
      error instanceof TargetFailure ? error.message : sayAnswer(run, operation, run.lastAnswer);
    return { step: { number, operation, modelSays, targetSays, agrees: false }, error };
  }
}

interface Told {
  readonly step: Step;
  readonly answer?: number;
  readonly error?: unknown;
}

/** A violation of the end shows once its question is asked again; the operations of the questions are steps too. */
function tellEnd(run: Booted, count: number, steps: Step[], most: number): void {
  let number = count;
  let made = count; // The end questions name their own allocation by the number behind the last.
  run.narrator = (operation, ask) => {
    if (operation.kind === 'allocate') made = number;
    const named =
      operation.kind === 'free' && operation.of === count ? { ...operation, of: made } : operation;
    const told = tellStep(run, number++, named, expectationOf(run, wordsOf([operation]), 0), ask);
    steps.push(told.step);
    if (steps.length > most) steps.shift();
    if (told.answer === undefined) throw told.error;
    return told.answer;
  };
  try {
    askEndQuestions(run, count, () => {});
  } catch (error) {
    if (!isViolation(error)) throw error;
  } finally {
    run.narrator = null;
  }
}

const isViolation = (error: unknown): boolean => error instanceof Objection || error instanceof TargetFailure;

/** What the target makes of its memory now; if it cannot say, what the model knew before. */
function mapAfter(run: Booted, culprits: readonly number[], before: PageMap): PageMap {
  try {
    return targetMap(run, culprits);
  } catch {
    return before;
  }
}
