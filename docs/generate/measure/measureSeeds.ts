import type { Fault } from '../../../properties/faults/index.ts';
import { FAULTS } from '../../../properties/index.ts';
import { type Hunt, hunt } from '../../../properties/score/faultScore.ts';
import { median } from '../../../properties/score/median.ts';
import { read } from '../measured/readMeasured.ts';
import { type FaultInSeeds, type MeasuredSeeds, rightIn } from '../measured/seeds.ts';
import { machineName, write } from './write.ts';

const SEEDS = 10;

/**
 * Hunts each seeded fault with several seeds, and writes down how that went. Faults that every seed found already, by a rule that is
 * still theirs, are left alone.
 *
 * @param names measured again in any case
 */
export async function measureSeeds(names: readonly string[]): Promise<void> {
  const known = new Map((read<MeasuredSeeds>('seeds')?.faults ?? []).map((each) => [each.name, each]));
  for (const fault of Object.values(FAULTS)) {
    const old = known.get(fault.name);
    if (old !== undefined && !names.includes(fault.name) && rightIn(old, fault) === SEEDS) continue;
    const measured = await measure(fault);
    known.set(fault.name, measured);
    console.log(JSON.stringify(measured));
    const faults = Object.keys(FAULTS).flatMap((name) => known.get(name) ?? []);
    write('seeds', {
      origin: `npm run docs:measure -- seeds, seeds 1 to ${SEEDS}, ${machineName()}`,
      faults,
    });
  }
}

async function measure(fault: Fault): Promise<FaultInSeeds> {
  const hunts: Hunt[] = [];
  const milliseconds: number[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const before = process.cpuUsage();
    hunts.push(await hunt(fault, seed));
    const { user, system } = process.cpuUsage(before);
    milliseconds.push(Math.round((user + system) / 1000));
  }
  const rules: Record<string, number> = {};
  for (const { invariant } of hunts) if (invariant !== null) rules[invariant] = (rules[invariant] ?? 0) + 1;
  return {
    name: fault.name,
    seeds: SEEDS,
    rules,
    proven: hunts.filter(({ proven }) => proven).length,
    longest: Math.max(...hunts.map(({ minimal }) => minimal ?? 0)),
    milliseconds: Math.max(...milliseconds),
    median: median(milliseconds) ?? 0,
  };
}
