import type { FoundViolation } from '../../../properties/campaign/result.ts';
import { storyInWords } from '../../render/storyInWords.ts';
import type { ReportedFailure } from '../reportInput.ts';
import { xmlText } from '../xml.ts';
import { explanationHtml } from './explanationHtml.ts';
import type { Moment } from './moments.ts';
import { stepTable } from './stepTable.ts';
import { timeline } from './timeline.ts';

/** A failure: the story in words, all pages over time, each step, what it takes, the rule, and what to copy. */
export function failureSection(failure: ReportedFailure, place: number, moments: readonly Moment[]): string {
  const { found, rule, target, hash, explain } = failure;
  const { violation, scenario } = found;
  const where = `property '${violation.property}', layout ${scenario.layout.name}, design ${scenario.design}, target ${target}, scenario ${hash}`;
  return `<section class="failure" data-place="${place}" aria-labelledby="failure-${place}">
<h2 id="failure-${place}"><span class="violation">${rule.id}</span> ${xmlText(violation.sentence)}</h2>
<p class="place">${xmlText(where)}</p>
<p class="story">${storyHtml(found)}</p>
<h3>The rule</h3>
<dl><dt>rule</dt><dd>${xmlText(rule.claim)}</dd><dt>why</dt><dd>${xmlText(rule.why)}</dd><dt>source</dt><dd>${xmlText(rule.source)}</dd><dt>more</dt><dd><code>${xmlText(explain)}</code></dd></dl>
${moments.length === 0 ? '' : timeline(moments, place)}
${stepTable(failure)}
${explanationHtml(failure)}
${commands(failure)}
</section>`;
}

/** The name of a rule is not broken at its hyphen. */
const storyHtml = (found: FoundViolation): string =>
  xmlText(storyInWords(found)).replace(/INV-\d+/g, '<span class="id">$&</span>');

const commands = ({ found, replay, passing, test }: ReportedFailure): string => `<h3>See it again</h3>
<pre class="command">${xmlText(replay)}</pre>
<p class="copies"><button type="button" data-copies="replay">copy the command</button> <button type="button" data-copies="test">copy a test for vitest</button> <button type="button" data-copies="token" title="${xmlText(found.token)}">copy the token</button>${passing === null ? '' : ' <button type="button" data-copies="passing">copy the command of the run that passes</button>'} <span class="copied" role="status"></span></p>
<details><summary>the test</summary><pre class="test">${xmlText(test)}</pre></details>`;
