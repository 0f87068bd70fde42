import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import type { World } from '../../spec/world/world.ts';
import { boot } from './boot.ts';
import { mustHaveComeHome, noteComeHome } from './cameHome.ts';
import { AllocateFollower } from './followAllocate.ts';
import { followCmaAllocate, followCmaRelease } from './followCma.ts';
import { followContigAllocate, followContigFree } from './followContig.ts';
import { followDrain } from './followDrain.ts';
import { followFree } from './followFree.ts';
import { followIsolate, followUnisolate } from './followIsolate.ts';
import { followOffline } from './followOffline.ts';
import { followOnline } from './followOnline.ts';
import { followPin, followUnpin } from './followPin.ts';
import { followPoison } from './followPoison.ts';
import { followReclaim } from './followReclaim.ts';
import { WorldImage } from './image.ts';
import { Objection } from './objection.ts';
import { ReportJudge } from './reportJudge.ts';
import {
  ANY_CPU,
  emptyWorld,
  KEPT_BY_HYPERVISOR,
  KEPT_BY_OWNER,
  reserveHandles,
  type TargetHabits,
  type WorldState,
} from './state.ts';
import { type RequestTerms, type TermsBook, termsBook } from './terms.ts';
import { worldView } from './worldView.ts';
import { driftAll } from './zonePressure.ts';

/**
 * The oracle: it watches a target operation by operation, and says whether each answer and each effect was allowed. It is a
 * relation, not a prediction: where several answers are legal it follows the target's. A broken rule is thrown as an
 * `Objection`; after one the oracle must be reset.
 *
 * Allocations are named by the number of the operation that made them.
 */
export class Oracle {
  /** What it believes about all memory. */
  readonly state: WorldState;
  /** What requests come to on this machine under this design, worked out once. */
  readonly book: TermsBook;
  readonly #image: WorldImage;
  readonly #allocate: AllocateFollower;

  constructor(map: MemoryMap, design: Design, habits: TargetHabits) {
    this.state = emptyWorld(map, design, habits);
    boot(this.state);
    this.book = termsBook(this.state);
    this.#image = new WorldImage(this.state);
    this.#allocate = new AllocateFollower(this.state, this.book, this.book.classes[0]!); // There is always a first class.
  }

  /** Back to the moment after boot, with room for `operations` operations. */
  reset(operations: number): void {
    this.#image.restore();
    reserveHandles(this.state, operations);
  }

  /** First pfn of a live allocation that its owner has, or -1. */
  where(handle: number): number {
    const { at, kept } = this.state;
    return kept[handle] === KEPT_BY_OWNER ? at[handle]! : -1; // Both arrays have room for the same handles.
  }

  /** First pfn of a live allocation, whoever has it, or -1. */
  placeOf(handle: number): number {
    return this.state.at[handle] ?? -1;
  }

  /** Whether a hypervisor has the allocation. */
  isLent(handle: number): boolean {
    return this.state.kept[handle] === KEPT_BY_HYPERVISOR;
  }

  /** Extra references on a live allocation. */
  referencesOf(handle: number): number {
    return this.state.references[handle] ?? 0;
  }

  /** The order of an allocation; 0 if there is none of that number. */
  orderOf(handle: number): number {
    return this.state.order[handle] ?? 0;
  }

  /** How many pins of one kind hold an allocation. */
  pinsOf(handle: number, long: boolean): number {
    return (long ? this.state.longPins[handle] : this.state.shortPins[handle]) ?? 0;
  }

  /**
   * Follows a request for a block.
   *
   * @param requestClass number of a class in `REQUEST_CLASSES`
   * @throws Objection if the answer or an effect is not allowed
   */
  allocate(
    handle: number,
    requestClass: number,
    order: number,
    node: number,
    answer: number,
    effects: Effects,
    cpu: number = ANY_CPU,
    owner = 0,
  ): void {
    this.state.cpu = cpu;
    this.state.owner[handle] = owner;
    const terms = this.termsFor(requestClass, owner);
    this.#allocate.follow(handle, terms, order, node, answer, effects);
  }

  /** What a request of a class means for a process. */
  termsFor(requestClass: number, owner: number): RequestTerms {
    const { classes, ofMirrored } = this.book;
    const mirrored = (this.state.upgraded >> owner) & 1;
    return (mirrored ? ofMirrored : classes)[requestClass]!; // Scenarios name existing classes only.
  }

