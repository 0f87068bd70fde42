import type { ArgumentRole, OperationRole } from '../../../properties/explain/explanation.ts';
import type { Step } from '../../../properties/run/story.ts';
import { describedArguments } from '../../../properties/scenario/describeOperation.ts';
import type { Operation } from '../../../spec/operations/operation.ts';
import { argumentText, matters } from '../../render/argumentText.ts';
import { withoutIt } from '../../render/explained.ts';
import type { ReportedFailure } from '../reportInput.ts';
import { xmlText } from '../xml.ts';

/** What each side says of every operation; arguments that do not matter are faint, and the last column says what happens without it. */
export function stepTable({ story, found }: ReportedFailure): string {
  if (story.steps.length === 0) return '';
  const roles = found.explanation?.operations ?? [];
  const heads = ['', 'operation', 'model says', 'target says', ...(roles.length === 0 ? [] : ['without it'])];
  const rows = story.steps.map((step) => {
    const role = roles[step.number];
    const without =
      roles.length === 0
        ? ''
        : `<td>${role ? xmlText(`${goneToo(role)}${withoutIt(role, found)}`) : ''}</td>`;
    return row(step, role, without);
  });
  const head = heads.map((title) => `<th scope="col">${title}</th>`).join('');
  return `<h3>Step by step</h3><div class="scroll"><table class="steps"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${roles.length === 0 ? '' : KEY}`;
}

const KEY =
  '<p class="key"><span class="argument matters">underlined</span> arguments matter, <span class="argument idle">faint</span> ones may have any other value; point at one to see which</p>';

const goneToo = ({ dependents }: OperationRole): string => {
  if (dependents.length === 0) return '';
  return `${dependents.map((place) => `#${place}`).join(' and ')} ${dependents.length === 1 ? 'goes' : 'go'} too; `;
};

const row = (
  { number, operation, modelSays, targetSays, agrees }: Step,
  role: OperationRole | undefined,
  without: string,
): string =>
  `<tr${agrees ? '' : ' class="broken"'}><td class="number">${agrees ? '' : '✗ '}<button type="button" class="step" aria-label="show step ${number}">#${number}</button></td><td class="call">${call(operation, role)}</td><td>${xmlText(modelSays)}</td><td>${xmlText(targetSays)}</td>${without}</tr>`;

function call(operation: Operation, role: OperationRole | undefined): string {
  const parts = describedArguments(operation).map(({ name, before, text }) => {
    const own = role?.arguments.find((each) => each.name === name);
    return `${xmlText(before)}${own === undefined ? xmlText(text) : argument(own, text)}`;
  });
  return `${operation.kind}(${parts.join('')})`;
}

function argument(role: ArgumentRole, text: string): string {
  const title = xmlText(argumentText(role)).replaceAll('"', '&quot;');
  return `<span class="argument ${matters(role) ? 'matters' : 'idle'}" title="${title}">${xmlText(text)}</span>`;
}
