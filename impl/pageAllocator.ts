import * as spec from '../spec/index.ts';
import { type Allocator, type Design, type Effects, hasOnePatience, type MemoryMap } from '../spec/index.ts';
import { type FastPath, fastPathOf, NO_FAST_PATH } from './fast/fastPath.ts';
import { Observing } from './mechanisms/observing.ts';
import { bootMemory } from './memory/bootMemory.ts';
import { delist, makeLists } from './memory/lru.ts';
import { createMemory, type Memory } from './memory/memory.ts';
import { isPinned } from './memory/pageWord.ts';
import { numberOf } from './memory/stateNumber.ts';
import { deflateBalloon, inflateBalloon } from './operations/balloon.ts';
import { compactNode } from './operations/compact.ts';
import { hold, isAllocation } from './operations/hold.ts';
import { collapseAllocations, splitAllocation, unmapHalf } from './operations/hugePages.ts';
import { balanceNode } from './operations/kswapd.ts';
import { lockAllocation, unlockAllocation } from './operations/lock.ts';
import { migrateAllocation } from './operations/migrate.ts';
import { pinAllocation, unpinAllocation } from './operations/pin.ts';
import { emptyPool, getElement, putElement } from './operations/pool.ts';
import { reclaimPages } from './operations/reclaim.ts';
import { getReference, putReference } from './operations/reference.ts';
import { setWatermarks } from './operations/setWatermarks.ts';
import { flagsOfProcess, upgradeOwner } from './operations/upgrade.ts';
import * as kinds from './requests/kinds.ts';
import { claimOfCode, kindIn, requestCode } from './requests/requestCode.ts';

const { MIRROR_KIND } = kinds;
const { ALL_CPUS, DONE, INVALID, NOT_PERMITTED, OWNERS, RETRY_FOREVER } = spec;
const { NOFAIL, RETRY_MAYFAIL, ZERO } = spec.GFP;
/** Set in all flags that might disagree on how long a request is tried. */
const RARE_PATIENCE = NOFAIL | RETRY_MAYFAIL;

/** What the boot of an allocator leaves open. */
export interface BootChoices {
  /** Records who has each page, see `ownerOf`: 4 bytes a page more. Default false. */
  readonly pageOwner?: boolean;
  /** Keeps a copy of the state after boot, so that `reset` is one copy instead of another boot. Default true. */
  readonly keepsBoot?: boolean;
}

/**
 * A page-frame allocator after Linux: zones, pageblock mobility, buddy lists, per-CPU lists, watermarks, long-term pins, memory
 * hotplug and poisoned pages, over frames of which some are mirrored.
 *
 * Here is the contract, as far as it is about requests and allocations; `MemoryOperations` has what is about memory itself,
 * `Observing` what looks on. Below that, each class of `mechanisms/` names the mechanisms of one concern, each once, so that an allocator which does one of them differently (or
 * wrongly, for a test) is a subclass with one method. The state is in {@link Memory}.
 */
export class PageAllocator extends Observing implements Allocator {
  /** All state of the allocator; {@link Memory.state} is what changes. */
  readonly memory: Memory;
  readonly #boot: Int32Array | null;
  readonly #take: FastPath['take'];
  readonly #keep: FastPath['keep'];

  /** Boots on the memory of `map`. Effects are reported to `effects`, from the first operation on. */
  constructor(map: MemoryMap, design: Design, effects: Effects, options: BootChoices = {}) {
    super();
    this.memory = createMemory(map, design, effects, options.pageOwner);
    bootMemory(this);
    const { take, keep } = fastPathOf(this, PageAllocator.prototype) ?? NO_FAST_PATH;
    this.#take = take;
    this.#keep = keep;
    this.#boot = options.keepsBoot === false ? null : this.memory.state.slice();
  }

  allocate(order: number, asked: number, node: number, cpu: number, owner?: number): number {
    const pfn = this.#take(order, asked, node, cpu, owner);
    return pfn < 0 ? this.#allocateAtLength(order, asked, node, cpu, owner) : pfn;
  }

  /** Apart, so that the engine makes one piece of the usual way and its caller. */
  #allocateAtLength(order: number, asked: number, node: number, cpu: number, owner = 0): number {
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
    if (memory.recordsOwners) this.recordOwner(pfn, 1 << order);
    return pfn;
  }

  free(pfn: number, order: number, cpu: number): number {
    return this.#keep(pfn, order, cpu) ? DONE : this.#freeAtLength(pfn, order, cpu);
  }

  #freeAtLength(pfn: number, order: number, cpu: number): number {
    const { memory } = this;
    if (!isAllocation(memory, pfn, order) || cpu >>> 0 >= memory.cpuCount) return INVALID;
    const word = memory.pages[pfn]!;
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

  reset(): void {
    const { state } = this.memory;
    if (this.#boot !== null) return state.set(this.#boot);
    state.fill(0);
    bootMemory(this);
  }

  /** What a subclass keeps beside the words of the state, as whole numbers; null if it cannot say. */
  ownState(): ArrayLike<number> | null {
    return this.reset === PageAllocator.prototype.reset ? NOTHING : null;
  }

  /**
   * A number for every word of the state. Makes the lists of user memory first: otherwise it would count the allocations that there
   * ever were. NaN for a subclass that resets something of its own and does not say what it is.
   */
  stateNumber(): number {
    const own = this.ownState();
    if (own === null) return Number.NaN;
    makeLists(this.memory);
    const number = numberOf(this.memory.state);
    return own.length === 0 ? number : numberOf(Int32Array.of(number, number / 2 ** 32, ...Array.from(own)));
  }
}

const NOTHING: ArrayLike<number> = [];
