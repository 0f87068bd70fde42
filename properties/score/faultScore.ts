import type { Layout } from '../../spec/layout/layout.ts';
import { campaignInWorker } from '../campaign/campaignInWorker.ts';
import type { Fault } from '../faults/index.ts';
import { isRightRule } from '../faults/index.ts';
import { operationCount } from '../scenario/words.ts';
import { layoutsFor } from './layoutsFor.ts';

/** What one campaign made of one broken allocator. */
export interface Hunt {
  readonly seed: number;
  /** Found, and named by a rule that the fault is known to break. */
  readonly found: boolean;
  /** The rule that was reported; null if none was. */
  readonly invariant: string | null;
  /** Operations executed until the rule was seen broken, those that made the scenario minimal left out. */
  readonly executed: number;
  /** Operations of the minimal scenario. */
  readonly minimal: number | null;
  /** Without any one of those operations it does not show. */
  readonly irreducible: boolean;
  /** No shorter scenario shows it: all of them were tried that a search for something shorter tries. */
  readonly proven: boolean;
  /** The minimal scenario in one word. */
  readonly token: string | null;
  readonly milliseconds: number;
}

/** How the suite did against one seeded fault, with every seed that was tried. */
export interface FaultScore {
  /** Its number in the museum of real bugs, or its name. */
  readonly id: string;
  readonly name: string;
  /** In all seeds. */
  readonly found: boolean;
  /** The rule that the fault breaks. */
  readonly expected: string;
  readonly hunts: readonly Hunt[];
}

/** Lets a campaign of its own, in a thread of its own, look for the fault. */
export async function hunt(
  fault: Fault,
  seed: number,
  layouts: readonly Layout[] = layoutsFor(fault),
): Promise<Hunt> {
  const start = performance.now();
  const plan = { layouts, design: fault.design, seed };
  const { violations, operations } = await campaignInWorker(
    plan,
    { kind: 'fault', name: fault.name },
    { explains: false },
  );
  const [first] = violations;
  return {
    seed,
    found: first !== undefined && isRightRule(fault, first.violation.invariant),
    invariant: first?.violation.invariant ?? null,
    executed: operations,
    minimal: first === undefined ? null : operationCount(first.scenario.operations),
    irreducible: first?.minimal ?? false,
    proven: (first?.minimal ?? false) && first?.certificate !== null,
    token: first?.token ?? null,
    milliseconds: Math.round(performance.now() - start),
  };
}

/** Adds up what the seeds came to. */
export const scoreOf = ({ name, bug, invariant }: Fault, hunts: readonly Hunt[]): FaultScore => ({
  id: bug?.id ?? name,
  name,
  found: hunts.every(({ found }) => found),
  expected: invariant,
  hunts,
});
