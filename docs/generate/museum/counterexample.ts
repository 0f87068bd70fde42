import type { Counterexample } from '../measured/readMeasured.ts';
import { sections } from '../page/bookPage.ts';
import { code, counted, sentence, text } from '../page/html.ts';
import { strip, stripLegend } from '../run/strip.ts';

/** The shortest run that shows a fault: what was asked, where the two sides part, and the pages before and after. */
export function counterexample(shown: Counterexample | undefined): string {
  if (shown === undefined) return '<p class="note">Not measured yet.</p>';
  const { violation, steps, before, after, layout, design } = shown.told;
  if (violation === null) return '<p class="note">The scenario shows nothing any more.</p>';
  const rows = steps.map(({ call, modelSays, targetSays, agrees }) => {
    const cells = [agrees ? '' : '✗', code(call), text(modelSays), text(targetSays)];
    return `<tr${agrees ? '' : ' class="broken"'}>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return sections(
    `<div class="run scroll" role="region" tabindex="0" aria-label="steps"><p class="verdict"><b>${violation.invariant}</b> ${sentence(violation.sentence)}</p><table><thead><tr><th scope="col"><span class="hidden">differs</span></th><th scope="col">operation</th><th scope="col">model says</th><th scope="col">target says</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    `<div class="strips">${strip(before, 'the pages before')}${strip(after, 'as the target left them')}</div>`,
    stripLegend([before, after]),
    `<p class="note">On ${text(layout)} under ${text(design)}; ${counted(shown.operations, 'operation')} and ${(shown.milliseconds / 1000).toFixed(1)} s of the processor until it was found and made minimal. See it again: ${code(`zoneproof replay ${shown.told.token} --fault ${shown.name}`)}</p>`,
  );
}
