import { ruleOf } from '../rule.ts';
import type { State } from '../state.ts';
import type { Told } from '../tell.ts';
import { text } from '../text.ts';
import { momentWords, verdictWords } from '../words.ts';

/** What happened at the moment that is shown, and what the oracle says of the whole run. It is read out when it changes. */
export function momentView(told: Told, state: State): string {
  const { tone, title, says } = momentWords(told, state.at);
  const sign = { broken: '✗', held: '✓', quiet: '·' }[tone];
  const head = `<p class="said ${tone}"><span aria-hidden="true">${sign}</span> ${text(title)}</p><p>${text(says)}</p>`;
  return `${head}${tone === 'broken' ? ruleText(told) : `<p class="verdict">${text(verdictWords(told, state))}</p>`}`;
}

function ruleText({ violation }: Told): string {
  if (violation === null) return '';
  const { claim, why, source } = ruleOf(violation.invariant);
  return `<dl><dt>rule</dt><dd>${violation.invariant}: ${text(claim)}</dd><dt>why</dt><dd>${text(why)}</dd><dt>source</dt><dd>${text(source)}</dd><dt>asked by</dt><dd>the property '${violation.property}'</dd></dl>`;
}
