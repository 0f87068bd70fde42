import type { BootAllocator } from './boot/bootAllocator.ts';
import type { Design } from './designs/design.ts';
import type { Layout } from './layout/layout.ts';
import type { MemoryMap } from './layout/memoryMap.ts';
import type { Effects } from './operations/effects.ts';
import type { OperationKind } from './operations/operation.ts';
import type { Inspection } from './world/inspection.ts';

/**
 * The contract of a target: what zoneproof calls, and what it takes the answers to mean. Arguments and answers are
 * integers; a block is `2^order` pages named by its first pfn. A refusal is a negative code of `operations/outcome.ts`
 * and changes nothing but what the effects say.
 */
export interface Allocator {
  /**
   * Asks for a block. Each eligible zone is tried in zonelist order, first at its low mark, then at its min mark with
   * the rights of the request, then (MEMALLOC) without a mark; a request that may wait then has all private lists
   * drained and tries once more, with the min mark and then (MEMALLOC) without one. A block of a private list needs the
   * same check of its zone as one of the buddy lists.
   *
   * A high-order request that cannot wait and has HIGH takes from pageblocks of type HIGHATOMIC first; where it is served at the min mark,
   * its pageblock becomes one (effect `typeChanged`), up to a hundredth of the zone, rounded up. Others that cannot wait take from
   * them last, and nobody else does. Before private lists are drained, the first zone of the request that has more than one of them, with
   * free pages, gives one up (`typeChanged` to the type of the request). After RECLAIM that happens once more if something was dropped;
   * if not, they are given up one after the other, the last of a zone too, and the zones are tried after each. Source:
   * reserve_highatomic_pageblock, unreserve_highatomic_pageblock, mm/page_alloc.c.
   *
   * A request that may wait and is not MEMALLOC then makes `roundBudget(gfp, order, retries)` rounds at most (`setRetries`; none
   * after boot, unless it may not fail). A round reports `entered(stage, round)` for each of its stages, then what the stage did, and
   * after each stage the zones are tried once more as before:
   *
   * 0. Where `compactsFirst(gfp, order)`, COMPACT comes once before all rounds, with the number 0.
   * 1. RECLAIM drops unpinned user allocations (`reclaimed`) of zones that the request may use, until `reclaimTarget` pages are
   *    dropped or nothing is left to drop.
   * 2. COMPACT, where `compactsFor(gfp, order)`: the zones that the request may use are compacted in its order, as by `compact` and
   *    for its migratetype, until one has a block; a zone that is put off or not suitable is passed over.
   * 3. KILL, if nothing was dropped and `mayKill(gfp, order)`: an owner that holds unpinned user memory is killed (`killed`),
   *    and all of that is dropped, whether reclaim might or not. Nothing, if there is no such owner.
   *
   * A round in which nothing was dropped is the last. NOFAIL then gets half of the min mark (`entered(RESERVE, round)`). A
   * request that `triesForEver` ends with WOULD_WAIT; any other reports `gaveUp(rounds)` and ends with NO_MEMORY.
   *
   * @param gfp flags of `requests/gfp.ts`; they decide zone ceiling, mobility, rights. With ZERO the block is cleared since it
   *   was in use last (effect `zeroed`)
   * @param node where the zonelist starts
   * @param cpu whose private lists may serve it
   * @param owner the process it is for, 0 to 7; 0 is the kernel, or nobody in particular
   * @returns first pfn of the block, or NO_MEMORY, NOT_PERMITTED, INVALID, WOULD_WAIT
   */
  allocate(order: number, gfp: number, node: number, cpu: number, owner: number): number;

  /**
   * Gives a block back. The caller owns it, without pins. Poisoned pages in it leave circulation. If somebody still holds an
   * extra reference (`getRef`), the caller owns it no more, but nothing becomes free: the last `putRef` frees it.
   *
   * @returns DONE
   */
  free(pfn: number, order: number, cpu: number): number;

