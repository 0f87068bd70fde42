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
  return mapOf(run, culprits, () => undefined);
}

/**
 * The target's view: what it reports as free, private or in use. What it does not report is as the model says, but never
 * free.
 */
export function targetMap(run: Booted, culprits: readonly number[]): PageMap {
  /** By frame, the place in `names` of what was said; 0 for nothing. */
  const reported = new Uint8Array(run.map.frameCount);
  const names: (string | undefined)[] = [undefined];
  const orders = new Map<number, number>();
  const pins: [pfn: number, leaf: string][] = [];
  const note = (pfn: number, order: number, leaf: string): void => {
    if (!names.includes(leaf)) names.push(leaf);
    const end = Math.min(pfn + 2 ** order, run.map.frameCount); // The report may say anything.
    reported.fill(names.indexOf(leaf), Math.max(0, Math.trunc(pfn)), Math.max(0, end));
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
    present: () => {},
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
  return mapOf(run, culprits, (frame) => names[reported[frame]!]);
}

/** What a free block is, by the list it is on. */
const freeLeaf = (type: number, setsAside: boolean): string => {
  if (type === ISOLATE) return 'free.isolated';
  return type === MIRROR && setsAside ? 'free.reserve' : 'free.available';
};

/** @param saidOf what the target says of a frame; undefined if nothing, and then the model is asked */
function mapOf(
  run: Booted,
  culprits: readonly number[],
  saidOf: (frame: number) => string | undefined,
): PageMap {
  const { belief, facts, zone } = run.oracle.state;
  const runs: PageMapRun[] = [];
  for (const { start, end } of run.map.layout.ranges) {
    let from = start;
    // Half a million frames are a few runs, so that neighbours are compared before anything is made of them.
    for (let frame = start + 1; frame <= end; frame++) {
      const alike =
        frame < end &&
        belief[frame] === belief[from] &&
        zone[frame] === zone[from] &&
        mirrorOf(facts[frame]!) === mirrorOf(facts[from]!) && // Frames of the map, here and below.
        saidOf(frame) === saidOf(from) &&
        holderAt(run.oracle.state, frame) === holderAt(run.oracle.state, from) &&
        culprits.includes(frame) === culprits.includes(from);
      if (alike) continue;
      push(runs, {
        start: from,
        end: frame,
        zone: zoneTitle(zone[from]!),
        leaves: leavesOf(belief[from]!, saidOf(from)),
        mirror: mirrorOf(facts[from]!),
        holder: holderOf(run, from),
        culprit: culprits.includes(from),
      });
      from = frame;
    }
  }
  return { runs };
}

/** Two that look alike are one, though the model may hold different sets behind what the target said. */
function push(runs: PageMapRun[], next: PageMapRun): void {
  const last = runs.at(-1);
  if (last && looksAlike(last, next)) runs[runs.length - 1] = { ...last, end: next.end };
  else runs.push(next);
}

function leavesOf(mask: number, said: string | undefined): readonly string[] {
  if (said === USED) return isUsedMask(mask) ? leavesIn(mask) : ['pinned.kernel'];
  return said === undefined ? leavesIn(mask) : [said];
}

const mirrorOf = (facts: number): PageMapRun['mirror'] =>
  (['protected', 'exempt', 'bare'] as const)[(facts >> 1) & 3] ?? 'bare';

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
