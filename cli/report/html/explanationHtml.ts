import type { Neighbour, Said } from '../../../properties/explain/explanation.ts';
import { operationAt } from '../../../properties/scenario/operationAt.ts';
import { explained } from '../../render/explained.ts';
import { changeText } from '../../render/neighbourText.ts';
import type { ReportedFailure } from '../reportInput.ts';
import { xmlText } from '../xml.ts';

/** The nearest run that passes and where it differs, and which arguments matter; empty where nobody knows. */
export function explanationHtml({ found }: ReportedFailure): string {
  const { explanation, scenario } = found;
  if (explanation === undefined) return '';
  const { matters, doesNotMatter } = explained(found);
  const { neighbour } = explanation;
  const change =
    neighbour && changeText(neighbour.change, (number) => operationAt(scenario.operations, number));
  return [
    neighbour === null || change === null ? '' : neighbourHtml(neighbour, change),
    `<details class="arguments"><summary>which arguments matter, and which do not</summary>`,
    list('It takes these values', matters),
    list('These do not matter', doesNotMatter),
    '</details>',
  ].join('\n');
}

const list = (title: string, sentences: readonly string[]): string =>
  sentences.length === 0
    ? ''
    : `<p>${title}:</p><ul>${sentences.map((each) => `<li>${xmlText(each)}</li>`).join('')}</ul>`;

function neighbourHtml({ change, differences }: Neighbour, text: string): string {
  const place =
    change.kind === 'argument'
      ? `With <code>${xmlText(text)}</code> in place of #${change.operation}`
      : `The run ${xmlText(text)}`;
  const same = differences.length === 0 ? ', although every answer is the same' : '. Only this differs';
  const rows = differences.flatMap(({ number, failing, passing }) => [
    side(`#${number} in this run`, failing),
    passing === null
      ? `<tr><td class="number">#${number} in that run</td><td colspan="2">nothing to object to</td></tr>`
      : side(`#${number} in that run`, passing),
  ]);
  const table =
    rows.length === 0
      ? ''
      : `<div class="scroll"><table class="differences"><thead><tr><th scope="col"></th><th scope="col">model says</th><th scope="col">target says</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
  return `<h3>The nearest run that passes</h3><p>${place}, no rule is broken${same}${rows.length === 0 ? '.' : ':'}</p>${table}`;
}

const side = (where: string, { model, target }: Said): string =>
  `<tr><td class="number">${where}</td><td>${xmlText(model)}</td><td>${xmlText(target)}</td></tr>`;