  /**
   * Pins a block that user space holds. A long-term pin first moves it out of ZONE_MOVABLE, CMA and isolated
   * pageblocks; if that fails nothing is pinned.
   *
   * @param term PIN_SHORT or PIN_LONG
   * @returns first pfn of the block as it is now, or NO_MEMORY
   */
  pin(pfn: number, order: number, term: number): number;

  /** Takes one pin of that term away. @returns DONE */
  unpin(pfn: number, order: number, term: number): number;

  /**
   * Drops unpinned user allocations (effect `reclaimed`) of the node's zones up to `zone` until at least `pages` pages are
   * free again or nothing is left to drop. Never begins another one once enough are free, and leaves private lists alone.
   *
   * @param zone ceiling, 0 to 3: pages of higher zones do not help the request reclaim works for
   * @returns pages dropped
   */
  reclaim(pages: number, node: number, zone: number): number;

  /**
   * Takes a memory block out of service: drains, isolates, tells of it (`notified` GOING_OFFLINE), moves what can move, and
   * tells of the end (OFFLINE), or puts everything back and tells that (CANCEL_OFFLINE). A block that is offline already is DONE,
   * and nobody hears of it. A page that cannot move for the moment is named (effect `retried`) and tried again, without limit.
   *
   * @returns DONE; NOT_ONLINE if there is no such block; BUSY with a culprit that must stay (boot memory, kernel page,
   *   pinned page, CMA, a hole, a page of another zone, a pageblock that a caller isolated), before anybody hears of it;
   *   NO_MEMORY with a culprit that found no new place; VETOED; INTERRUPTED
   */
  offline(block: number): number;

  /**
   * Puts a memory block into service, in the zone that `to` asks for (effect `zoneChosen`), and tells of the beginning and the
   * end (`notified` GOING_ONLINE; ONLINE, or CANCEL_ONLINE). A block that is online already is DONE, and nobody hears of it.
   * @returns DONE, NOT_ONLINE (no such block), POISONED with the page, VETOED
   */
  online(block: number, to: number): number;

  /**
   * Reports a memory error. @param error ERROR_INJECTED or ERROR_REAL
   * @returns a result of POISON_RESULTS, or NOT_ONLINE
   */
  poison(pfn: number, error: number): number;

  /** Empties the private lists of a CPU, or of all (ALL_CPUS). @returns DONE, or INVALID if there is no such CPU */
  drain(cpu: number): number;

  /**
   * Plugs the memory of a block in, that was pulled out: its frames are there, out of service, and no error is marked on them.
   * @returns DONE; INVALID if the block is there already, or the machine has no memory for it
   */
  add?(block: number): number;

  /**
   * Pulls the memory of an offline block out: its frames are gone, and the marks of memory errors with them.
   * @returns DONE; BUSY while it is not offline; NOT_ONLINE if there is no such block
   */
  remove?(block: number): number;

  /**
   * Withholds what is free in a pageblock, and what is freed in it from now on, for a caller that wants it empty. Private
   * lists are drained first, unless it is refused. What is in use stays; short-term and long-term pins are no obstacle. Optional.
   *
   * @returns DONE; NOT_ONLINE if no frame of it is in service; BUSY with a culprit, and nothing isolated: a hole or a frame
   *   of another zone, a CMA pageblock, one isolated already, boot memory, kernel memory, a lent page, what its owner
   *   freed and somebody still references, a retired page outside ZONE_MOVABLE
   */
  isolate?(pageblock: number): number;

  /**
   * Puts a pageblock that a caller isolated back into service, under the type it had. Optional.
   *
   * @returns DONE; NOT_ONLINE as for `isolate`; INVALID if no caller isolated it, and nothing changes
   */
  unisolate?(pageblock: number): number;

  /**
   * Locks a block that user space holds into memory: reclaim passes it by until `munlock`. That is no pin: the block moves as
   * before, and stays locked in its new place. Locking twice is locking. Source: mm/mlock.c.
   *
   * @returns DONE
   */
  mlock?(pfn: number, order: number): number;

