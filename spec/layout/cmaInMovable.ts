import { nodeSpanOf } from '../zones/bootMemory.ts';
import type { BootZones } from '../zones/bootZones.ts';
import { nodeOf, ZONE_MOVABLE, zoneId, zoneIndexOf } from '../zones/zone.ts';
import type { BootSpan } from '../zones/zoneSpans.ts';
import { joinRuns } from './frameRuns.ts';
import type { FrameRun } from './memoryMap.ts';

/**
 * The runs after the pages of all CMA areas have gone to ZONE_MOVABLE of their node. Their pageblocks keep the type CMA; no kernel page
 * is there any more, so what is unmirrored of them needs no exemption. Source: init_cma_reserved_pageblock, mm/page_alloc.c of Linux
 * 4.17-rc, "mm/cma: manage the memory of the CMA area by using the ZONE_MOVABLE".
 */
export const areasInMovable = (runs: readonly FrameRun[]): FrameRun[] =>
  joinRuns(runs.map((run) => (run.cma ? moved(run) : run)));

function moved({ exemptBecause, ...run }: FrameRun): FrameRun {
  return { ...run, zone: zoneId(run.node, ZONE_MOVABLE), mirror: run.mirrored ? 'protected' : 'bare' };
}

/**
 * The spans of the zones after that. Each page is counted where it is now. Nobody knows where areas will be when ZONE_MOVABLE is made, so
 * it spans its node, and only where it had no pages it is cut to the areas. Source: free_area_init_core and cma_init_reserved_areas
 * of Linux 4.17-rc.
 *
 * @param runs as boot left them, before the areas moved
 */
export function spansWithAreas({ spans, memory }: BootZones, runs: readonly FrameRun[]): BootSpan[] {
  const areas = runs.filter(({ cma }) => cma);
  return spans.map((span) => {
    const node = nodeOf(span.zone);
    if (zoneIndexOf(span.zone) !== ZONE_MOVABLE) {
      return { ...span, present: span.present - pagesOf(areas.filter(({ zone }) => zone === span.zone)) };
    }
    const own = areas.filter((area) => area.node === node);
    const arrived = pagesOf(own.filter(({ zone }) => zone !== span.zone));
    const bounds = span.present === 0 && own.length > 0 ? boundsOf(own) : nodeSpanOf(memory, node);
    return { ...span, ...bounds, present: span.present + arrived };
  });
}

const pagesOf = (runs: readonly FrameRun[]): number =>
  runs.reduce((pages, { start, end }) => pages + end - start, 0);

const boundsOf = (areas: readonly FrameRun[]) => ({
  start: Math.min(...areas.map(({ start }) => start)),
  end: Math.max(...areas.map(({ end }) => end)),
});
