import type { PfnRange } from './layout.ts';
import type { MemoryMap } from './memoryMap.ts';
import { clampRange, pagesInAll } from './pfnRange.ts';

/**
 * The frames of a CMA area by its number, or null if there is none of that number. An area that boot could not activate, since it
 * is not wholly available memory of one zone, is empty. Source: cma_activate_area, mm/cma.c.
 */
export function cmaAreaOf({ layout, runs }: MemoryMap, area: number): PfnRange | null {
  const listed = layout.cma?.[area];
  if (listed === undefined) return null;
  const { start, end } = listed;
  const given = pagesInAll(runs.filter(({ cma }) => cma).map((run) => clampRange(run, start, end)));
  return given === end - start ? { start, end } : { start, end: start };
}