  /** Takes the lock away, if there is one. @returns DONE */
  munlock?(pfn: number, order: number): number;

  /**
   * Moves an allocation to a place that is sought with the terms of a migration (requests/migration.ts), from `node` on. Content,
   * owner and lock go with it (effect `moved`); if that fails, nothing has moved. No place is sought for what is BUSY. Source:
   * move_pages, mm/migrate.c.
   *
   * @returns first pfn of the new place; BUSY with a culprit: the first page of what is held or must not move, or a poisoned
   *   one; NO_MEMORY
   */
  migrate?(pfn: number, order: number, node: number): number;

  /**
   * User space unmaps the upper half of a block that it holds. Nothing becomes free: the block waits, once, to be split. Blocks of
   * one or two pages cannot wait. Source: mm/huge_memory.c, deferred_split_folio.
   *
   * @returns DONE; INVALID for a block of order 0 or 1, or one that user space does not hold
   */
  unmapPart?(pfn: number, order: number): number;

  /**
   * Splits a block that user space holds into two allocations of half the size. An unmapped half is freed at once, with the effects
   * of `free`; it does not wait to be split any more. Source: mm/huge_memory.c, split_huge_page_to_list_to_order.
   *
   * @returns DONE; BUSY with its first page as culprit, if somebody holds it by a pin or a reference; INVALID for order 0, or
   *   for a block that user space does not hold
   */
  split?(pfn: number, order: number): number;

  /**
   * Makes one block of two of the same order, claim, owner and lock that user space holds and of which nothing is unmapped. Its
   * place is sought with `collapseGfp` (requests/migration.ts) from the node of the first; both move there, one into each half
   * (effect `collapsed` for each, in order). No place is sought for what is BUSY. Source: mm/khugepaged.c, collapse_huge_page.
   *
   * @returns first pfn of the new block; BUSY with a culprit as for `migrate`; NO_MEMORY; INVALID if they are not alike or would
   *   make a block above the largest order
   */
  collapse?(pfn: number, other: number, order: number): number;

  /**
   * Lends a single page to the hypervisor, for a balloon: sought with BALLOON_GFP (requests/balloon.ts) from `node` on, without
   * rounds. Nobody uses it, reads it or moves it until it is returned, so it lies below ZONE_MOVABLE and outside CMA; the managed pages of its zone are one fewer, and marks and
   * reserves follow. A memory block with such a page does not go offline, and a memory error in it is ignored. Source:
   * mm/balloon.c, drivers/virtio/virtio_balloon.c.
   *
   * @returns pfn of the page, or NO_MEMORY
   */
  inflate?(node: number, cpu: number): number;

  /** Takes a lent page back: it is free, with the effects of `free`, and managed again. @returns DONE */
  deflate?(pfn: number): number;

  /**
   * Takes an extra reference on a block, whoever owns it: a reader without a lock, get_user_pages without a pin. While it lives
   * the block stays where it is and what it is: it neither moves nor is dropped. Source: include/linux/mm.h, get_page.
   *
   * @returns DONE
   */
  getRef?(pfn: number, order: number): number;

  /**
   * Gives an extra reference back. The last one of a block that its owner has freed frees it, with the effects of `free`.
   * Source: mm/swap.c, __folio_put.
   *
   * @returns DONE
   */
  putRef?(pfn: number, order: number, cpu: number): number;

  /**
   * Gets an element of a pool that must not run dry: a single kernel page. The page allocator is asked first, as with `POOL_GFP`
   * from `POOL_NODE` on; if it has nothing, an element that the pool keeps is given out. Source: mm/mempool.c.
   *
   * @returns first pfn, or NO_MEMORY if nothing is kept
   */
  poolGet?(cpu: number): number;

