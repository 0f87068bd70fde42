import { type Field, fields } from './fields.ts';
import type { Ink } from './ink.ts';
import type { Rule } from './rule.ts';

export interface ExplainedRule extends Rule {
  readonly designs: 'all' | readonly string[];
  readonly scope: 'operation' | 'world' | 'report' | 'boot';
  /** Nobody enforces it yet. */
  readonly pending?: boolean;
}

/** Said of a rule that is written down before its mechanism. */
export const NOT_JUDGED = 'its mechanism is not in the model yet';

const SCOPES: Readonly<Record<ExplainedRule['scope'], string>> = {
  operation: 'judged on every answer and effect',
  world: 'judged over all pages, between operations',
  report: 'judged on what the target says of itself',
  boot: 'judged on the memory map that boot makes',
};

/** A rule of the catalogue, with its reasons, the seeded faults that break it, and what it was seen to fail for. */
export function explanation(
  { id, claim, why, source, designs, scope, pending }: ExplainedRule,
  faults: readonly { readonly name: string; readonly summary: string; readonly invariant: string }[],
  shown: readonly { readonly title: string }[],
  ink: Ink,
): string {
  const entries: Field[] = [
    ['why', why],
    ['source', source],
    ['designs', designs === 'all' ? 'all' : designs.join(', ')],
    pending ? ['not judged', NOT_JUDGED] : ['scope', SCOPES[scope]],
    ...shown.map(({ title }, at): Field => [at === 0 ? 'fails when' : 'or when', title]),
    ...faults.map(
      ({ name, summary, invariant }, at): Field => [
        at === 0 ? 'broken by' : 'or by',
        `fault ${name}: ${summary}${invariant === id ? '' : ` (first of all a case of ${invariant})`}`,
      ],
    ),
  ];
  return [`${ink.strong(id)}: ${claim}`, '', ...fields(entries, ink)].join('\n');
}

/** A rule that the contract cannot express, and the reason. */
export const apology = (
  { id, claim, reason, source }: { readonly [Name in 'id' | 'claim' | 'reason' | 'source']: string },
  ink: Ink,
): string =>
  [
    `${ink.strong(id)}: ${claim}`,
    '',
    ...fields(
      [
        ['not judged', reason],
        ['source', source],
      ],
      ink,
    ),
  ].join('\n');
