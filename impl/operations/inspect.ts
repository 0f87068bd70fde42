import { type Inspection, ISOLATE, NO_ZONE, OWNERS, ZONES_PER_NODE } from '../../spec/index.ts';
import { maskOf } from '../buddy/freeLists.ts';
import { ROW_WORDS, ROWS_PER_ZONE } from '../buddy/rowRecord.ts';
import { BLOCK_ABSENT, BLOCK_ONLINE, type Memory } from '../memory/memory.ts';
import {
  HALF_UNMAPPED,
  isOrphan,
  isPinned,
  isUsed,
  LOCKED,
  NONE,
  nextOf,
  orderIn,
  previousOf,
  RANGE,
  referencesIn,
  shortPinsIn,
  zoneIn,
} from '../memory/pageWord.ts';
import { cacheListOf, queueOf } from '../percpu/perCpu.ts';
import { LISTS_PER_QUEUE } from '../percpu/queueRecord.ts';
import {
  BOOST_PAGES,
  FREE_CMA_PAGES,
  FREE_PAGES,
  HIGH_MARK,
  LOW_MARK,
  MANAGED_PAGES,
  MIN,
  MIN_MARK,
  PRESENT_PAGES,
} from '../zones/zoneRecord.ts';
import { fieldOf, limitOf } from '../zones/zones.ts';
import { inspectErrors } from './memoryErrors.ts';

/** Reports everything. Scans all memory. */
export function inspectMemory(memory: Memory, into: Inspection): void {
  inspectLists(memory, into);
  inspectBlocks(memory, into);
  inspectCaches(memory, into);
  inspectPageblocks(memory, into);
  inspectZones(memory, into);
  for (let area = 0; area < memory.cmaAvailable.length; area++)
    into.cmaArea(area, memory.cmaAvailable[area]!);
  inspectErrors(memory, into);
  for (let place = 1; place <= memory.pool[0]!; place++) into.pooled(memory.pool[place]!);
  for (let owner = 0; owner < OWNERS; owner++)
    if ((memory.upgraded[0]! >> owner) & 1) into.mirroredProcess(owner);
  for (let block = 0; block < memory.blocks.length; block++) {
    const state = memory.blocks[block];
    if (state !== BLOCK_ABSENT) into.memoryBlock(block, state === BLOCK_ONLINE);
  }
}

/**
 * Free blocks as they hang on the buddy lists, and not as their pages say: what a request can get is what is listed, and a block that
 * hangs on two lists, or on one of another type, is told twice, or under that type.
 */
function inspectLists(memory: Memory, into: Inspection): void {
  const { heads } = memory;
  for (let row = 0; row < heads.length; row += ROW_WORDS) {
    const type = (row / ROW_WORDS) % ROWS_PER_ZONE;
    for (let orders = heads[maskOf(row)]!, order = 0; orders >>> order !== 0; order++)
      if ((orders >>> order) & 1) inspectList(memory, into, heads[row + order]!, order, type);
  }
}

/** A list that bites its own tail ends all the same. */
function inspectList(memory: Memory, into: Inspection, first: number, order: number, type: number): void {
  const { links, frameCount } = memory;
  let left = frameCount;
  for (let pfn = first; pfn !== NONE && left > 0; pfn = links[nextOf(pfn)]!, left--)
    into.freeBlock(pfn, order, type);
}

function inspectBlocks(memory: Memory, into: Inspection): void {
  const { pages } = memory;
  for (let pfn = 0; pfn < memory.frameCount; ) {
    const word = pages[pfn]!;
    if (isUsed(word)) into.usedBlock(pfn, orderIn(word));
    if (isPinned(word) && !(word & RANGE)) inspectHolds(memory, pfn, into);
    if (isUsed(word) && word & LOCKED) into.locked(pfn);
    if (isUsed(word) && word & HALF_UNMAPPED) into.queuedForSplit(pfn);
    pfn += 1 << orderIn(word);
  }
}

function inspectHolds({ pages, links }: Memory, pfn: number, into: Inspection): void {
  const link = links[nextOf(pfn)]!;
  const orphan = isOrphan(pages[pfn]!);
  if (shortPinsIn(link) > 0 || links[previousOf(pfn)]! > 0)
    into.pins(pfn, shortPinsIn(link), links[previousOf(pfn)]!);
  if (referencesIn(link) > 0 || orphan) into.references(pfn, referencesIn(link), orphan);
}

function inspectCaches(memory: Memory, into: Inspection): void {
  for (let cpu = 0; cpu < memory.cpuCount; cpu++) {
    for (let zone = 0; zone < memory.zoneCount; zone++) {
      const first = cacheListOf(queueOf(memory, cpu, zone), 0, 0);
      for (let list = first; list < first + LISTS_PER_QUEUE; list++) inspectCache(memory, into, cpu, list);
    }
  }
}

function inspectCache(memory: Memory, into: Inspection, cpu: number, list: number): void {
  const { pages, links, caches } = memory;
  for (let pfn = caches[list]!; pfn !== NONE; pfn = links[nextOf(pfn)]!)
    into.cachedBlock(pfn, orderIn(pages[pfn]!), cpu);
}

/** Pageblocks with any page in service; a hole has no type worth telling. */
function inspectPageblocks(memory: Memory, into: Inspection): void {
  const { types, storedTypes, pageblockOrder } = memory;
  for (let pageblock = 0; pageblock < types.length; pageblock++) {
    const start = pageblock << pageblockOrder;
    if (isInService(memory, start, start + (1 << pageblockOrder)))
      into.pageblock(start, storedTypes[pageblock]!, types[pageblock] === ISOLATE);
  }
}

function isInService({ pages }: Memory, start: number, end: number): boolean {
  for (let pfn = start; pfn < end; pfn++) if (zoneIn(pages[pfn]!) !== NO_ZONE) return true;
  return false;
}

function inspectZones(memory: Memory, into: Inspection): void {
  const { zones, zoneCount } = memory;
  for (let zone = 0; zone < zoneCount; zone++) {
    if (zones[fieldOf(zone, MANAGED_PAGES)]! > 0) inspectZone(memory, into, zone);
    const present = zones[fieldOf(zone, PRESENT_PAGES)]!;
    if (present > 0) into.present(zone, present);
  }
}

function inspectZone({ zones }: Memory, into: Inspection, zone: number): void {
  const record = fieldOf(zone, 0);
  into.zone(zone, zones[record + FREE_PAGES]!, zones[record + MANAGED_PAGES]!);
  into.marks(zone, zones[record + MIN_MARK]!, zones[record + LOW_MARK]!, zones[record + HIGH_MARK]!);
  into.boost(zone, zones[record + BOOST_PAGES]!);
  into.freeCma(zone, zones[record + FREE_CMA_PAGES]!);
  const marked = zones[record + MIN_MARK]! + zones[record + BOOST_PAGES]!;
  for (let ceiling = 0; ceiling < ZONES_PER_NODE; ceiling++)
    into.lowmemReserve(zone, ceiling, zones[record + limitOf(ceiling, MIN)]! - marked);
}