  /**
   * Gives a single kernel page to the pool. It is kept, still allocated, while fewer than `POOL_ELEMENTS` are, else freed with the
   * effects of `free`; an element with the mark of a memory error is always freed. @returns DONE
   */
  poolPut?(pfn: number, cpu: number): number;

  /** Frees what the pool keeps, straight to the buddy lists. @returns elements freed */
  poolEmpty?(): number;

  /**
   * How many rounds requests make before they fail: 0 (after boot) none, -1 any number; the knob proposed in 2015 to let small
   * requests fail. A target without it is never asked for NOFAIL either. Source: LWN, LSFMM 2015, "too small to fail".
   *
   * @returns DONE; INVALID below -1
   */
  setRetries?(retries: number): number;

  /**
   * Takes a range of frames for one caller, whatever is in it that can move. The pageblocks around it are isolated and
   * private lists drained; what is in use inside moves away (effect `moved`, each to a place that a migration may have); then
   * the range is the caller's, what is around it is given back, and the pageblocks are in service again. The frames become
   * kernel memory; in ZONE_MOVABLE they are held under the claim `driver`, as gigantic pages are. They stay where they are until
   * `contigFree`. Optional. Source: alloc_contig_range, mm/page_alloc.c.
   *
   * All or nothing: a refused range has no owner, and moves that happened stay. One that is BUSY before anything was isolated for it
   * drains nothing. A page that cannot move for the moment is named (effect `retried`) and tried again.
   *
   * @param pages at least 1; neither end need be aligned
   * @returns DONE; INVALID for a range that leaves memory; BUSY with a culprit that must stay (in the range: boot memory,
   *   kernel memory, a page that is pinned, referenced, retired or of an allocation with a poisoned one, another range; in
   *   the pageblocks around it: a hole, another zone, CMA, isolated already); NO_MEMORY with the first page of an allocation
   *   that found no new place; INTERRUPTED
   */
  contigAllocate?(pfn: number, pages: number): number;

  /**
   * Gives a range back, straight to the buddy lists and with no effects; poisoned frames in it leave circulation. Optional.
   *
   * @returns DONE; INVALID if `contigAllocate` gave no such range, and nothing changes
   */
  contigFree?(pfn: number, pages: number): number;

  /**
   * Takes a memory error back that was injected: a page that left circulation for it is free again, one in use loses its mark.
   * @returns DONE; NOT_ONLINE as for `poison`; NOT_PERMITTED once a real error was reported that no mirror corrected; INVALID
   *   if no error is marked there
   */
  unpoison?(pfn: number): number;

  /**
   * Begins to take a memory block out of service in steps, between which others work: drains, isolates and tells
   * (GOING_OFFLINE). One block at a time. Until it ends, nothing of the block is given out, what is freed in it is withheld, and
   * it is BUSY, with a page of it as culprit, for `offline` and `online`.
   *
   * @returns DONE; NOT_ONLINE unless it is online; BUSY with a culprit as for `offline`, or with a page of the block that is on
   *   its way out already; VETOED, and everything is put back
   */
  beginOffline?(block: number): number;

  /**
   * Moves one allocation out of the block that is on its way out.
   *
   * @returns pages that moved, 0 if nothing is left; INVALID if no block is on its way out; NO_MEMORY with a culprit that found
   *   no new place; BUSY with a culprit that could not move for the moment, or that must stay (pinned, referenced, poisoned) where
   *   nothing else could move; INTERRUPTED. A refusal moves nothing, and the block is still on its way out
   */
  step?(): number;

  /** Takes the block out and tells (OFFLINE). @returns DONE; BUSY with a culprit that is still in use; INVALID as for `step` */
  commit?(): number;

  /** Puts the block back into service and tells (CANCEL_OFFLINE). @returns DONE; INVALID as for `step` */
  rollback?(): number;

  /**
   * Arms a failure point, anew if it is armed: `count` passes go well, and the next one fails; see FAILURE_POINTS.
   * @returns DONE
   */
  inject?(point: number, count: number): number;

