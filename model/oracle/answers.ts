import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, refusalName } from '../../spec/operations/outcome.ts';
import { Objection } from './objection.ts';

/** The single answer that is right, and nothing else happened. */
export function mustAnswer(answer: number, expected: number, rule: string, effects: Effects): void {
  const name = expected === DONE ? 'DONE' : refusalName(expected);
  if (answer !== expected)
    throw new Objection(rule, `the answer is ${refusalName(answer) ?? answer}; only ${name} could be right`);
  if (effects.count > 0) throw new Objection(rule, 'an operation that has nothing to do changed something');
}
