import * as spec from '../spec/index.ts';
import {
  type Allocator,
  type Design,
  type Effects,
  hasOnePatience,
  type Inspection,
  type MemoryMap,
  mayKill,
  nodeOf,
  roundBudget,
  triesForEver,
  zoneForOnline,
} from '../spec/index.ts';
import { claimBlock, stealBlock } from './buddy/fallback.ts';
import { reservePageblock, unreservePageblock } from './buddy/highatomic.ts';
import { putFree } from './buddy/merge.ts';
import { isolatePageblock, unisolatePageblock } from './buddy/pageblocks.ts';
import { takeExactPage } from './buddy/split.ts';
import { takeBlock } from './buddy/takeBlock.ts';
import { bootMemory } from './memory/bootMemory.ts';
import { armFailure } from './memory/failurePoints.ts';
import { delist } from './memory/lru.ts';
import { createMemory, type Memory } from './memory/memory.ts';
import * as word from './memory/pageWord.ts';
import { isPinned, recordOf, zoneIn } from './memory/pageWord.ts';
import { adjustManaged, deflateBalloon, inflateBalloon } from './operations/balloon.ts';
import { cmaAllocate, cmaRelease } from './operations/cma.ts';
import {
  compactFor,
  compactNode,
  compactZone,
  findPlace,
  mayEmpty,
  moveTo,
  scanZone,
} from './operations/compact.ts';
import {
  claimRange,
  contigAllocate,
  contigFree,
  evacuateRange,
  obstacleInRange,
  takeRange,
} from './operations/contig.ts';
import { isDeferred } from './operations/deferral.ts';
import { hold, isAllocation, poisonedPageOf } from './operations/hold.ts';
import { collapseAllocations, isHeldTogether, splitAllocation, unmapHalf } from './operations/hugePages.ts';
import { inspectMemory } from './operations/inspect.ts';
import { isolateForCaller, obstacleToIsolation, unisolateForCaller } from './operations/isolate.ts';
import { chooseVictim, killOne } from './operations/kill.ts';
import { balanceNode, isBalanced } from './operations/kswapd.ts';
import { lockAllocation, unlockAllocation } from './operations/lock.ts';
import { carryOver, migrateAllocation, moveAllocation, whatKeeps } from './operations/migrate.ts';
import { breakMirrorOf, expandMirrorOf } from './operations/mirror.ts';
import { notify } from './operations/notify.ts';
import { evacuate, obstacleIn, offlineBlock, rollBackBlock } from './operations/offline.ts';
import { beginOffline, commitOffline, rollBackOffline, stepOffline } from './operations/offlineSteps.ts';
import { onlineBlock } from './operations/online.ts';
import { moveToPin, mustMoveToPin, pinAllocation, unpinAllocation } from './operations/pin.ts';
import { place } from './operations/place.ts';
import { placeInReserve } from './operations/placeInReserve.ts';
import { addBlock, removeBlock } from './operations/plug.ts';
import { poisonPage } from './operations/poison.ts';
import { emptyPool, getElement, putElement, takeElement } from './operations/pool.ts';
import { reclaimPages, reclaimZone } from './operations/reclaim.ts';
import { dropOwner, getReference, putReference } from './operations/reference.ts';
import { putFreeAroundPoison } from './operations/release.ts';
import { replaceBlock, writtenIn } from './operations/replace.ts';
import { setWatermarks } from './operations/setWatermarks.ts';
import { dropFor, placeInRounds } from './operations/slowPath.ts';
import { unpoisonPage } from './operations/unpoison.ts';
import { flagsOfProcess, moveIntoMirror, upgradeOwner } from './operations/upgrade.ts';
import { drainCpu, keep } from './percpu/drain.ts';
import { isCacheable } from './percpu/perCpu.ts';
import { refill } from './percpu/refill.ts';
import * as kinds from './requests/kinds.ts';
import { claimOfCode, kindIn, requestCode } from './requests/requestCode.ts';
import { boostZone, unboostZone } from './zones/boost.ts';
import { refreshMarks } from './zones/marks.ts';
import { mayGive } from './zones/mayGive.ts';
import { isEligibleZone, refreshZonelists } from './zones/zonelists.ts';

