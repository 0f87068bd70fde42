import { DEMONSTRATIONS } from '../../properties/demonstrations/index.ts';
import { bounded } from '../../properties/faults/bounded.ts';
import { FAULTS } from '../../properties/faults/index.ts';
import { minimalScenarioOf } from '../../properties/faults/minimalScenario.ts';
import { PRESETS } from '../../properties/presets/index.ts';
import { openSession } from '../../properties/run/openSession.ts';
import { scenarioOfToken } from '../../properties/scenario/token.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';

/** Something that a sound suite says, and a weakened one perhaps does not. */
export interface Witness {
  readonly name: string;
  /** The rule it is about. */
  readonly rule: string;
  /** Whether the suite still says it. */
  readonly holds: () => boolean;
}

/** A weakened oracle may loop. */
const MILLISECONDS = 5000;

/** Each rule seen to fail, and each truth seen to pass. */
const demonstrations = DEMONSTRATIONS.map(
  (demonstration): Witness => ({
    name: `demonstration: ${demonstration.title}`,
    rule: demonstration.invariant,
    holds: () => demonstration.show() === demonstration.invariant && demonstration.control() === null,
  }),
);

/** Each seeded fault caught in its minimal scenario, by the same rule. */
const faults = Object.values(FAULTS).flatMap((fault): Witness[] => {
  const kept = minimalScenarioOf(fault.name);
  if (kept === undefined) return [];
  const { layout, design, operations } = scenarioOfToken(kept.token, PRESETS);
  const map = memoryMapOf(layout, DESIGNS[design]);
  const holds = () =>
    openSession(map, DESIGNS[design], fault.target).run(operations)?.invariant === kept.invariant;
  return [{ name: `fault ${fault.name}`, rule: kept.invariant, holds }];
});

export const WITNESSES: readonly Witness[] = [...demonstrations, ...faults];

/** The first witness that notices, those about the rule in question asked first; null if none does. */
export function whoNotices(rule: string | null): string | null {
  const [near, far] = [true, false].map((isNear) =>
    WITNESSES.filter((witness) => (witness.rule === rule) === isNear),
  ) as [Witness[], Witness[]];
  return [...near, ...far].find((witness) => !stillHolds(witness))?.name ?? null;
}

function stillHolds({ holds }: Witness): boolean {
  try {
    return bounded(MILLISECONDS, holds);
  } catch {
    return false;
  }
}
