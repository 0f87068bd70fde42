import { describeOperation } from '../../../properties/scenario/describeOperation.ts';
import type { Operation } from '../../../spec/operations/operation.ts';
import type { State } from '../state.ts';
import type { Told } from '../tell.ts';
import { text } from '../text.ts';

/** All operations, each with what the model allows and what the target did; those behind a violation were not asked. */
export function stepsView({ steps, violation }: Told, { operations, at }: State): string {
  if (operations.length === 0 && steps.length === 0) return '<p>None yet. Ask one above.</p>';
  const told = steps.map(({ operation, number, modelSays, targetSays, agrees }, place): string => {
    const says = `<span class="says"><b>target</b> ${text(targetSays)}</span><span class="says"><b>model</b> ${text(modelSays)}</span>`;
    const isOwn = number < operations.length;
    return item(
      operation,
      number,
      place + 1 === at,
      agrees && !(violation !== null && place === steps.length - 1) ? '' : 'broken',
      says,
      isOwn,
    );
  });
  const left = violation === null ? [] : operations.slice(steps.length);
  const unasked = left.map((operation, place) =>
    item(operation, steps.length + place, false, 'unasked', '<span class="says">not asked</span>', true),
  );
  return `<ol class="steps">${[...told, ...unasked].join('')}</ol>`;
}

function item(
  operation: Operation,
  number: number,
  isShown: boolean,
  look: string,
  says: string,
  isOwn: boolean,
): string {
  const sign = look === 'broken' ? '✗ ' : '';
  const call = text(describeOperation(operation));
  const button = `<button type="button" class="step" data-go="${number + 1}" data-focus="go-${number}" aria-label="show ${text(describeOperation(operation, number))}"${look === 'unasked' ? ' disabled' : ''}>#${number}</button>`;
  const drop = isOwn
    ? `<button type="button" class="drop" data-drop="${number}" data-focus="drop-${number}" aria-label="take out ${text(describeOperation(operation, number))}">✕</button>`
    : '<small>asked at the end</small>';
  return `<li class="${look}"${isShown ? ' aria-current="step"' : ''}>${button}<code>${sign}${call}</code>${drop}${says}</li>`;
}
