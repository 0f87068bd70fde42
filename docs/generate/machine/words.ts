import { refusalNamed } from '../../../model/compile/refusalCodes.ts';
import type { Refusal } from '../../../model/index.ts';
import { code, link, text } from '../page/html.ts';

/** Where the page of a rule is. */
export const ruleSlug = (invariant: string): string => `rules/${invariant}`;

/** `INV-163`, as a link to its page. */
export const ruleLink = (invariant: string): string => link(ruleSlug(invariant), invariant);

/** A guard in words: every condition with the rule it protects. */
export function guardInWords(rules: readonly string[], otherwise: boolean): string {
  const said = rules
    .map((rule) => {
      const named = refusalNamed(rule);
      return named === null ? text(rule) : `${text(named.rule)} (${ruleLink(named.invariant)})`;
    })
    .join('; ');
  if (!otherwise) return said === '' ? 'always' : said;
  return said === '' ? 'otherwise' : `otherwise, if ${said}`;
}

/** Why an event is refused: what would have to be true. */
export const refusalInWords = ({ invariant, rule }: Refusal): string =>
  `${ruleLink(invariant)}: ${text(rule)}`;

/** Several files or functions of a kernel, a line each. */
export const sourceInWords = (source: string): string =>
  source === '' ? '' : source.split('; ').map(code).join('<br>');
