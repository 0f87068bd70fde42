import type { Change, Difference, Neighbour } from '../../properties/explain/explanation.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { apart } from './apart.ts';

/** What the nearest run that passes is, and then where it differs, a sentence each. */
export function neighbourSentences(
  { change, differences }: Neighbour,
  operation: (number: number) => Operation,
): string[] {
  const only = differences.length === 0 ? '; every answer is the same' : '; only this differs:';
  return [
    `${changeText(change, operation)}: no rule is broken${only}`,
    ...differences.map((difference) => differenceText(difference)),
  ];
}

/** The other operation, or what is left out. */
export function changeText(change: Change, operation: (number: number) => Operation): string {
  if (change.kind === 'left out')
    return `without ${change.operations.map((each) => `#${each}`).join(' and ')}`;
  const changed = { ...operation(change.operation), [change.name]: change.to } as Operation; // A value of the same argument.
  return describeOperation(changed, change.operation);
}

function differenceText({ number, failing, passing }: Difference): string {
  if (passing === null) return `#${number}, a question of the end, finds nothing wrong`;
  const sides = (['model', 'target'] as const).map((side) => {
    if (failing[side] === passing[side]) return `the ${side} says ${passing[side]}`;
    const [passed, failed] = apart(passing[side], failing[side]);
    return `the ${side} says ${passed}, in place of ${failed}`;
  });
  return `#${number}: ${sides.join('; ')}`;
}