const { NONE } = word;
const { MIRROR_KIND } = kinds;
const { ALL_CPUS, DONE, INVALID, NOT_PERMITTED, OWNERS, RETRY_FOREVER } = spec;
const { MOVABLE, NOFAIL, PRIVILEGED, RECLAIMABLE, RETRY_MAYFAIL, ZERO } = spec.GFP;
/** Set in all flags that might disagree on how long a request is tried. */
const RARE_PATIENCE = NOFAIL | RETRY_MAYFAIL;

/**
 * A page-frame allocator after Linux: zones, pageblock mobility, buddy lists, per-CPU lists, watermarks, long-term pins, memory
 * hotplug and poisoned pages, over frames of which some are mirrored.
 *
 * The first part below is the contract. The second part names each mechanism once, so that an allocator which does
 * one of them differently (or wrongly, for a test) is a subclass with one method. The state is in {@link Memory}.
 */
export class PageAllocator implements Allocator {
  readonly memory: Memory;
  readonly #boot: Int32Array;

  /** Boots on the memory of `map`. Effects are reported to `effects`, from the first operation on. */
  constructor(map: MemoryMap, design: Design, effects: Effects) {
    this.memory = createMemory(map, design, effects);
    bootMemory(this);
    this.#boot = this.memory.state.slice();
  }

  allocate(order: number, asked: number, node: number, cpu: number, owner = 0): number {
    const { memory } = this;
    const gfp = memory.upgraded[0] === 0 ? asked : flagsOfProcess(memory, asked, owner);
    const code = requestCode(gfp);
    if (code < 0 || order >>> 0 > memory.maxOrder || owner >>> 0 >= OWNERS) return INVALID;
    if (gfp & RARE_PATIENCE && !hasOnePatience(gfp)) return INVALID;
    if (node >>> 0 >= memory.nodeCount || cpu >>> 0 >= memory.cpuCount) return INVALID;
    if (kindIn(code) & MIRROR_KIND && !this.isPermitted(gfp)) return NOT_PERMITTED;
    const reserved = kindIn(code) & MIRROR_KIND && memory.setsAside;
    let pfn = reserved ? this.placeInReserve(order, gfp, node) : this.place(order, gfp, node, cpu);
    if (pfn < 0 && !reserved) pfn = this.placeInRounds(order, gfp, node, cpu);
    if (pfn < 0) return pfn;
    if (gfp & ZERO) this.clear(pfn, order);
    hold(memory, pfn, order, claimOfCode(code), owner);
    return pfn;
  }

  free(pfn: number, order: number, cpu: number): number {
    const { memory } = this;
    if (!isAllocation(memory, pfn, order) || cpu >>> 0 >= memory.cpuCount) return INVALID;
    const word = memory.pages[recordOf(pfn)]!;
    if (isPinned(word)) return this.dropOwner(pfn, order, cpu);
    delist(memory, pfn, word);
    this.giveBack(pfn, order, cpu);
    return DONE;
  }

  pin(pfn: number, order: number, term: number): number {
    return pinAllocation(this, pfn, order, term);
  }

  unpin(pfn: number, order: number, term: number): number {
    return unpinAllocation(this.memory, pfn, order, term);
  }

  reclaim(pages: number, node: number, zone: number): number {
    return reclaimPages(this, pages, node, zone);
  }

  offline(block: number): number {
    return offlineBlock(this, block);
  }

  online(block: number, to: number): number {
    return onlineBlock(this, block, to);
  }

  add(block: number): number {
    return addBlock(this.memory, block);
  }

  remove(block: number): number {
    return removeBlock(this.memory, block);
  }

