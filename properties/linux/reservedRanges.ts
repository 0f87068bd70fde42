import type { PfnRange, ReservedRange } from '../../spec/layout/layout.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { pagesIn, pagesInAll, printRange } from '../../spec/layout/pfnRange.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import { intersectionOf, unionOf, without } from './pages.ts';
import type { ZoneFigures } from './zoneinfo.ts';

const ESTIMATED = 'boot allocations, place estimated from zoneinfo';

/**
 * Pages that never reached the allocator. The kernel image lies where /proc/iomem says; of the rest only the number is
 * known, members less managed pages of each zone, so it is placed at the top of the zone, where memblock allocates first.
 * `map` is the memory map without any reserved page; CMA areas stay free of them.
 */
export function reservedRangesOf(
  map: MemoryMap,
  taken: readonly ReservedRange[],
  zones: readonly ZoneFigures[],
): { reserved: ReservedRange[]; notes: string[] } {
  const memory = unionOf(map.runs.filter((run) => run.state !== 'offline'));
  const placed = taken.flatMap(({ why, ...range }) =>
    intersectionOf([range], memory).map((part) => ({ ...part, why })),
  );
  const estimated = zones.map((figures) => estimatedIn(map, placed, figures));
  const reserved = [...placed, ...estimated.flatMap(({ ranges }) => ranges)];
  reserved.sort((one, two) => one.start - two.start);
  return { reserved: disjoint(reserved), notes: estimated.flatMap(({ notes }) => notes) };
}

function estimatedIn(
  map: MemoryMap,
  placed: readonly ReservedRange[],
  figures: ZoneFigures,
): { ranges: ReservedRange[]; notes: string[] } {
  const runs = map.runs.filter((run) => run.zone === figures.zone);
  const members = pagesInAll(runs);
  const inPlace = pagesInAll(unionOf(intersectionOf(runs, placed)));
  // The kernel's count of present pages leaves out a rounding gap, so members are better, while they are the same pages.
  const unchanged = map.zones[figures.zone]?.present === figures.present;
  const missing = (unchanged ? members : figures.present) - figures.managed - inPlace;
  if (missing < 0) {
    const note =
      `${zoneTitle(figures.zone)} manages ${figures.managed} pages, but ${members} belong to it, ` +
      `${inPlace} of them taken by the kernel image, so its boot allocations are unknown and left out`;
    return { ranges: [], notes: [note] };
  }
  const places = without(unionOf(runs.filter((run) => !run.cma)), placed);
  return { ranges: topDown(places, missing).map((range) => ({ ...range, why: ESTIMATED })), notes: [] };
}

/** The highest `pages` of the places, ascending. */
function topDown(places: readonly PfnRange[], pages: number): PfnRange[] {
  const taken: PfnRange[] = [];
  let left = pages;
  for (const place of places.toReversed()) {
    if (left === 0) break;
    const start = Math.max(place.start, place.end - left);
    taken.unshift({ start, end: place.end });
    left -= place.end - start;
  }
  return taken;
}

/** Sections of the kernel image may share a page, which the first keeps. */
function disjoint(ranges: readonly ReservedRange[]): ReservedRange[] {
  const result: ReservedRange[] = [];
  for (const range of ranges) {
    const start = Math.max(range.start, result.at(-1)?.end ?? 0);
    if (start < range.end) result.push({ ...range, start });
  }
  return result;
}

/** Where the kernel's own figures differ from the computed ones: one note a zone. */
export function zoneNotesOf(map: MemoryMap, zones: readonly ZoneFigures[]): string[] {
  return map.zones.flatMap((computed) => {
    const told = zones.find((figures) => figures.zone === computed.zone);
    if (told === undefined && computed.present === 0) return [];
    const span = told && { start: told.start, end: told.start + told.spanned };
    const own = { start: computed.start, end: computed.start + computed.spanned };
    if (told?.present === computed.present && span?.start === own.start && pagesIn(span) === pagesIn(own))
      return [];
    const kernel = span ? `spans ${printRange(span)} with ${told?.present} present pages` : 'is empty';
    return [
      `${zoneTitle(computed.zone)} ${kernel} on the machine, but boot with this memory gives ${printRange(own)} with ${computed.present}; ` +
        'memory was probably added, onlined or taken offline since',
    ];
  });
}
