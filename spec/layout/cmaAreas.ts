import type { PfnRange } from './layout.ts';
import type { MemoryMap } from './memoryMap.ts';

/**
 * The frames of a CMA area by its number, or null if there is none of that number. An area that boot could not activate, since it
 * is not wholly available memory of one zone, is empty. Source: cma_activate_area, mm/cma.c.
 */
export function cmaAreaOf({ layout, runs }: MemoryMap, area: number): PfnRange | null {
  const { start, end } = layout.cma?.[area] ?? { start: -1, end: -1 };
  if (start < 0) return null;
  const given = runs
    .filter((run) => run.cma && run.start < end && run.end > start)
    .reduce((pages, run) => pages + Math.min(run.end, end) - Math.max(run.start, start), 0);
  return given === end - start ? { start, end } : { start, end: start };
}
