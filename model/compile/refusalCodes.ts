import { NO_CELL, REFUSED, type Refusal } from './compiledMachine.ts';

/** Numbers for the rules that can refuse. */
export interface RefusalCodes {
  /** By code. */
  readonly refusals: readonly Refusal[];
  /** Code of a rule; null for one that only chooses between branches. */
  readonly of: (rule: string) => number | null;
  /** Code of a default refusal, which always has one. */
  readonly ofDefault: (rule: string) => number;
}

/**
 * Numbers the rules of the guards first, then the defaults that are not among them.
 *
 * @throws RangeError if there are more rules than a cell can name, or a default names no invariant
 */
export function refusalCodes(rules: readonly string[], defaults: readonly string[]): RefusalCodes {
  const codes = new Map<string, number>();
  const refusals: Refusal[] = [];
  for (const name of new Set([...rules, ...defaults])) {
    const refusal = refusalNamed(name);
    if (refusal) codes.set(name, refusals.push(refusal) - 1);
    else if (defaults.includes(name)) throw new RangeError(`the default "${name}" names no invariant`);
  }
  if (refusals.length > NO_CELL - REFUSED)
    throw new RangeError(`${refusals.length} rules are more than a cell can name`);
  return {
    refusals,
    of: (rule) => codes.get(rule) ?? null,
    ofDefault: (rule) => codes.get(rule)!, // Every default was numbered above.
  };
}

/** A rule that protects an invariant is called by its number and what it demands: `INV-134 page is not isolated`. */
const RULE_WITH_NUMBER = /^(?<invariant>INV-\d+) (?<rule>.+)/;

/** The refusal a rule stands for; null for a rule that only chooses between branches. */
export function refusalNamed(name: string): Refusal | null {
  const { invariant, rule } = RULE_WITH_NUMBER.exec(name)?.groups ?? {};
  return invariant && rule ? { invariant, rule } : null;
}
