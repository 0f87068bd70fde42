import {
  fingerprint,
  firstPoisoned,
  firstThatStays,
  keptElements,
  Objection,
  openBlock,
  type WorldState,
} from '../../model/oracle/index.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import {
  ALL_CPUS,
  ONLINE_KERNEL,
  ONLINE_MOVABLE,
  ONLINE_TARGETS,
  PIN_LONG,
  PIN_SHORT,
  PIN_TERMS,
} from '../../spec/operations/arguments.ts';
import { OPERATION, type Operation } from '../../spec/operations/operation.ts';
import { DONE, VETOED } from '../../spec/operations/outcome.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { HIGHATOMIC } from '../../spec/zones/migratetype.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { zoneForOnline } from '../../spec/zones/zoneForOnline.ts';
import { deflate } from './askBalloon.ts';
import { unisolate } from './askIsolation.ts';
import { poolEmpty } from './askPool.ts';
import { cmaRelease, contigFree } from './askRange.ts';
import { putRef } from './askReference.ts';
import { rollback } from './askSteps.ts';
import type { Booted } from './booted.ts';
import { drain, execute, free, offline, online, unpin } from './execute.ts';
import { checkHandover } from './handover.ts';
import { TargetFailure } from './targetFailure.ts';
import type { PropertyName } from './violation.ts';

/** Rules over the whole world; the others are judged operation by operation. */
const WORLD_RULES = INVARIANTS.filter(({ violators, scope }) => violators && scope !== 'boot');
const BOOT_RULES = INVARIANTS.filter(({ violators, scope }) => violators && scope === 'boot');

/** Whole-world checks: every invariant over all frames, and the target's own report against the books. */
export function checkWorld(run: Booted): void {
  run.effects.clear();
  try {
    run.oracle.judgeReport((into) => run.allocator.inspect(run.reports.listen(into)));
    run.reports.note(run.oracle.state);
  } catch (error) {
    if (error instanceof Objection) throw error;
    throw new TargetFailure('inspect', error);
  }
  objectToViolators(run, WORLD_RULES);
}

/** Rules about what boot made of the layout. */
export const checkBoot = (run: Booted): void => objectToViolators(run, BOOT_RULES);

function objectToViolators(run: Booted, rules: typeof INVARIANTS): void {
  const world = run.oracle.world();
  for (const { id, claim, designs, needs, violators } of rules) {
    if (needs === 'watermarks' && run.target.keepsWatermarks === false) continue;
    if (designs !== 'all' && !(world.inForce && designs.includes(run.design.name))) continue;
    const culprits = violators?.(world) ?? [];
    if (culprits.length > 0) throw new Objection(id, `not so any more: ${claim}`, ...culprits.slice(0, 8));
  }
}

/**
 * The questions asked once a scenario is over. Each leaves the machine as the next needs it; `asking` tells the caller which
 * one is open, for the violation.
 */
export function askEndQuestions(
  run: Booted,
  operations: number,
  asking: (property: PropertyName) => void,
): void {
  asking('keeps every invariant');
  checkWorld(run);
  asking('boot hands the rest over');
  checkHandover(run);
  asking('free everything gives back the largest blocks');
  if (openBlock(run.oracle.state) >= 0) ask(run, { kind: 'rollback' }, () => rollback(run));
  giveBackIsolated(run);
  if (keptElements(run.oracle.state) > 0) ask(run, { kind: 'poolEmpty' }, () => poolEmpty(run, 0, 0, 0, 0));
  freeEverything(run, operations);
  checkWorld(run);
  asking('allocate then free changes nothing');
  allocateThenFree(run, operations); // One number more than the scenario needs is reserved for this.
  checkRoundTrip(run, 'INV-115', 'allocating and freeing a block of each order');
  if (!run.supported.has('offline') || !run.supported.has('online')) return;
  asking('offline then online changes nothing');
  const block = offlineThenOnline(run, operations);
  if (block >= 0) checkRoundTrip(run, 'INV-182', `taking memory block ${block} out and putting it back`);
}

/** The world was sound before: a figure that is wrong now, the round trip has falsified. */
function checkRoundTrip(run: Booted, invariant: string, what: string): void {
  try {
    checkWorld(run);
  } catch (error) {
    if (!(error instanceof Objection && FIGURES.includes(error.invariant))) throw error;
    throw new Objection(invariant, `${what}, with nothing in use, left ${error.message}`, ...error.pfns);
  }
}

/** Rules about what is counted, which say nothing of where it went wrong. */
const FIGURES = ['INV-110', 'INV-111', 'INV-113', 'INV-116', 'INV-127'];

/** What callers have withheld would be missed by every question. */
function giveBackIsolated(run: Booted): void {
  const { callerIsolated } = run.oracle.state;
  for (let pageblock = 0; pageblock < callerIsolated.length; pageblock++) {
    if (callerIsolated[pageblock] === 0) continue;
    ask(run, { kind: 'unisolate', pageblock }, () => unisolate(run, 0, pageblock));
  }
}

function freeEverything(run: Booted, operations: number): void {
  const { oracle } = run;
  for (let handle = 0; handle < operations; handle++) {
    releaseRanges(run, handle);
    if (oracle.placeOf(handle) < 0) continue;
    releaseReferences(run, handle);
    if (oracle.isLent(handle))
      ask(run, { kind: 'deflate', of: handle }, () => deflate(run, handle, handle, 0, 0));
    if (oracle.where(handle) < 0) continue;
    releasePins(run, handle, PIN_SHORT);
    releasePins(run, handle, PIN_LONG);
    // There are as many of these as allocations, so the common case makes no objects.
    if (run.narrator) ask(run, { kind: 'free', of: handle, cpu: 0 }, () => free(run, handle, 0));
    else {
      run.effects.clear();
      free(run, handle, 0);
    }
  }
  drainAll(run);
}

