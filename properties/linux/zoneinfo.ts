import { ZONE_NAMES, type ZoneId, type ZoneName, zoneId } from '../../spec/zones/zone.ts';
import { lineError, type TextFile } from './textFile.ts';

/** The figures of one populated zone, in pages. */
export interface ZoneFigures {
  readonly zone: ZoneId;
  readonly start: number;
  readonly spanned: number;
  readonly present: number;
  readonly managed: number;
  /** The min mark, which includes a boost if there is one at the moment. */
  readonly min: number;
}

/** What /proc/zoneinfo tells: its zones with present pages, and how many CPUs have lists in them. */
export interface Zoneinfo {
  readonly zones: readonly ZoneFigures[];
  readonly cpus: number;
}

const FIELDS = ['spanned', 'present', 'managed', 'min', 'start_pfn'] as const;

/** Reads /proc/zoneinfo of a kernel without HIGHMEM. Throws InputError at a line that cannot be understood. */
export function readZoneinfo(file: TextFile): Zoneinfo {
  const zones: ZoneFigures[] = [];
  let cpus = 0;
  for (const { zone, from, lines } of sectionsOf(file)) {
    const figures = new Map<string, number>();
    for (const line of lines) {
      const [, name, value] = /^\s+(\w+):?\s+(\d+)$/.exec(line) ?? [];
      if (name === 'cpu') cpus = Math.max(cpus, Number(value) + 1);
      else if (name !== undefined && !figures.has(name)) figures.set(name, Number(value));
    }
    if (zone === undefined || (figures.get('present') ?? 0) === 0) continue;
    const missing = FIELDS.find((field) => !figures.has(field));
    if (missing !== undefined) {
      throw lineError(file, from, `the field \`${missing}\` in this zone`, 'copy /proc/zoneinfo unchanged');
    }
    const of = (field: (typeof FIELDS)[number]) => figures.get(field) ?? 0;
    zones.push({
      zone,
      start: of('start_pfn'),
      spanned: of('spanned'),
      present: of('present'),
      managed: of('managed'),
      min: of('min'),
    });
  }
  if (zones.length === 0) throw lineError(file, 0, '`Node N, zone NAME`', 'copy /proc/zoneinfo unchanged');
  return { zones, cpus };
}

interface Section {
  /** Undefined for ZONE_DEVICE, which the page allocator does not serve from. */
  readonly zone: ZoneId | undefined;
  readonly from: number;
  readonly lines: string[];
}

function sectionsOf(file: TextFile): Section[] {
  const sections: Section[] = [];
  for (const [index, line] of file.lines.entries()) {
    const [, node, name] = /^Node (\d+), zone +(\w+)$/.exec(line) ?? [];
    if (node === undefined) {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    const zone = ZONE_NAMES.indexOf(name as ZoneName); // Any other name gives -1.;
    if (zone < 0 && name !== 'Device') {
      throw lineError(
        file,
        index,
        `one of the zones ${ZONE_NAMES.join(', ')}`,
        'use the files of a 64-bit machine',
      );
    }
    sections.push({ zone: zone < 0 ? undefined : zoneId(Number(node), zone), from: index, lines: [] });
  }
  return sections;
}
