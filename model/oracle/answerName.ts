import { DONE, refusalName } from '../../spec/operations/outcome.ts';

/** An answer as an objection calls it: DONE, the name of a refusal, or the number itself. */
export const answerName = (answer: number): string =>
  answer === DONE ? 'DONE' : (refusalName(answer) ?? String(answer));