function releaseRanges(run: Booted, handle: number): void {
  const { rangeAt, rangeArea } = run.oracle.state;
  if (rangeAt[handle]! < 0) return; // Handles of this run.
  if (rangeArea[handle]! >= 0)
    ask(run, { kind: 'cmaRelease', of: handle }, () => cmaRelease(run, handle, handle));
  else ask(run, { kind: 'contigFree', of: handle }, () => contigFree(run, handle, handle));
}

/** What its owner has freed is gone with the last of them. */
function releaseReferences(run: Booted, handle: number): void {
  while (run.oracle.referencesOf(handle) > 0) {
    ask(run, { kind: 'putRef', of: handle, cpu: 0 }, () => putRef(run, handle, handle, 0, 0));
  }
}

function releasePins(run: Booted, handle: number, term: number): void {
  while (run.oracle.pinsOf(handle, term === PIN_LONG) > 0) {
    ask(run, { kind: 'unpin', of: handle, term: PIN_TERMS[term]! }, () => unpin(run, handle, term)); // Two terms.
  }
}

/** Asks one operation; a story that is being told hears of it. */
function ask(run: Booted, operation: Operation, question: () => number): number {
  run.effects.clear();
  return run.narrator ? run.narrator(operation, question) : question();
}

function drainAll(run: Booted): void {
  if (run.supported.has('drain')) ask(run, { kind: 'drain', cpu: ALL_CPUS }, () => drain(run, ALL_CPUS));
}

/** With nothing in use: one block of each order, for the kernel and for a user, and back. */
function allocateThenFree(run: Booted, handle: number): void {
  const before = fingerprint(run.oracle.state);
  const reserved = reservedCount(run);
  for (const name of ['kernel', 'user']) {
    for (let order = 0; order <= run.map.layout.geometry.maxOrder; order++) {
      const words = Int32Array.of(OPERATION.allocate, order | (requestClassNumber(name) << 8), 0, 0);
      const operation = { kind: 'allocate', order, class: name, node: 0, cpu: 0 } as const;
      if (ask(run, operation, () => execute(run, words, 0, handle)) < 0) continue;
      ask(run, { kind: 'free', of: handle, cpu: 0 }, () => free(run, handle, 0));
    }
  }
  drainAll(run);
  // A request that failed may have given a reserved pageblock up, which merges with others now.
  if (reserved !== reservedCount(run)) return;
  // What waits on private lists, and cannot be asked for, is not where it was.
  if (!run.supported.has('drain') && run.oracle.state.cached.some((pages) => pages > 0)) return;
  mustBeAsBefore(run, before, 'INV-115', 'allocating and freeing a block of each order');
}

/** With nothing in use: the first block that may leave, out and back into its zone. @returns the block, or -1 */
function offlineThenOnline(run: Booted, operations: number): number {
  const block = blockToTry(run, operations);
  if (block < 0) return -1;
  const zone = run.oracle.state.zone[block * run.oracle.state.blockPages]!; // The block is online.
  const to = zoneIndexOf(zone) === ZONE_MOVABLE ? ONLINE_MOVABLE : ONLINE_KERNEL;
  const before = fingerprint(run.oracle.state);
  if (ask(run, { kind: 'offline', block }, () => offline(run, block)) !== DONE) return -1;
  // A veto that the scenario left armed strikes once.
  const back = (): number =>
    ask(run, { kind: 'online', block, to: ONLINE_TARGETS[to]! }, () => online(run, block, to)); // Three targets.
  if (back() === VETOED) back();
  mustBeAsBefore(run, before, 'INV-182', `taking memory block ${block} out and putting it back`);
  return block;
}

/** Starts where the scenario's length points, so that runs of different lengths try different blocks. */
function blockToTry(run: Booted, operations: number): number {
  const { state } = run.oracle;
  const count = run.map.blockStates.length;
  for (let step = 0; step < count; step++) {
    const block = (operations + step) % count;
    const zone = state.zone[block * state.blockPages]!; // Blocks lie below the frame count.
    if (zone === NO_ZONE || firstThatStays(state, block) >= 0 || firstPoisoned(state, block) >= 0) continue;
    if (holdsReserved(state, block)) continue; // It would come back without.
    const to = zoneIndexOf(zone) === ZONE_MOVABLE ? ONLINE_MOVABLE : ONLINE_KERNEL;
    if (zoneForOnline(run.map, block, to) === zone) return block;
  }
  return -1;
}

const reservedCount = ({ oracle }: Booted): number =>
  oracle.state.blockType.reduce((count, type) => count + (type === HIGHATOMIC ? 1 : 0), 0);

/** Whether a pageblock of the memory block is reserved for high-order atomic requests. */
function holdsReserved({ blockType, blockPages, pageblockOrder }: WorldState, block: number): boolean {
  const start = (block * blockPages) >> pageblockOrder;
  return blockType.subarray(start, start + (blockPages >> pageblockOrder)).includes(HIGHATOMIC);
}

function mustBeAsBefore(run: Booted, before: number, invariant: string, what: string): void {
  if (fingerprint(run.oracle.state) !== before) {
    throw new Objection(invariant, `${what}, with nothing in use, did not leave memory as it was`);
  }
}