  /**
   * Follows a free of the whole allocation.
   *
   * @throws Objection if the answer or an effect is not allowed
   */
  free(handle: number, answer: number, effects: Effects, cpu: number = ANY_CPU): void {
    this.state.cpu = cpu;
    followFree(this.state, handle, answer, effects);
  }

  /**
   * Follows a pin of `PIN_SHORT` or `PIN_LONG`.
   *
   * @throws Objection as {@link Oracle.free}
   */
  pin(handle: number, term: number, answer: number, effects: Effects): void {
    this.state.cpu = ANY_CPU;
    followPin(this.state, this.book, handle, term, answer, effects);
  }

  /**
   * Follows the release of one pin.
   *
   * @throws Objection as {@link Oracle.free}
   */
  unpin(handle: number, term: number, answer: number, effects: Effects): void {
    followUnpin(this.state, handle, term, answer, effects);
  }

  /**
   * Follows a reclaim of user memory.
   *
   * @throws Objection as {@link Oracle.free}
   */
  reclaim(pages: number, node: number, ceiling: number, answer: number, effects: Effects): void {
    followReclaim(this.state, pages, node, ceiling, answer, effects);
  }

  /**
   * Follows taking a memory block offline in one piece.
   *
   * @throws Objection as {@link Oracle.free}
   */
  offline(block: number, answer: number, effects: Effects): void {
    this.state.cpu = ANY_CPU;
    followOffline(this.state, this.book, block, answer, effects);
  }

  /**
   * Follows putting a memory block into service.
   *
   * @throws Objection as {@link Oracle.free}
   */
  online(block: number, to: number, answer: number, effects: Effects): void {
    followOnline(this.state, block, to, answer, effects);
  }

  /**
   * Follows a memory error in a frame.
   *
   * @throws Objection as {@link Oracle.free}
   */
  poison(frame: number, error: number, answer: number, effects: Effects): void {
    followPoison(this.state, frame, error, answer, effects);
  }

  /**
   * Follows emptying the private lists of one CPU or of all.
   *
   * @throws Objection as {@link Oracle.free}
   */
  drain(cpu: number, answer: number, effects: Effects): void {
    followDrain(this.state, cpu, answer, effects);
  }

  /**
   * Follows the isolation of pageblocks by a caller.
   *
   * @throws Objection as {@link Oracle.free}
   */
  isolate(pageblock: number, answer: number, effects: Effects): void {
    followIsolate(this.state, pageblock, answer, effects);
  }

  /**
   * Follows a caller giving isolated pageblocks back.
   *
   * @throws Objection as {@link Oracle.free}
   */
  unisolate(pageblock: number, answer: number, effects: Effects): void {
    followUnisolate(this.state, pageblock, answer, effects);
  }

  /**
   * Follows a request for a contiguous range.
   *
   * @throws Objection as {@link Oracle.free}
   */
  contigAllocate(handle: number, pfn: number, pages: number, answer: number, effects: Effects): void {
    this.state.cpu = ANY_CPU;
    followContigAllocate(this.state, this.book, handle, pfn, pages, answer, effects);
  }

  /**
   * Follows a contiguous range that is given back.
   *
   * @throws Objection as {@link Oracle.free}
   */
  contigFree(handle: number, answer: number, effects: Effects): void {
    followContigFree(this.state, handle, answer, effects);
  }

  /**
   * Follows a request for frames of a CMA area.
   *
   * @throws Objection as {@link Oracle.free}
   */
  cmaAllocate(
    handle: number,
    area: number,
    pages: number,
    align: number,
    answer: number,
    effects: Effects,
  ): void {
    this.state.cpu = ANY_CPU;
    followCmaAllocate(this.state, this.book, handle, area, pages, align, answer, effects);
  }

  /**
   * Follows frames of a CMA area that are given back.
   *
   * @throws Objection as {@link Oracle.free}
   */
  cmaRelease(handle: number, answer: number, effects: Effects): void {
    followCmaRelease(this.state, handle, answer, effects);
  }

  /** Holds the target's own report against the books. */
  judgeReport(report: (into: Inspection) => void): void {
    driftAll(this.state);
    const judge = new ReportJudge(this.state);
    try {
      report(judge);
      judge.end();
    } catch (error) {
      if (error instanceof Objection) mustHaveComeHome(this.state, report);
      throw error;
    }
    noteComeHome(this.state);
  }

  /** The world as invariants see it. */
  world(): World {
    return worldView(this.state);
  }
}
