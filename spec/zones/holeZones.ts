import type { Design } from '../designs/design.ts';
import type { Layout, PfnRange } from '../layout/layout.ts';
import { bootZonesOf } from './bootZones.ts';
import type { ZoneId } from './zone.ts';

/** Struct pages without memory behind them, and the zone number they carry. */
export interface HoleRun extends PfnRange {
  /** The zone whose number the struct pages carry. */
  readonly zone: ZoneId;
}

/**
 * The zone numbers in the struct pages of holes. Struct pages exist for whole 128 MiB sections, so firmware's holes inside a
 * section with memory have some too: reserved, and numbered like the next memory above them, whichever zone that belongs
 * to. A checker of snapshots must know them, or it takes a hole below 4 GiB for a page of ZONE_MOVABLE. Source:
 * `init_unavailable_range()`, mm/mm_init.c.
 */
export function holeZones(layout: Layout, design: Design): HoleRun[] {
  const { memory, strokes, sectionPages } = bootZonesOf(layout, design);
  const sections = sectionsWith(memory, sectionPages);
  return strokes.flatMap(({ start, end, zone }) => {
    const holes = without([{ start, end }], memory);
    return within(holes, sections).map((hole) => ({ ...hole, zone }));
  });
}

/** The sections that hold any memory, neighbours joined. */
function sectionsWith(memory: readonly PfnRange[], sectionPages: number): PfnRange[] {
  const sections: { start: number; end: number }[] = [];
  for (const { start, end } of memory) {
    const first = Math.floor(start / sectionPages) * sectionPages;
    const last = sections.at(-1);
    const behind = Math.ceil(end / sectionPages) * sectionPages;
    if (last !== undefined && first <= last.end) last.end = Math.max(last.end, behind);
    else sections.push({ start: first, end: behind });
  }
  return sections;
}

const within = (ranges: readonly PfnRange[], bounds: readonly PfnRange[]): PfnRange[] =>
  ranges.flatMap((range) =>
    bounds
      .map((bound) => ({ start: Math.max(range.start, bound.start), end: Math.min(range.end, bound.end) }))
      .filter(({ start, end }) => start < end),
  );

const without = (ranges: readonly PfnRange[], taken: readonly PfnRange[]): PfnRange[] =>
  taken.reduce<readonly PfnRange[]>(
    (left, { start, end }) =>
      left.flatMap((range) =>
        [
          { start: range.start, end: Math.min(range.end, start) },
          { start: Math.max(range.start, end), end: range.end },
        ].filter((part) => part.start < part.end),
      ),
    ranges,
  ) as PfnRange[]; // The reducer only ever returns fresh arrays or `ranges` itself.
