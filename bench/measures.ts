import { allocatorMeasure, runAllocator } from './workloads/allocatorMeasure.ts';

/** What a measure came to; a sum shows that two did the same work. */
export interface Figure {
  readonly value: number;
  readonly sum?: number;
}

/**
 * Measures that have a name of their own; the others are allocators under a workload, see `allocatorMeasure`. What one needs is
 * loaded for it alone: the engine would compile and collect the rest beside the measure.
 */
export const MEASURES: Readonly<Record<string, () => Promise<number>>> = {
  /** Checked operations a second on 2^12 pages: drawing, allocator, oracle, looks at the whole world. */
  'checked-4k': async () => (await import('./checkedRate.ts')).checkedRate('small', 5),
  /** The same on 2^20 pages. */
  'checked-1m': async () => (await import('./checkedRate.ts')).checkedRate('large', 7),
  'table-step': async () => (await import('./modelStep.ts')).tableStep(),
  'xstate-step': async () => (await import('./modelStep.ts')).xstateStep(),
  /** Bytes by which the heap of the engine grows while the allocator works. */
  'heap-growth/kernel': async () => (await import('./heapGrowth.ts')).heapGrowth('kernel'),
  'heap-growth/user': async () => (await import('./heapGrowth.ts')).heapGrowth('user'),
  /** Seconds of CPU time that 2^24 pages take to boot. */
  'boot-16m': async () => (await import('./bootTime.ts')).bootTime(),
};

/**
 * Takes a measure, in this process.
 *
 * @throws RangeError if there is none of that name
 */
export async function measured(name: string): Promise<Figure> {
  const measure = MEASURES[name];
  if (measure) return { value: await measure() };
  const allocator = allocatorMeasure(name);
  if (!allocator) throw new RangeError(`no measure '${name}'`);
  const { nanoseconds, sum } = await runAllocator(allocator);
  return { value: nanoseconds, sum };
}
