import type { Refusal } from './compiledMachine.ts';
import { NO_CELL, REFUSED } from './compiledMachine.ts';

/** A rule that protects an invariant is called by its number and what it demands: `INV-134 page is not isolated`. */
const RULE_WITH_NUMBER = /^(?<invariant>INV-\d+) (?<rule>.+)$/;

/** The refusal that a rule stands for; null for a rule that only chooses between branches. */
export function refusalNamed(name: string): Refusal | null {
  const { invariant, rule } = RULE_WITH_NUMBER.exec(name)?.groups ?? {};
  return invariant && rule ? { invariant, rule } : null;
}

/** Numbers the rules that can refuse: those of the guards first, then the defaults. */
export interface RefusalCodes {
  readonly refusals: readonly Refusal[];
  /** Code of a rule; null if it has no number. */
  readonly numberOf: (rule: string) => number | null;
}

/** @throws RangeError if there are more rules than a cell can name, or a default names no invariant */
export function refusalCodes(
  rules: Readonly<Record<string, unknown>>,
  defaults: readonly string[],
): RefusalCodes {
  const names = [...new Set([...Object.keys(rules), ...defaults])].filter((name) => refusalNamed(name));
  const nameless = defaults.find((name) => !refusalNamed(name));
  if (nameless !== undefined) throw new RangeError(`the default refusal "${nameless}" names no invariant`);
  if (names.length > NO_CELL - REFUSED) throw new RangeError(`${names.length} rules are too many for a cell`);
  const codes = new Map(names.map((name, code) => [name, code]));
  return {
    refusals: names.map((name) => refusalNamed(name)!), // Only names of refusals passed the filter.
    numberOf: (rule) => codes.get(rule) ?? null,
  };
}
