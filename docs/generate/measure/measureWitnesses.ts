import { createScenarioWriter } from '../../../properties/generate/drawScenario.ts';
import {
  DESIGNS,
  type DesignName,
  type Layout,
  memoryMapOf,
  openSession,
  PRESETS,
  type Scenario,
  shrinkScenario,
  soundTarget,
  tokenOf,
} from '../../../properties/index.ts';
import { operationsOf } from '../../../properties/run/operationsOf.ts';
import { DESIGN_NAMES } from '../../../spec/designs/index.ts';
import { LEAVES } from '../../../spec/pages/leaf.ts';
import { write } from './write.ts';

const LENGTH = 24;
const TRIES = 400;
const LAYOUTS = ['tiny', 'tiny-marks'];
/** Designs that Linux has come first: what they show needs no other. */
const ORDER: readonly DesignName[] = ['kernelcore', ...DESIGN_NAMES.filter((name) => name !== 'kernelcore')];

/** For each leaf of the page machine that lasts from one operation to the next, a minimal run that ends in it. */
export function measureWitnesses(): void {
  const found = new Map<string, Scenario>();
  for (const layout of LAYOUTS) for (const design of ORDER) hunt(PRESETS[layout]!, design, found); // Names of presets.
  const witnesses = LEAVES.flatMap(({ name: leaf }) => {
    const scenario = found.get(leaf);
    return scenario === undefined ? [] : [{ leaf, token: tokenOf(scenario) }];
  });
  const origin = 'npm run docs:measure -- witnesses: drawn at random with seeds from 1, then made minimal';
  write('witnesses', { origin, witnesses });
  console.log(`${witnesses.length} of ${LEAVES.length} leaves`);
}

function hunt(layout: Layout, design: DesignName, found: Map<string, Scenario>): void {
  const map = memoryMapOf(layout, DESIGNS[design]);
  const draw = createScenarioWriter(map, DESIGNS[design], operationsOf(soundTarget, map, DESIGNS[design]));
  const session = openSession(map, DESIGNS[design], soundTarget);
  /** Leaves after the last operation. */
  const leavesAfter = ({ operations }: Scenario): ReadonlySet<string> =>
    new Set(session.tell(operations).after.runs.flatMap(({ leaves }) => leaves));
  for (let seed = 1; seed <= TRIES && LEAVES.some(({ name }) => !found.has(name)); seed++) {
    const scenario: Scenario = { layout, design, operations: draw(seed, LENGTH).slice() };
    for (const leaf of leavesAfter(scenario))
      if (!found.has(leaf) && LEAVES.some(({ name }) => name === leaf))
        found.set(leaf, shrinkScenario(scenario, (candidate) => leavesAfter(candidate).has(leaf)).scenario);
  }
}