  unpoison(pfn: number): number {
    return unpoisonPage(this, pfn);
  }

  beginOffline(block: number): number {
    return beginOffline(this, block);
  }

  step(): number {
    return stepOffline(this);
  }

  commit(): number {
    return commitOffline(this);
  }

  rollback(): number {
    return rollBackOffline(this);
  }

  inject(point: number, count: number): number {
    return armFailure(this.memory, point, count);
  }

  poison(pfn: number, error: number): number {
    return poisonPage(this, pfn, error);
  }

  drain(cpu: number): number {
    const { cpuCount } = this.memory;
    if (cpu !== ALL_CPUS && cpu >>> 0 >= cpuCount) return INVALID;
    if (cpu !== ALL_CPUS) this.drainCpu(cpu);
    else for (let each = 0; each < cpuCount; each++) this.drainCpu(each);
    return DONE;
  }

  mlock(pfn: number, order: number): number {
    return lockAllocation(this.memory, pfn, order);
  }

  munlock(pfn: number, order: number): number {
    return unlockAllocation(this.memory, pfn, order);
  }

  migrate(pfn: number, order: number, node: number): number {
    return migrateAllocation(this, pfn, order, node);
  }

  unmapPart(pfn: number, order: number): number {
    return unmapHalf(this.memory, pfn, order);
  }

  split(pfn: number, order: number): number {
    return splitAllocation(this, pfn, order);
  }

  collapse(pfn: number, other: number, order: number): number {
    return collapseAllocations(this, pfn, other, order);
  }

  inflate(node: number, cpu: number): number {
    return inflateBalloon(this, node, cpu);
  }

  deflate(pfn: number): number {
    return deflateBalloon(this, pfn);
  }

  getRef(pfn: number, order: number): number {
    return getReference(this.memory, pfn, order);
  }

  putRef(pfn: number, order: number, cpu: number): number {
    return putReference(this, pfn, order, cpu);
  }

  isolate(pageblock: number): number {
    return isolateForCaller(this, pageblock);
  }

  unisolate(pageblock: number): number {
    return unisolateForCaller(this, pageblock);
  }

  poolGet(cpu: number): number {
    return getElement(this, cpu);
  }

  poolPut(pfn: number, cpu: number): number {
    return putElement(this, pfn, cpu);
  }

  poolEmpty(): number {
    return emptyPool(this);
  }

  setRetries(retries: number): number {
    if (retries < RETRY_FOREVER) return INVALID;
    this.memory.retries[0] = retries;
    return DONE;
  }

  contigAllocate(pfn: number, pages: number): number {
    return contigAllocate(this, pfn, pages);
  }

  contigFree(pfn: number, pages: number): number {
    return contigFree(this, pfn, pages);
  }

  cmaAllocate(area: number, pages: number, align: number): number {
    return cmaAllocate(this, area, pages, align);
  }

  cmaRelease(pfn: number, pages: number): number {
    return cmaRelease(this, pfn, pages);
  }

  breakMirror(block: number): number {
    return breakMirrorOf(this, block);
  }

  replace(block: number): number {
    return replaceBlock(this, block);
  }

  writtenIn(block: number): number {
    return writtenIn(this.memory, block);
  }

  expandMirror(block: number): number {
    return expandMirrorOf(this, block);
  }

  setWatermarks(pages: number, scale: number): number {
    return setWatermarks(this, pages, scale);
  }

  kswapd(node: number): number {
    return balanceNode(this, node);
  }

  upgrade(owner: number, privilege: number): number {
    return upgradeOwner(this, owner, privilege);
  }

  compact(node: number, zone: number, order: number): number {
    return compactNode(this, node, zone, order);
  }

  inspect(into: Inspection): void {
    inspectMemory(this.memory, into);
  }

