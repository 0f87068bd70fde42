import { isOfTheEnd } from '../../properties/run/session.ts';
import type { Step } from '../../properties/run/story.ts';
import type { Violation } from '../../properties/run/violation.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import { ruleOf } from './rule.ts';
import type { State } from './state.ts';
import type { Told } from './tell.ts';

/** What is said of a moment: a headline, a sentence, and whether a rule was broken. */
export interface MomentWords {
  /** `broken`: here a rule was broken. `held`: the oracle agrees. `quiet`: nothing was asked. */
  readonly tone: 'broken' | 'held' | 'quiet';
  readonly title: string;
  readonly says: string;
}

/** The moment that a state shows, in words. */
export function momentWords({ steps, violation }: Told, at: number): MomentWords {
  const step = steps[at - 1];
  if (violation !== null && at >= steps.length)
    return {
      tone: 'broken',
      title: `${violation.invariant} broken ${placeOf(violation, step)}`,
      says: `${violation.sentence}.`,
    };
  if (step === undefined)
    return {
      tone: 'quiet',
      title: 'after boot',
      says: 'Nothing was asked yet: these are the pages as boot left them.',
    };
  const title = `after ${describeOperation(step.operation, step.number)}`;
  return { tone: step.targetSays.startsWith('skipped') ? 'quiet' : 'held', title, says: answerWords(step) };
}

function placeOf(violation: Violation, step: Step | undefined): string {
  if (isOfTheEnd(violation)) return 'at the end';
  return step === undefined ? 'at boot' : `by ${describeOperation(step.operation, step.number)}`;
}

function answerWords({ modelSays, targetSays }: Step): string {
  if (targetSays.startsWith('skipped'))
    return 'Skipped: what it is about does not exist, or is not in a state to be asked that.';
  return `The target: ${targetSays}. The model allows: ${modelSays}. They agree.`;
}

/** The verdict on the whole run, in one sentence. */
export function verdictWords({ steps, violation }: Told, { operations }: State): string {
  const asked = operations.length;
  if (violation === null) {
    const what = asked === 1 ? '1 operation' : `${asked} operations`;
    return `No rule is broken: ${what}, the questions of the end included, follow the model.`;
  }
  const { claim } = ruleOf(violation.invariant);
  const left = asked - steps.length;
  const rest =
    left > 0
      ? ` ${left === 1 ? 'The operation behind it was' : `${left} operations behind it were`} not asked.`
      : '';
  return `${violation.invariant} is broken: ${claim}.${rest}`;
}