  /**
   * Gives out some frames of a CMA area: at the first place, a multiple of `2^align`, where nothing was given out and everything
   * else can be moved away, as by `contigAllocate`. A place that holds a page that must stay is passed over (effect `culprit`, as
   * in a refused `contigAllocate`). The frames are held under the claim `driver`. Optional. Source: cma_alloc, mm/cma.c.
   *
   * @param area place in the layout's list of areas
   * @returns first pfn; INVALID if there is no such area or no pages are asked for; NO_MEMORY if no place is left, or, with a
   *   culprit, if what is in the way found no new place, which ends the search; INTERRUPTED, which ends it too
   */
  cmaAllocate?(area: number, pages: number, align: number): number;

  /**
   * Takes back what `cmaAllocate` gave, straight to the buddy lists and with no effects. Optional. Source: cma_release.
   *
   * @returns DONE; INVALID if no such range was given out of an area, and nothing changes
   */
  cmaRelease?(pfn: number, pages: number): number;

  /**
   * The second copy of a memory block's frames is lost: real errors strike there from now on. Every page keeps its owner and its
   * zone; a zone with such a frame serves no mandatory mirrored request any more, and pageblocks that were set apart for the
   * mirror become ordinary ones, of type MOVABLE. No effects. @returns DONE; NOT_ONLINE
   */
  breakMirror?(block: number): number;

  /**
   * The memory behind an online block is exchanged for other memory under the same pfns. Owners, lists, zones and counts of
   * managed pages stay as they are; every mark of a memory error in the block is gone, of a real one too. Pages that left
   * circulation for an error are free again, one by one. What real errors forbid (see `unpoison`) stays forbidden. No other
   * effects. Optional. Source: Ingo Molnar, November 2005, on hot-replace.
   *
   * @returns DONE; NOT_ONLINE; BUSY with a culprit that a device or a hypervisor may be writing (pinned, referenced, lent, or
   *   part of a contiguous range), and nothing changes
   */
  replace?(block: number): number;

  /**
   * The frames of a memory block that had one copy get a second one, where the design expands its mirror. Every page keeps its
   * owner and its zone. No effects. @returns DONE; NOT_PERMITTED where the design does not; NOT_ONLINE
   */
  expandMirror?(block: number): number;

  /**
   * Turns two knobs of /proc/sys/vm: the pages that the machine keeps free (`min_free_kbytes`) and the distance between the marks
   * (`watermark_scale_factor`). Marks and sizes of private lists follow at once; boosts stay. Optional.
   *
   * @param pages at most the managed pages of the machine
   * @param scale 1 to 3000, in 1/10000 of a zone
   * @returns DONE, or INVALID with nothing changed
   */
  setWatermarks?(pages: number, scale: number): number;

  /**
   * One run of kswapd: drops unpinned user allocations (effect `reclaimed`) in each zone of the node until that zone is
   * balanced or nothing is left to drop in it. A zone is balanced once its free pages, without those in CMA, which not every
   * request may use, are more than its boosted high mark; in a balanced zone nothing is dropped. The run takes the boosts
   * it found away (effect `boosted` with 0, after what was dropped in the zone). Optional. Source: mm/vmscan.c, balance_pgdat.
   *
   * @returns pages dropped
   */
  kswapd?(node: number): number;

  /**
   * Makes a process mirrored: all user memory that it maps, libraries included, is moved to mirrored frames below ZONE_MOVABLE (which
   * may leave, although a mirror can grow into it) where it is not there already (effects as of `migrate`, each a mandatory mirrored request), and from then on has a right to them, as has the user
   * memory that the process asks for later. If that cannot be, it stays what it was; what has moved by then stays where it is.
   * Optional. Source: LWN, LSFMM 2016, on shared libraries and MADV_MIRROR.
   *
   * @param privilege 1 if the caller has the right to mirrored memory
   * @returns DONE; INVALID for owner 0; NOT_PERMITTED without privilege or where the design knows no such right; BUSY, before anything
   *   moves, with a culprit outside the mirror that must stay (pinned, referenced, poisoned); NO_MEMORY with a culprit that found
   *   no place in the mirror
   */
  upgrade?(owner: number, privilege: number): number;

