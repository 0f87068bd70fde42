import { compareDesigns } from '../../../properties/compare/compareDesigns.ts';
import { MEASURES } from '../../../properties/compare/measures.ts';
import { type Layout, PRESETS } from '../../../properties/index.ts';
import { DEFAULT_LAYOUTS } from '../../../properties/presets/defaultLayouts.ts';
import { write } from './write.ts';

const SEED = 1;

/** Runs the same scenarios under every design, and writes down what each policy cost. */
export async function measureComparison(): Promise<void> {
  const layouts = DEFAULT_LAYOUTS.map((layout): Layout => PRESETS[layout]!); // Names of presets.
  const { scenarios, operations, designs, violation } = await compareDesigns({ layouts, seed: SEED });
  if (violation !== null) throw new Error(`the sound allocator breaks ${violation.invariant}`);
  write('comparison', {
    origin: `npm run docs:measure -- comparison: zoneproof compare with seed ${SEED}`,
    layouts: DEFAULT_LAYOUTS,
    seed: SEED,
    scenarios,
    operations,
    measures: MEASURES,
    designs: designs.map(({ title, ...score }) => score),
  });
}
