import type { FoundViolation } from '../../properties/campaign/result.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import { operationAt } from '../../properties/scenario/operationAt.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { changeText } from './neighbourText.ts';
import { counted } from './numbers.ts';

/** What happened, in a few sentences: how far both sides agreed, where they parted, which rule that breaks, and what would have passed. */
export function storyInWords(found: FoundViolation): string {
  return [
    agreement(found),
    parting(found),
    `${found.violation.invariant} is broken: ${found.violation.sentence}.`,
    ...alternatives(found),
  ].join(' ');
}

function agreement({ scenario, violation }: FoundViolation): string {
  const count = operationCount(scenario.operations);
  const where = `on ${scenario.layout.name} under ${scenario.design}`;
  if (count === 0) return `Nothing was asked ${where} but the questions of the end.`;
  const asked = `${counted(count, 'operation')} ${count === 1 ? 'was' : 'were'} asked ${where}`;
  if (violation.operation === 0) return `${asked}.`;
  const allowed = Math.min(violation.operation, count);
  if (allowed === count) return `${asked}, and answered as the model allows.`;
  return `${asked}; the first ${allowed === 1 ? 'was' : `${allowed} were`} answered as the model allows.`;
}

/** A story may have been told of another run than the first, where a target answers differently each time. */
function parting({ story, scenario }: FoundViolation): string[] {
  const step = story.steps.find(({ agrees }) => !agrees);
  if (step === undefined) return [];
  const when = step.number >= operationCount(scenario.operations) ? 'Asked at the end,' : 'At';
  const call = describeOperation(step.operation, step.number);
  return [`${when} ${call}, the model says: ${step.modelSays}; the target says: ${step.targetSays}.`];
}

function alternatives({ explanation, scenario }: FoundViolation): string[] {
  if (explanation === undefined) return [];
  const { operations, neighbour } = explanation;
  const needed = operations.every(({ without }) => without !== null && without !== 'same');
  const all = operations.length === 1 ? ['It takes this operation.'] : ['It takes all of these operations.'];
  if (neighbour === null) return needed ? all : [];
  const change = changeText(neighbour.change, (number) => operationAt(scenario.operations, number));
  const place = neighbour.change.kind === 'argument' ? 'with ' : '';
  const instead = neighbour.change.kind === 'argument' ? ' in its place' : '';
  return [...(needed ? all : []), `The nearest run that passes is the one ${place}${change}${instead}.`];
}
