import { type Field, fields } from './fields.ts';
import type { Ink } from './ink.ts';
import type { Rule } from './rule.ts';

export interface ExplainedRule extends Rule {
  readonly designs: 'all' | readonly string[];
  readonly scope: 'operation' | 'world' | 'report' | 'boot';
}

const SCOPES: Readonly<Record<ExplainedRule['scope'], string>> = {
  operation: 'judged on every answer and effect',
  world: 'judged over all pages, between operations',
  report: 'judged on what the target says of itself',
  boot: 'judged on the memory map that boot makes',
};

/** A rule of the catalogue, with its reasons and the seeded faults that break it. */
export function explanation(
  { id, claim, why, source, designs, scope }: ExplainedRule,
  faults: readonly { readonly name: string; readonly summary: string }[],
  ink: Ink,
): string {
  const entries: Field[] = [
    ['why', why],
    ['source', source],
    ['designs', designs === 'all' ? 'all' : designs.join(', ')],
    ['scope', SCOPES[scope]],
    ...faults.map(({ name, summary }): Field => ['broken by', `fault ${name}: ${summary}`]),
  ];
  return [`${ink.strong(id)}: ${claim}`, '', ...fields(entries, ink)].join('\n');
}
