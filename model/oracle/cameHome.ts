import { leafMask } from '../../spec/pages/leaf.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { hex, Objection } from './objection.ts';
import { FACT_BAD, type WorldState } from './state.ts';

/** The frame lost the mark of an error when its memory was exchanged, and no other error has struck there since. */
export const hasComeHome = (s: WorldState, frame: number): boolean =>
  s.cameHome.includes(frame) && (s.facts[frame]! & FACT_BAD) === 0;

/**
 * Asks a target whose report was wrong where the frames are that an exchange has made whole: one that is free by the books and on
 * none of its lists still bears the mark for it, and that is what is wrong.
 */
export function mustHaveComeHome(s: WorldState, report: (into: Inspection) => void): void {
  const home = s.cameHome.filter((frame) => hasComeHome(s, frame) && isFree(s, frame));
  if (home.length === 0 || s.doubtful.some((pages) => pages > 0)) return;
  const listed = listedFrames(s, report);
  const lost = listed.includes(1) ? home.find((frame) => listed[frame] === 0) : undefined;
  if (lost === undefined) return;
  throw new Objection(
    'INV-5',
    `the memory of frame ${hex(lost)} was exchanged, and the page is still out of circulation`,
    lost,
  );
}

/** A report found nothing wrong: what is free by the books is free for the target. What is in use has yet to be freed. */
export function noteComeHome(s: WorldState): void {
  const waiting = s.cameHome.filter((frame) => hasComeHome(s, frame) && !isFree(s, frame));
  s.cameHome.length = 0;
  s.cameHome.push(...waiting);
}

const FREE = leafMask('free.available', 'free.cached', 'free.isolated', 'free.reserve');

const isFree = (s: WorldState, frame: number): boolean => (s.belief[frame]! & FREE) !== 0;

/** By pfn: 1 for what the target says is on a list. */
function listedFrames(s: WorldState, report: (into: Inspection) => void): Uint8Array {
  const listed = new Uint8Array(s.frameCount);
  const list = (pfn: number, order: number): void => {
    listed.fill(1, pfn, pfn + 2 ** order);
  };
  const ignore = (): void => {};
  report({
    freeBlock: list,
    cachedBlock: list,
    usedBlock: ignore,
    pageblock: ignore,
    zone: ignore,
    present: ignore,
    marks: ignore,
    lowmemReserve: ignore,
    freeCma: ignore,
    memoryBlock: ignore,
    memoryErrors: ignore,
    pins: ignore,
    references: ignore,
    locked: ignore,
    cmaArea: ignore,
    queuedForSplit: ignore,
    boost: ignore,
    pooled: ignore,
    mirroredProcess: ignore,
  });
  return listed;
}
