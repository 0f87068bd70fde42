import { holderAt, isUsedMask } from '../../model/oracle/index.ts';
import { leavesIn } from '../../spec/pages/leaf.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { ISOLATE, MIRROR } from '../../spec/zones/migratetype.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import type { Booted } from './booted.ts';
import type { PageMap, PageMapRun } from './story.ts';

/** In use, the target does not say what for. */
const USED = 'used';

/** The model's view of all frames: neighbours that look alike are one run. */
export function modelMap(run: Booted, culprits: readonly number[]): PageMap {
  return mapOf(run, culprits, (frame) => leavesIn(run.oracle.state.belief[frame]!)); // Frames of the map.
}

/**
 * The target's view: what it reports as free, private or in use. What it does not report is as the model says, but never
 * free.
 */
export function targetMap(run: Booted, culprits: readonly number[]): PageMap {
  const reported = new Map<number, string>();
  const orders = new Map<number, number>();
  const pins: [pfn: number, leaf: string][] = [];
  const note = (pfn: number, order: number, leaf: string): void => {
    const end = Math.min(pfn + 2 ** order, run.map.frameCount); // The report may say anything.
    for (let frame = Math.max(0, Math.trunc(pfn)); frame < end; frame++) reported.set(frame, leaf);
  };
  const inspection: Inspection = {
    freeBlock: (pfn, order, type) => note(pfn, order, freeLeaf(type, run.oracle.state.setsAside)),
    cachedBlock: (pfn, order) => note(pfn, order, 'free.cached'),
    usedBlock: (pfn, order) => {
      orders.set(pfn, order);
      note(pfn, order, USED);
    },
    pageblock: () => {},
    zone: () => {},
    marks: () => {},
    lowmemReserve: () => {},
    freeCma: () => {},
    memoryBlock: () => {},
    pins: (pfn, short, long) =>
      pins.push([pfn, long > 0 ? 'pinned.longterm' : short > 0 ? 'pinned.shortterm' : USED]),
    references: (pfn, _, orphan) => {
      if (orphan) pins.push([pfn, 'pinned.orphan']);
    },
    locked: () => {},
    cmaArea: () => {},
    queuedForSplit: () => {},
    boost: () => {},
    pooled: () => {},
    mirroredProcess: () => {},
    memoryErrors: () => {},
  };
  run.allocator.inspect(inspection);
  for (const [pfn, leaf] of pins) note(pfn, orders.get(pfn) ?? 0, leaf);
  return mapOf(run, culprits, (frame) => {
    const said = reported.get(frame);
    const mask = run.oracle.state.belief[frame]!; // Frames of the map.
    if (said === USED) return isUsedMask(mask) ? leavesIn(mask) : ['pinned.kernel'];
    return said === undefined ? leavesIn(mask) : [said];
  });
}

/** What a free block is, by the list it is on. */
const freeLeaf = (type: number, setsAside: boolean): string => {
  if (type === ISOLATE) return 'free.isolated';
  return type === MIRROR && setsAside ? 'free.reserve' : 'free.available';
};

function mapOf(
  run: Booted,
  culprits: readonly number[],
  leavesOf: (frame: number) => readonly string[],
): PageMap {
  const { state } = run.oracle;
  const runs: PageMapRun[] = [];
  for (const { start, end } of run.map.layout.ranges) {
    for (let frame = start; frame < end; frame++) {
      const facts = state.facts[frame]!;
      const next: PageMapRun = {
        start: frame,
        end: frame + 1,
        zone: zoneTitle(state.zone[frame]!),
        leaves: leavesOf(frame),
        mirror: (['protected', 'exempt', 'bare'] as const)[(facts >> 1) & 3] ?? 'bare',
        holder: holderOf(run, frame),
        culprit: culprits.includes(frame),
      };
      const last = runs.at(-1);
      if (last && looksAlike(last, next)) runs[runs.length - 1] = { ...last, end: next.end };
      else runs.push(next);
    }
  }
  return { runs };
}

function holderOf(run: Booted, frame: number): number | null {
  const holder = holderAt(run.oracle.state, frame);
  return holder < 0 ? null : holder;
}

const looksAlike = (a: PageMapRun, b: PageMapRun): boolean =>
  a.end === b.start &&
  a.zone === b.zone &&
  a.mirror === b.mirror &&
  a.holder === b.holder &&
  a.culprit === b.culprit &&
  a.leaves.join() === b.leaves.join();
