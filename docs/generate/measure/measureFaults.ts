import { campaignInWorker } from '../../../properties/campaign/campaignInWorker.ts';
import { type Fault, isRightRule } from '../../../properties/faults/index.ts';
import { FAULTS } from '../../../properties/index.ts';
import { layoutsFor } from '../../../properties/score/layoutsFor.ts';
import type { MeasuredFault, MeasuredFaults } from '../measured/faults.ts';
import { read } from '../measured/readMeasured.ts';
import { isStale } from '../measured/stale.ts';
import { machineName, write } from './write.ts';

const SEED = 1;

/**
 * Lets the suite find each seeded fault, and writes down what it took. Faults whose data still hold are left alone.
 *
 * @param names measured again in any case
 */
export async function measureFaults(names: readonly string[]): Promise<void> {
  const known = new Map((read<MeasuredFaults>('faults')?.faults ?? []).map((fault) => [fault.name, fault]));
  for (const fault of Object.values(FAULTS)) {
    const old = known.get(fault.name);
    if (old !== undefined && !names.includes(fault.name) && !isStale(old)) continue;
    const found = await measure(fault);
    if (found === null) console.error(`${fault.name}: not found`);
    else known.set(fault.name, found);
    console.log(
      `${fault.name}: ${found === null ? 'nothing' : `${found.invariant} in ${found.milliseconds} ms`}`,
    );
    save(known);
  }
  save(known);
}

/** As `zoneproof faults` does. */
async function measure(fault: Fault): Promise<MeasuredFault | null> {
  const { name, design } = fault;
  const before = process.cpuUsage();
  const { violations, operations } = await campaignInWorker(
    { layouts: layoutsFor(fault), design, seed: SEED },
    { kind: 'fault', name },
    { explains: false },
  );
  const [first] = violations;
  if (first === undefined || !isRightRule(fault, first.violation.invariant)) return null;
  return {
    name,
    invariant: first.violation.invariant,
    token: first.token,
    seed: SEED,
    operations,
    foundIn: first.foundIn,
    executions: first.executions,
    minimal: first.minimal,
    milliseconds: cpuMilliseconds(before),
  };
}

/** All threads together, so that it says the same on a machine that is busy. */
function cpuMilliseconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}

/** In the order of the catalogue; faults that are no more are forgotten. */
function save(known: ReadonlyMap<string, MeasuredFault>): void {
  const faults = Object.keys(FAULTS).flatMap((name) => known.get(name) ?? []);
  write('faults', { origin: `npm run docs:measure -- faults, seed ${SEED}, ${machineName()}`, faults });
}