  /**
   * Moves allocations from the low end of a zone to free pages at its high end (effect `moved`), until a free block of the order
   * is there that a movable request could have (UNMOVABLE, MOVABLE, RECLAIMABLE or CMA). Optional. Source: mm/compaction.c.
   *
   * 1. A zone without managed pages is SKIPPED, and one that is put off DEFERRED, with nothing else done. It is put off for
   *    `2^shift - 1` calls of the order that failed or a larger one: each COMPLETE raises the shift, up to 6. A request that is
   *    served right behind its COMPACT stage sets it back to 0 in the zone it is served from.
   * 2. All private lists are drained.
   * 3. SKIPPED, unless more is free than the boosted min mark, `compactGap(order)` and, for a costly order, the distance of low and
   *    min mark. A request adds the reserve of the zone against its ceiling.
   * 4. SUCCESS at once if there is such a block. A success raises the smallest order that is put off above its own.
   * 5. The migrate scanner goes up over the pageblocks of the zone, the free scanner down. What the first finds that can move
   *    (smaller than the order and than a pageblock, not held, not poisoned, in no pageblock that is isolated, set aside or reserved for high-order atomic requests), it
   *    moves to a free place that the second has come to, in a higher pageblock of type MOVABLE or CMA. SUCCESS with the first
   *    block that suffices, COMPLETE if nothing is left to move.
   *
   * @param order of the block
   * @returns a place in COMPACT_RESULTS, or INVALID if there is no such order, node or zone
   */
  compact?(node: number, zone: number, order: number): number;

  /** Tells what the allocator believes about its memory; must not change it. */
  inspect(into: Inspection): void;

  /** Back to the state just after boot, faster than a new instance. Optional. */
  reset?(): void;

  /**
   * A whole number from 0 for everything that later answers, effects and reports depend on: from two moments with the same number
   * on, the same calls are answered alike. A search for the shortest failure then goes on from one of the two. Optional; NaN where it
   * cannot be said.
   */
  stateNumber?(): number;
}

/** A target as zoneproof loads it: a module exports one as `target`. */
export interface Target {
  /** As reports call it. */
  readonly name: string;
  /** What it can do; the generator draws nothing else. Default: every operation that its allocator has a method for. */
  readonly operations?: readonly OperationKind[];
  /** It keeps watermarks and the lowmem reserve. If not, it may give its last page to anyone. Default true. */
  readonly keepsWatermarks?: boolean;
  /** It keeps pageblocks apart by mobility. If not, any free block serves any request. Default true. */
  readonly groupsByMobility?: boolean;
  /**
   * It reports what moves between buddy lists and private lists. If not, the oracle believes both, and leaves the types of
   * pageblocks alone, which depend on what merges when. Default true.
   */
  readonly reportsCache?: boolean;
  /** It reports whom it tells of memory blocks that come and go (effect `notified`). Default false. */
  readonly reportsNotifiers?: boolean;
  /**
   * It reports the blocks that it clears (effect `zeroed`). If not, it is not asked for cleared memory, and what it grants with ZERO
   * counts as cleared. Default false.
   */
  readonly reportsClearing?: boolean;
  /** Boots the allocator that works before the page allocator does. Optional. */
  bootAllocator?(layout: Layout, design: Design, effects: Effects): BootAllocator;
  /**
   * Pages that the private lists of one CPU hold of one zone at most, for a target that does not report them. It bounds how far
   * free memory may be from what the oracle counts. Default: the figure of `mostOnPrivateLists`.
   */
  readonly cachedPagesAtMost?: number;
  /** Boots one allocator on the memory of `map`. */
  boot(map: MemoryMap, design: Design, effects: Effects): Allocator;
}
