import * as fc from 'fast-check';
import { type Arena, openArena } from '../../properties/campaign/arena.ts';
import type { Sighting } from '../../properties/campaign/foundViolation.ts';
import { createWatch } from '../../properties/campaign/watch.ts';
import type { Fault } from '../../properties/faults/index.ts';
import { scenarioArbitrary } from '../../properties/generate/scenarioArbitrary.ts';
import { PRESETS } from '../../properties/presets/index.ts';
import type { Scenario } from '../../properties/scenario/scenario.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';

/** Operations of a scenario that is to be shortened. */
export const LENGTH = 300;
/** Scenarios drawn until one fails; a fault that shows more rarely is left out for that seed. */
export const DRAWN = 60;
export const layout: Layout = PRESETS.tiny!; // A preset.

/** Arenas of one fault, one for each layout that shrinking comes up with. */
export function arenasOf({ design, target }: Fault): (scenario: { readonly layout: Layout }) => Arena {
  const watch = createWatch(2 * LENGTH);
  const arenas = new Map<Layout, Arena>();
  return ({ layout: machine }) => {
    const arena = arenas.get(machine) ?? openArena(machine, design, target, watch, 0);
    arenas.set(machine, arena);
    return arena;
  };
}

/** The first scenario of a seed that shows the fault. */
export function huntFor(fault: Fault, arena: Arena, seed: number): Sighting | null {
  const { map } = arena;
  const design = DESIGNS[fault.design];
  const arbitrary = scenarioArbitrary({
    map,
    design,
    target: fault.target,
    kinds: arena.offered(),
    operations: LENGTH,
  });
  for (const scenario of fc.sample<Scenario>(arbitrary, { seed, numRuns: DRAWN })) {
    const violation = arena.run(scenario.operations);
    if (violation !== null) return { scenario, violation };
  }
  return null;
}
