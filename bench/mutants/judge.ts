import { INVARIANTS } from '../../spec/invariants/index.ts';
import { guardMutants } from './guards.ts';
import { SWITCH } from './switch.ts';
import { WITNESSES, whoNotices } from './witnesses.ts';

/** What became of a weakened suite: who noticed, or nobody. */
export interface Outcome {
  readonly name: string;
  readonly noticed: string | null;
}

/** What does not hold of the suite as it is; nothing is worth weakening then. */
export const broken = (): string[] => WITNESSES.filter(({ holds }) => !holds()).map(({ name }) => name);

/** The suite with one site of the oracle switched off. */
export function judgeSite(number: number, name: string, rule: string | null): Outcome {
  const scope = globalThis as unknown as Record<string, unknown>; // The text of the sites reads it.
  scope[SWITCH] = number;
  try {
    return { name, noticed: whoNotices(rule) };
  } finally {
    delete scope[SWITCH];
  }
}

/** The suite with each guard of each machine made true. */
export const judgeGuards = (): Outcome[] =>
  guardMutants().map(({ name, rule, apply }) => {
    const undo = apply();
    try {
      return { name, noticed: whoNotices(rule) };
    } finally {
      undo();
    }
  });

/** The suite with each rule over the whole world blind. */
export const judgeRules = (): Outcome[] =>
  INVARIANTS.filter(({ violators }) => violators).map((invariant) => {
    const rule = invariant as { violators?: unknown }; // Put back below.
    const { violators } = rule;
    rule.violators = () => [];
    try {
      return { name: `${invariant.id} finds no violators`, noticed: whoNotices(invariant.id) };
    } finally {
      rule.violators = violators;
    }
  });
