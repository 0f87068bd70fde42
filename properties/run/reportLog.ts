import type { WorldState } from '../../model/oracle/index.ts';
import type { Inspection } from '../../spec/world/inspection.ts';

/** What a target may report of itself, by the method of {@link Inspection}, in the words of a summary. */
export const REPORTS: Readonly<Record<keyof Inspection, string>> = {
  freeBlock: 'free blocks',
  cachedBlock: 'blocks on private lists',
  usedBlock: 'blocks in use',
  pageblock: 'types of pageblocks',
  zone: 'free and managed pages of zones',
  marks: 'watermarks',
  memoryBlock: 'states of memory blocks',
  memoryErrors: 'counts of memory errors',
  pins: 'pins',
  references: 'extra references',
  locked: 'locks into memory',
  cmaArea: 'pages left in CMA areas',
  queuedForSplit: 'blocks that wait to be split',
  lowmemReserve: 'lowmem reserves of zones',
  freeCma: 'free CMA pages of zones',
  boost: 'boosts of watermarks',
  pooled: 'elements of the pool',
  mirroredProcess: 'mirrored processes',
  present: 'frames of zones',
};

export const REPORT_KINDS = Object.keys(REPORTS) as readonly (keyof Inspection)[];

/** What was reported, and what there was to report, over all looks at a target. */
export class ReportLog {
  /** By place in {@link REPORT_KINDS}: how often it was reported, and whether a look ever found something to report. */
  readonly heard = new Float64Array(REPORT_KINDS.length);
  readonly due = new Float64Array(REPORT_KINDS.length);

  /** The same listener, counted. */
  listen(to: Inspection): Inspection {
    const { heard } = this;
    const counted = REPORT_KINDS.map((kind, place) => {
      const pass = to[kind].bind(to) as (...numbers: readonly number[]) => void; // They differ in how many they take.
      const tell = (...numbers: readonly number[]): void => {
        heard[place]!++; // One counter a kind.
        pass(...numbers);
      };
      return [kind, tell];
    });
    return Object.fromEntries(counted) as unknown as Inspection; // One method a kind.
  }

  /** Notes what there was to report; only of what was never heard. */
  note(s: WorldState): void {
    REPORT_KINDS.forEach((kind, place) => {
      if (this.heard[place] === 0 && this.due[place] === 0 && IS_THERE[kind](s)) this.due[place] = 1;
    });
  }
}

const some = (numbers: ArrayLike<number>): boolean => {
  for (let place = 0; place < numbers.length; place++) if (numbers[place]! > 0) return true;
  return false;
};

const someHandle = (s: WorldState, has: (handle: number) => boolean): boolean => {
  for (let handle = 0; handle < s.handles; handle++) if (s.at[handle]! >= 0 && has(handle)) return true;
  return false;
};

/** Whether the books have something that a target would report. */
const IS_THERE: Readonly<Record<keyof Inspection, (s: WorldState) => boolean>> = {
  freeBlock: (s) => some(s.blocks),
  cachedBlock: (s) => s.habits.reportsCache && some(s.cached),
  usedBlock: (s) => someHandle(s, () => true),
  pageblock: (s) => s.habits.groupsByMobility,
  zone: () => true,
  marks: (s) => s.habits.keepsWatermarks,
  memoryBlock: () => true,
  memoryErrors: (s) => some(s.memoryErrors),
  pins: (s) => someHandle(s, (handle) => s.shortPins[handle]! + s.longPins[handle]! > 0),
  references: (s) => someHandle(s, (handle) => s.references[handle]! > 0),
  locked: (s) => someHandle(s, (handle) => s.locked[handle]! > 0),
  cmaArea: (s) => (s.map.layout.cma?.length ?? 0) > 0,
  queuedForSplit: (s) => someHandle(s, (handle) => s.queued[handle]! > 0),
  lowmemReserve: (s) => s.habits.keepsWatermarks,
  freeCma: (s) => (s.map.layout.cma?.length ?? 0) > 0,
  boost: (s) => some(s.boost),
  pooled: (s) => s.pool[0]! > 0,
  mirroredProcess: (s) => s.upgraded !== 0,
  present: () => true,
};
