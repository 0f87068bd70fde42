import { invariantOf } from '../../spec/invariants/index.ts';

/** What the catalogue says of a rule; a number that it lacks has no sentence. */
export const ruleOf = (
  id: string,
): { readonly claim: string; readonly why: string; readonly source: string } =>
  invariantOf(id) ?? { claim: 'not in the catalogue', why: '', source: '' };
