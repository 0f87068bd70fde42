import { acceptanceOf } from '../../model/compile/acceptance.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { type GuardMutant, guardMutants, ruleMutants } from './guards.ts';
import { NOTICERS, whoNotices } from './noticers.ts';
import { SWITCH } from './switch.ts';

/** What became of a weakened suite: who noticed, or nobody. */
export interface Outcome {
  readonly name: string;
  readonly noticed: string | null;
}

/** Which mutants are judged, by name. */
export type Asked = (name: string) => boolean;

/** What does not hold of the suite as it is; nothing is worth weakening then. */
export const broken = (): string[] => NOTICERS.filter(({ holds }) => !holds()).map(({ name }) => name);

/** Survivors are told at once: the whole takes minutes. */
function said(outcome: Outcome): Outcome {
  if (outcome.noticed === null) process.stderr.write(`survives: ${outcome.name}\n`);
  return outcome;
}

/** The suite with one site of the oracle switched off. */
export function judgeSite(number: number, name: string, rule: string | null): Outcome {
  const scope = globalThis as unknown as Record<string, unknown>; // The text of the sites reads it.
  scope[SWITCH] = number;
  try {
    return said({ name, noticed: whoNotices(rule) });
  } finally {
    delete scope[SWITCH];
  }
}

/** The suite with each rule of each machine made true. */
export const judgeMachineRules = (isAsked: Asked): Outcome[] =>
  weakened(ruleMutants(), isAsked, (mutant, before) =>
    said({ name: mutant.name, noticed: whoNotices(mutant.rule) ?? acceptedOtherwise(mutant, before) }),
  );

/** The lists of what machines accept, with each guard made true. */
export const judgeGuards = (isAsked: Asked): Outcome[] =>
  weakened(guardMutants(), isAsked, (mutant, before) =>
    said({ name: mutant.name, noticed: acceptedOtherwise(mutant, before) }),
  );

/** What a test of the model holds against the list that is kept. */
const acceptedOtherwise = ({ table }: GuardMutant, before: string): string | null =>
  acceptanceOf(table).join('\n') === before ? null : ACCEPTANCE;

export const ACCEPTANCE = 'the list of what the machine accepts';

/** Those that change nothing are left out: other guards, or other rules of the same, refuse all that they refuse. */
function weakened(
  mutants: readonly GuardMutant[],
  isAsked: Asked,
  judge: (mutant: GuardMutant, before: string) => Outcome,
): Outcome[] {
  return mutants.flatMap((mutant) => {
    if (!isAsked(mutant.name)) return [];
    const before = acceptanceOf(mutant.table).join('\n');
    const undo = mutant.apply();
    if (undo === null) return [];
    try {
      return judge(mutant, before);
    } finally {
      undo();
    }
  });
}

/** The suite with each rule over the whole world blind. */
export const judgeRules = (isAsked: Asked): Outcome[] =>
  INVARIANTS.filter(({ violators }) => violators).flatMap((invariant) => {
    const name = `${invariant.id} finds no violators`;
    if (!isAsked(name)) return [];
    const rule = invariant as { violators?: unknown }; // Put back below.
    const { violators } = rule;
    rule.violators = () => [];
    try {
      return said({ name, noticed: whoNotices(invariant.id) });
    } finally {
      rule.violators = violators;
    }
  });
