import type { Candidate } from './candidates.ts';
import { FACT_SLOTS } from './compiledMachine.ts';
import type { MachineText } from './machineText.ts';

/** Whether a rule holds, for each code of facts. */
export interface Truth {
  readonly rule: string;
  readonly holds: Uint8Array;
}

/** A candidate of one leaf whose names are replaced by what they stand for. */
export interface TriedCandidate {
  readonly candidate: Candidate;
  /** Number of the leaf it leads to. */
  readonly target: number;
  readonly rules: readonly Truth[];
}

/** Asks each rule once for each set of facts, not once for each cell. */
export function truthTables<Facts>(
  text: Pick<MachineText<Facts, string>, 'rules' | 'contexts'>,
): Map<string, Truth> {
  const truths = new Map<string, Truth>();
  for (const [name, rule] of Object.entries(text.rules)) {
    const holds = new Uint8Array(FACT_SLOTS);
    for (const [code, facts] of text.contexts) holds[code] = Number(rule(facts));
    truths.set(name, { rule: name, holds });
  }
  return truths;
}

/** @throws RangeError if the guard names a rule that does not exist */
export function tried(
  candidate: Candidate,
  leaf: number,
  leaves: readonly string[],
  truths: ReadonlyMap<string, Truth>,
): TriedCandidate {
  const rules = candidate.rules.map((name) => {
    const truth = truths.get(name);
    if (!truth) throw new RangeError(`no rule is called "${name}"`);
    return truth;
  });
  return { candidate, target: candidate.target === null ? leaf : leaves.indexOf(candidate.target), rules };
}

/** The first candidate whose rules all hold. */
export const firstOpen = (candidates: readonly TriedCandidate[], facts: number): TriedCandidate | undefined =>
  candidates.find(({ rules }) => rules.every(({ holds }) => holds[facts] === 1));

/**
 * Code of the rule to blame when every candidate is closed: the first broken one with a code, of the last candidate that
 * has one. The last is the most general way, so its rule says why nothing at all was possible.
 */
export function brokenRule(
  candidates: readonly TriedCandidate[],
  facts: number,
  codeOf: (rule: string) => number | null,
): number | null {
  for (const { rules } of candidates.toReversed())
    for (const { rule, holds } of rules) {
      const code = holds[facts] === 1 ? null : codeOf(rule);
      if (code !== null) return code;
    }
  return null;
}
