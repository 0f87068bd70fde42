import { FAULTS } from '../../../properties/index.ts';
import { compareStrategies } from '../../../properties/score/compareStrategies.ts';
import { read } from '../measured/readMeasured.ts';
import type { MeasuredStrategies } from '../measured/strategies.ts';
import { write } from './write.ts';

const SEED = 1;
/** Operations after which a strategy gives up. */
const MOST = 20_000;

/**
 * Looks for each seeded fault with each strategy, and writes down what it took. Faults that are measured already are left alone.
 *
 * @param names measured again in any case
 */
export async function measureStrategies(names: readonly string[]): Promise<void> {
  const data = read<MeasuredStrategies>('strategies');
  const known = new Map((data?.most === MOST ? data.faults : []).map((score) => [score.name, score]));
  for (const fault of Object.values(FAULTS)) {
    if (known.has(fault.name) && !names.includes(fault.name)) continue;
    const [score] = await compareStrategies([fault], { seed: SEED, most: MOST, jobs: 1 });
    known.set(fault.name, score!); // One fault, one score.
    console.log(`${fault.name}: ${JSON.stringify(score!.by)}`);
    const faults = Object.keys(FAULTS).flatMap((name) => known.get(name) ?? []);
    write('strategies', {
      origin: `npm run docs:measure -- strategies, seed ${SEED}`,
      seed: SEED,
      most: MOST,
      faults,
    });
  }
}
