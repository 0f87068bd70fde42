/** What a report says of a rule of the catalogue. */
export interface Rule {
  readonly id: string;
  readonly claim: string;
  readonly why: string;
  readonly source: string;
}

/** A number that the catalogue lacks still yields a report. */
export const ruleOf = (rules: readonly Rule[], id: string): Rule =>
  rules.find((rule) => rule.id === id) ?? { id, claim: 'not in the catalogue', why: '', source: '' };