  reset(): void {
    this.memory.state.set(this.#boot);
  }

  /** Whether a mandatory mirrored request may be made: the design offers it, and a user is privileged. */
  isPermitted(gfp: number): boolean {
    const { inForce, design } = this.memory;
    if ((gfp & (MOVABLE | RECLAIMABLE)) === 0) return inForce && design.reserveRequests;
    return inForce && design.criticalRequests && (gfp & PRIVILEGED) !== 0;
  }

  /** Whether requests of a kind (see `requestCode`) may look at a zone; asked when managed memory changes. */
  isEligible(zone: number, kind: number): boolean {
    return isEligibleZone(this.memory, zone, kind);
  }

  /** Computes marks, reserves, private list sizes and zonelists anew after managed memory changed. */
  refreshZones(): void {
    refreshMarks(this.memory);
    refreshZonelists(this);
  }

  /** Finds a block for a request, which is then on no list, or answers NO_MEMORY. */
  place(order: number, gfp: number, node: number, cpu: number): number {
    return place(this, order, gfp, node, cpu);
  }

  /** Makes memory round after round and finds a block in it, or answers NO_MEMORY or WOULD_WAIT. */
  placeInRounds(order: number, gfp: number, node: number, cpu: number): number {
    return placeInRounds(this, order, gfp, node, cpu);
  }

  /** Most rounds that a request may make; 0 for one that must not start reclaim. */
  roundsFor(gfp: number, order: number): number {
    return roundBudget(gfp, order, this.memory.retries[0]!); // One entry.
  }

  /** Takes an element that the pool keeps, or answers NO_MEMORY. */
  takeElement(): number {
    return takeElement(this);
  }

  /** Whether a request waits rather than fails. */
  triesForEver(gfp: number, order: number): boolean {
    return triesForEver(gfp, order, this.memory.retries[0]!);
  }

  /** Drops what helps a request, as much as one round may. Answers the pages dropped. */
  dropFor(order: number, gfp: number, node: number): number {
    return dropFor(this, order, gfp, node);
  }

  /** Whether a process may be killed for a request. */
  mayKill(gfp: number, order: number): boolean {
    return mayKill(gfp, order);
  }

  /** The owner whose death frees the most, or 0. */
  chooseVictim(): number {
    return chooseVictim(this.memory);
  }

  /** Kills a process. Answers whether there was one. */
  killOne(): boolean {
    return killOne(this);
  }

  /** Finds a block for a request that takes from the mirror reserve only, or answers NO_MEMORY. */
  placeInReserve(order: number, gfp: number, node: number): number {
    return placeInReserve(this.memory, order, gfp, node);
  }

  /** Whether a zone keeps its mark and reserve after giving a block; see `marks.ts` for the levels. */
  mayGive(zone: number, order: number, code: number, level: number): boolean {
    return mayGive(this.memory, zone, order, code, level);
  }

  /** Takes a block for a type off the buddy lists of a zone, or answers NONE. */
  takeBlock(zone: number, type: number, order: number): number {
    return takeBlock(this, zone, type, order);
  }

  /** Takes a block by making a pageblock of another type its own, or answers NONE. */
  claimBlock(zone: number, type: number, order: number): number {
    return claimBlock(this, zone, type, order);
  }

  /** Takes a block from the lists of another type, or answers NONE. */
  stealBlock(zone: number, type: number, order: number): number {
    return stealBlock(this.memory, zone, type, order);
  }

  /** Gives a block that nobody holds any more to a private list of the CPU, or to the buddy lists. */
  giveBack(pfn: number, order: number, cpu: number): void {
    const { memory } = this;
    if (poisonedPageOf(memory, pfn, order) !== NONE) this.putFreeAroundPoison(pfn, order);
    else if (isCacheable(memory, pfn, order)) this.keep(pfn, order, cpu);
    else this.putFree(pfn, order);
  }

  /** The owner frees what is held: it stays until the last reference is put. Answers DONE, or INVALID if it is pinned. */
  dropOwner(pfn: number, _order: number, _cpu: number): number {
    return dropOwner(this.memory, pfn);
  }

  /** Marks the new place of an allocation that moves with what holds of it. */
  carryOver(to: number, word: number): void {
    carryOver(this.memory, to, word);
  }

  /** Reserves the pageblock of a block for high-order atomic requests, as far as the zone may. */
  reserve(zone: number, pfn: number, order: number): void {
    reservePageblock(this.memory, zone, pfn, order);
  }

  /**
   * Gives a reserved pageblock to a request that may wait and is about to fail; `keep` of them stay in each zone.
   *
   * @returns whether there was one to give
   */
  unreserve(_order: number, gfp: number, node: number, keep: number): boolean {
    return unreservePageblock(this.memory, gfp, node, keep);
  }

  /** Frees a block to the buddy lists, merged with its buddies. */
  putFree(pfn: number, order: number): void {
    putFree(this.memory, pfn, order);
  }

  /** Frees what is sound of a block that holds poisoned pages. */
  putFreeAroundPoison(pfn: number, order: number): void {
    putFreeAroundPoison(this, pfn, order);
  }

  /** Takes page `pfn` out of the free block at `head`; the rest stays free. */
  takeOff(head: number, order: number, pfn: number): void {
    takeExactPage(this.memory, head, order, pfn);
  }

  /** Moves a batch of blocks from the buddy lists to an empty private list. */
  refill(cpu: number, zone: number, type: number, order: number): void {
    refill(this, cpu, zone, type, order);
  }

  /** Keeps a freed block on a private list; when that is full, a batch goes back to the buddy lists. */
  keep(pfn: number, order: number, cpu: number): void {
    keep(this, pfn, order, cpu);
  }

  /** Empties the private lists of one CPU. */
  drainCpu(cpu: number): void {
    drainCpu(this, cpu);
  }

  /** What comes before isolation: free pages on private lists would be missed. */
  drainBeforeIsolating(): void {
    this.drain(ALL_CPUS);
  }

  /** Withholds what is free in a pageblock. */
  withhold(pageblock: number): void {
    isolatePageblock(this.memory, pageblock);
  }

  /** Puts a pageblock back into service. */
  reinstate(pageblock: number): void {
    unisolatePageblock(this.memory, pageblock);
  }

  /** First page that keeps a pageblock from being isolated for a caller, or NONE. */
  obstacleToIsolation(pageblock: number): number {
    return obstacleToIsolation(this.memory, pageblock);
  }

  /** Takes `[start, end)` for a caller. Answers DONE, or BUSY or NO_MEMORY with a culprit. */
  takeRange(start: number, end: number, cma: boolean): number {
    return takeRange(this, start, end, cma);
  }

  /** First frame that keeps a range from being taken, or NONE. */
  obstacleInRange(start: number, end: number, cma: boolean): number {
    return obstacleInRange(this.memory, start, end, cma);
  }

  /** Moves everything out of an isolated range. Answers the first page that found no place, or NONE. */
  evacuateRange(start: number, end: number): number {
    return evacuateRange(this, start, end);
  }

  /** Hands withheld pages to the holder of a range. */
  claimRange(start: number, end: number, cma: boolean): void {
    claimRange(this.memory, start, end, cma);
  }

  /** First page that keeps a memory block from going offline, or NONE. */
  obstacleIn(block: number): number {
    return obstacleIn(this.memory, block);
  }

  /** Tells the rest of the kernel of a memory block. Answers whether nobody objects, which only GOING_* leaves room for. */
  notify(event: number, block: number): boolean {
    return notify(this.memory, event, block);
  }

  /** Puts a memory block that was to leave back into service. */
  rollBack(block: number): void {
    rollBackBlock(this, block);
  }

  /** Moves everything out of an isolated memory block. Answers DONE, INTERRUPTED, or NO_MEMORY and names the page. */
  evacuate(block: number): number {
    return evacuate(this, block);
  }

  /** The node of a page that is in service. */
  nodeOfPage(pfn: number): number {
    return nodeOf(zoneIn(this.memory.pages[recordOf(pfn)]!));
  }

  /** First page that keeps an allocation from moving, or NONE. */
  whatKeeps(pfn: number, order: number): number {
    return whatKeeps(this.memory, pfn, order);
  }

  /** Whether somebody holds a block by a pin or a reference to the whole. */
  isHeldTogether(pfn: number): boolean {
    return isHeldTogether(this.memory, pfn);
  }

  /** Counts a lent page out of the managed ones, or a returned one in; marks, reserves and zonelists follow. */
  adjustManaged(pfn: number, pages: number): void {
    adjustManaged(this.memory, pfn, pages);
    this.refreshZones();
  }

  /** Clears a block that is about to be handed out. */
  clear(pfn: number, order: number): void {
    this.memory.effects.zeroed(pfn, order);
  }

  /** Moves an unpinned allocation to a place sought with the given flags from a node on. Answers the place, or NO_MEMORY. */
  moveAllocation(from: number, gfp: number, node = this.nodeOfPage(from)): number {
    return moveAllocation(this, from, gfp, node);
  }

  /** Moves what a process maps into the mirror. Answers the first page that found no place, or NONE. */
  moveIntoMirror(owner: number): number {
    return moveIntoMirror(this, owner);
  }

  /** Whether an allocation may not be pinned for long where it is. */
  mustMoveToPin(pfn: number): boolean {
    return mustMoveToPin(this.memory, pfn);
  }

  /** Moves an allocation to where it may be pinned for long. Answers the place, or BUSY or NO_MEMORY. */
  moveToPin(pfn: number, order: number): number {
    return moveToPin(this, pfn, order);
  }

  /** The zone that a memory block joins. */
  zoneForOnline(block: number, to: number): number {
    return zoneForOnline(this.memory.map, block, to);
  }

  /** Raises the marks of a zone in which a part of a pageblock is to be claimed. */
  boost(zone: number): void {
    boostZone(this.memory, zone);
  }

  /** Takes the boost of a zone away. */
  unboost(zone: number): void {
    unboostZone(this.memory, zone);
  }

  /** Whether kswapd has nothing to do in a zone. */
  isBalanced(zone: number): boolean {
    return isBalanced(this.memory, zone);
  }

  /** Drops what may be dropped in one zone. Answers the pages dropped. */
  reclaimZone(zone: number, pages: number): number {
    return reclaimZone(this, zone, pages);
  }

  /** Whether compaction of a zone is put off this time; asking counts. */
  isDeferred(zone: number, order: number): boolean {
    return isDeferred(this.memory, zone, order);
  }

  /** Compacts zones for a request. */
  compactFor(order: number, gfp: number, node: number): void {
    compactFor(this, order, gfp, node);
  }

  /** Compacts a zone for a type, under the marks of a ceiling. Answers a place in COMPACT_RESULTS. */
  compactZone(zone: number, order: number, type: number, ceiling: number): number {
    return compactZone(this, zone, order, type, ceiling);
  }

  /** Moves allocations of a zone together until there is a block. Answers COMPACT_SUCCESS or COMPACT_COMPLETE. */
  scanZone(zone: number, order: number, type: number): number {
    return scanZone(this, zone, order, type);
  }

  /** Whether compaction moves what is in a pageblock. */
  mayEmpty(pageblock: number): boolean {
    return mayEmpty(this.memory, pageblock);
  }

  /** A free place of an order in pageblocks from `goal` down to the one above `floor`, or NONE. */
  findPlace(zone: number, goal: number, floor: number, order: number, mirrored: boolean): number {
    return findPlace(this.memory, zone, goal, floor, order, mirrored);
  }

  /** Moves an allocation to free pages of its zone. */
  moveTo(from: number, to: number): void {
    moveTo(this, from, to);
  }
}
