import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import type { Random } from './random.ts';
import { KERNEL, USER } from './requestFamilies.ts';

/** Where occupancy is steered to: percent of what each family can fill, and how many of 256 requests are the kernel's. */
interface Phase {
  readonly kernel: number;
  readonly user: number;
  readonly kernelShare: number;
}

/** Beyond what there is: the phase asks on when memory is full. */
const BRIM = 400;
const SAME = -1;

const FILLING: readonly Phase[] = [
  { kernel: 50, user: 50, kernelShare: 128 },
  { kernel: 90, user: 90, kernelShare: 128 },
  { kernel: BRIM, user: 20, kernelShare: 224 },
  { kernel: 20, user: BRIM, kernelShare: 32 },
  { kernel: BRIM, user: BRIM, kernelShare: 128 },
];

const EMPTYING: readonly Phase[] = [
  { kernel: 0, user: 0, kernelShare: 128 },
  { kernel: SAME, user: 0, kernelShare: 40 },
  { kernel: 0, user: SAME, kernelShare: 216 },
  { kernel: SAME, user: SAME, kernelShare: 128 },
];

const SHORTEST = 24;

/** Steers a scenario through fullness: it fills memory, or one family's share of it, dwells there, and empties it. */
export interface Phases {
  /** Starts with a filling phase, in a scenario of so many operations. */
  begin(operations: number, random: Random): void;
  /** Counts one operation; `used` are the pages each family holds. */
  tick(used: Int32Array, random: Random): void;
  /** Pages the family should hold. */
  goal(family: number): number;
  /** Of 256 requests, how many are the kernel's. */
  kernelShare(): number;
}

export function createPhases(map: MemoryMap): Phases {
  const capacity = capacityOf(map);
  const goals = new Int32Array(2);
  let share = 128;
  let left = 0;
  let typical = 0;
  let filling = true;

  const enter = (phase: Phase, used: Int32Array | null, random: Random): void => {
    goals[KERNEL] = goalOf(phase.kernel, capacity[KERNEL], used?.[KERNEL]);
    goals[USER] = goalOf(phase.user, capacity[USER], used?.[USER]);
    share = phase.kernelShare;
    left = SHORTEST + random.below(2 * typical);
  };
  return {
    begin: (operations, random) => {
      const pages = capacity[KERNEL] + capacity[USER];
      typical = Math.max(SHORTEST, Math.min(pages, operations >> 2));
      filling = true;
      enter(FILLING[random.below(FILLING.length)]!, null, random); // Below the length, here and below.
    },
    tick: (used, random) => {
      if (--left > 0) return;
      filling = !filling || random.onceIn(3);
      const phases = filling ? FILLING : EMPTYING;
      enter(phases[random.below(phases.length)]!, used, random);
    },
    goal: (family) => goals[family]!,
    kernelShare: () => share,
  };
}

const goalOf = (percent: number, capacity: number, used = 0): number =>
  percent === SAME ? used : Math.floor((percent / 100) * capacity);

/** Pages each family can fill: kernel zones and ZONE_MOVABLE, or the same pages for both where there is no ZONE_MOVABLE. */
function capacityOf(map: MemoryMap): [kernel: number, user: number] {
  let kernel = 0;
  let movable = 0;
  for (const { zone, managed } of map.zones)
    if (zoneIndexOf(zone) === ZONE_MOVABLE) movable += managed;
    else kernel += managed;
  return [kernel, movable || kernel];
}
