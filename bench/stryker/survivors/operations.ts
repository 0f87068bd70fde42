import type { Survivors } from './survivor.ts';

const NOBODY = 'there is no page -1, so nothing says that it is free, used or anything else';
const STEP = 'one page at a time comes to the same as one block at a time';
const SAVES = 'the check only saves what would come to the same';
const ZERO = 'the number of the field is 0, so that it does not matter whether it is added or subtracted';
const NO_ZONE_IS_NONE = 'a frame of no zone is not of the zone of the others either, which is asked next';
const BEYOND = 'one step more reads or writes behind the end of a typed array, which changes nothing';
const NONE_IN_RANGE =
  'a page of no block keeps a range from being taken, so there is none here; and one page at a time comes to the same';
const IN_VAIN =
  'where an unmirrored page finds no place a mirrored one finds none either, so it is only sought in vain once more';
const STILL = 'the zone is only asked once more whether the block is there, and nothing has moved since';

export const operations: Survivors = {
  'impl/operations/cma.ts': [
    {
      line: 'const taken = lastTakenIn(memory, Math.max(place, searched), end);',
      from: 'Math.max(place, searched)',
      to: ['Math.min(place, searched)'],
      why: 'it looks once more at what it has looked at, and finds nothing else',
    },
    {
      line: 'if (head !== NONE && pages[head]! & RANGE) return head + (1 << orderIn(pages[head]!)) - 1;',
      from: 'head !== NONE',
      to: ['true'],
      why: NOBODY,
    },
    { line: 'pfn = head === NONE ? pfn - 1 : head - 1;', from: 'head === NONE', to: ['true'], why: STEP },
    {
      line: 'if (obstacle >= place && (end - 1) >> pageblockOrder === lastPageblock) effects.culprit(obstacle);',
      from: 'obstacle >= place && (end - 1) >> pageblockOrder === lastPageblock',
      to: ['false'],
      why: SAVES,
    },
    {
      line: 'if (obstacle >= place && (end - 1) >> pageblockOrder === lastPageblock) effects.culprit(obstacle);',
      from: 'obstacle >= place',
      to: ['obstacle > place'],
      why: SAVES,
    },
    {
      line: 'if (obstacle >= place && (end - 1) >> pageblockOrder === lastPageblock) effects.culprit(obstacle);',
      from: 'end - 1',
      to: ['end + 1'],
      why: SAVES,
    },
  ],
  'impl/operations/contig.ts': [
    {
      line: 'const word = head === NONE ? 0 : pages[head]!;',
      from: 'head === NONE',
      to: ['false'],
      why: NOBODY,
    },
    {
      line: 'pfn = head === NONE ? pfn + 1 : head + (1 << orderIn(word));',
      from: 'head === NONE',
      to: ['false'],
      why: NOBODY,
    },
    {
      line: 'pfn = head === NONE ? pfn + 1 : head + size;',
      from: 'head === NONE',
      to: ['false'],
      why: NOBODY,
    },
    {
      line: 'if (poisonedPageOf(memory, piece, order) === NONE) allocator.putFree(piece, order);',
      from: 'poisonedPageOf(memory, piece, order) === NONE',
      to: ['false'],
      why: 'a block without poison is freed as a whole there too',
    },
    {
      line: 'if (pfn >>> 0 >= frameCount || count < 1) return false;',
      from: 'pfn >>> 0 >= frameCount || count < 1',
      to: ['false', 'pfn >>> 0 >= frameCount && count < 1'],
      why: 'no range begins there or has so few pages, and that is asked next',
    },
    {
      line: 'if (pfn >>> 0 >= frameCount || pages < 1 || pages > frameCount - pfn) return INVALID;',
      from: 'pfn >>> 0 >= frameCount',
      to: ['pfn >>> 0 > frameCount'],
      why: 'no page there says that it is of a range, which is asked next',
    },
    {
      line: 'if (pfn >>> 0 >= frameCount || count < 1) return false;',
      from: 'pfn >>> 0 >= frameCount',
      to: ['false', 'pfn >>> 0 > frameCount'],
      why: 'no page there says that it is of a range, which is asked next',
    },
    {
      line: 'if (pfn >>> 0 >= frameCount || count < 1) return false;',
      from: 'count < 1',
      to: ['false'],
      why: 'no range has so few pages, which is asked next',
    },
    {
      line: 'if (own === NO_ZONE || own !== zone || type === ISOLATE || (type === CMA && !cma)) return pfn;',
      from: 'own === NO_ZONE',
      to: ['false'],
      why: 'a range that begins in a hole is refused all the same, and the page that is named lies in the hole as well',
    },
    {
      line: 'if (!isUsed(word)) return false;',
      from: '!isUsed(word)',
      to: ['false'],
      why: 'what is not in use has the claim 0, user memory, which may move, and no error marks it',
    },
    {
      line: 'pfn = head === NONE ? pfn + 1 : head + (1 << orderIn(word));',
      from: 'head === NONE',
      to: ['true', 'head !== NONE'],
      why: NONE_IN_RANGE,
    },
    {
      line: 'pfn = head === NONE ? pfn + 1 : head + (1 << orderIn(word));',
      from: 'pfn + 1',
      to: ['pfn - 1'],
      why: NONE_IN_RANGE,
    },
    {
      line: 'pfn = head === NONE ? pfn + 1 : head + size;',
      from: 'head === NONE',
      to: ['true'],
      why: NONE_IN_RANGE,
    },
    {
      line: 'pfn = head === NONE ? pfn + 1 : head + size;',
      from: 'pfn + 1',
      to: ['pfn - 1'],
      why: NONE_IN_RANGE,
    },
    {
      line: 'if (isFree(word)) {',
      from: 'isFree(word)',
      to: ['true'],
      why: 'everything in the range was moved away or drained before it is claimed',
    },
  ],
  'impl/operations/findPlace.ts': [
    {
      line: 'const head = pfn === start ? headOf(pages, pfn, maxOrder) : pfn; // Only there a block may reach in from before.',
      from: 'pfn === start',
      to: ['true'],
      why: STEP,
    },
    {
      line: 'const word = head === NONE ? 0 : pages[head]!;',
      from: 'head === NONE',
      to: ['false'],
      why: NOBODY,
    },
    {
      line: 'for (let pfn = start; pfn < end; ) {',
      from: 'pfn < end',
      to: ['pfn <= end'],
      why: 'of what begins behind the end no page lies before it',
    },
  ],
  'impl/operations/hold.ts': [
    {
      line: 'if (memory.poisonedInUse[0] === 0) return NONE;',
      from: 'memory.poisonedInUse[0] === 0',
      to: ['false'],
      why: SAVES,
    },
    {
      line: 'if (pfn >>> 0 >= memory.frameCount || order >>> 0 > memory.maxOrder) return false;',
      from: 'pfn >>> 0 >= memory.frameCount',
      to: ['false', 'pfn >>> 0 > memory.frameCount'],
      why: 'there is no page, so nothing says that it is in use',
    },
  ],
  'impl/operations/compact.ts': [
    {
      line: 'const usable = zones[record + FREE_PAGES]! - zones[record + FREE_HIGHATOMIC_PAGES]!;',
      from: 'record + FREE_PAGES',
      to: ['record - FREE_PAGES'],
      why: ZERO,
    },
  ],
  'impl/operations/deferral.ts': [
    {
      line: 'const considered = Math.min(deferral[record + CONSIDERED]! + 1, limit);',
      from: 'record + CONSIDERED',
      to: ['record - CONSIDERED'],
      why: ZERO,
    },
    {
      line: 'deferral[record + CONSIDERED] = considered;',
      from: 'record + CONSIDERED',
      to: ['record - CONSIDERED'],
      why: ZERO,
    },
    {
      line: 'deferral[record + CONSIDERED] = 0;',
      from: 'record + CONSIDERED',
      to: ['record - CONSIDERED'],
      why: ZERO,
    },
    {
      line: 'if (order < deferral[record + FAILED_ORDER]!) deferral[record + FAILED_ORDER] = order;',
      from: 'order < deferral[record + FAILED_ORDER]!',
      to: ['order <= deferral[record + FAILED_ORDER]!'],
      why: 'it is set to what it is',
    },
  ],
  'impl/operations/reclaim.ts': [
    {
      line: 'for (let index = Math.min(ceiling, allocator.zonesOf(node) - 1); index >= 0; index--) {',
      from: 'allocator.zonesOf(node) - 1',
      to: ['allocator.zonesOf(node) + 1'],
      why: 'a ceiling is never above the last zone of a node',
    },
  ],
  'impl/operations/isolate.ts': [
    {
      line: 'if (own === NO_ZONE || own !== zone || isUnmovable(memory, pfn)) return pfn;',
      from: 'own === NO_ZONE',
      to: ['false'],
      why: NO_ZONE_IS_NONE,
    },
    {
      line: 'return !inMovable && isUsed(word) && !holds(MOVABLE_CLAIMS, claimIn(word));',
      from: '!inMovable && isUsed(word)',
      to: ['true', '!inMovable || isUsed(word)'],
      why: 'what is not in use has the claim 0, user memory, which may move, and ZONE_MOVABLE has no other claims than such',
    },
  ],
  'impl/operations/offline.ts': [
    {
      line: 'if (zoneIn(word) === NO_ZONE || zoneIn(word) !== zone) return pfn;',
      from: 'zoneIn(word) === NO_ZONE',
      to: ['false'],
      why: NO_ZONE_IS_NONE,
    },
  ],
  'impl/operations/scanZone.ts': [
    {
      line: 'const goal = (memory.frameCount - 1) >> memory.pageblockOrder;',
      from: 'memory.frameCount - 1',
      to: ['memory.frameCount + 1'],
      why: 'the scanner begins in a pageblock that does not exist, and finds nothing there',
    },
    {
      line: 'for (let pageblock = 0; pageblock < scan.goal; pageblock++)',
      from: 'pageblock < scan.goal',
      to: ['pageblock <= scan.goal'],
      why: 'in the pageblock where both meet there is no place above',
    },
    {
      line: 'orderIn(word) < (claimIn(word) === CRITICAL ? scan.belowMirrored : scan.below);',
      from: 'claimIn(word) === CRITICAL',
      to: ['false'],
      why: IN_VAIN,
    },
    {
      line: '} else if (mirrored) scan.belowMirrored = order;',
      from: 'mirrored',
      to: ['true'],
      why: IN_VAIN,
    },
    {
      line: 'if (allocator.whatKeeps(pfn, order) !== NONE) return false;',
      from: 'false',
      to: ['true'],
      why: STILL,
    },
    {
      line: 'return to !== NONE;',
      from: 'to !== NONE',
      to: ['true'],
      why: STILL,
    },
  ],
  'impl/operations/slowPath.ts': [
    {
      line: 'if (dropped < target) dropped += allocator.reclaimZone(zone, target - dropped);',
      from: 'dropped < target',
      to: ['true', 'dropped <= target'],
      why: 'nothing is dropped for less than one page',
    },
  ],
  'impl/operations/inspect.ts': [
    {
      line: 'into.zone(zone, zones[record + FREE_PAGES]!, zones[record + MANAGED_PAGES]!);',
      from: 'record + FREE_PAGES',
      to: ['record - FREE_PAGES'],
      why: ZERO,
    },
    {
      line: 'for (let owner = 0; owner < OWNERS; owner++)',
      from: 'owner < OWNERS',
      to: ['owner <= OWNERS'],
      why: 'no process has that number',
    },
    {
      line: 'if ((orders >>> order) & 1) inspectList(memory, into, heads[row + order]!, order, type);',
      from: '(orders >>> order) & 1',
      to: ['true'],
      why: 'an empty list has nothing to be told of',
    },
    {
      line: 'for (let zone = 0; zone < zoneCount; zone++) {',
      from: 'zone < zoneCount',
      to: ['zone <= zoneCount'],
      why: BEYOND,
    },
    {
      line: 'for (let row = 0; row < heads.length; row += ROW_WORDS) {',
      from: 'row < heads.length',
      to: ['row <= heads.length'],
      why: BEYOND,
    },
    {
      line: 'for (let pfn = 0; pfn < memory.frameCount; ) {',
      from: 'pfn < memory.frameCount',
      to: ['pfn <= memory.frameCount'],
      why: BEYOND,
    },
  ],
  'impl/operations/kswapd.ts': [
    {
      line: 'const usable = zones[record + FREE_PAGES]! - kept;',
      from: 'record + FREE_PAGES',
      to: ['record - FREE_PAGES'],
      why: ZERO,
    },
  ],
  'impl/operations/upgrade.ts': [
    {
      line: 'for (let pfn = from; pfn < frameCount; ) {',
      from: 'pfn < frameCount',
      to: ['pfn <= frameCount'],
      why: BEYOND,
    },
  ],
  'impl/operations/release.ts': [
    {
      line: 'if (poisonedPageOf(memory, pfn, order) === NONE) allocator.putFree(pfn, order);',
      from: 'poisonedPageOf(memory, pfn, order) === NONE',
      to: ['false'],
      why: 'a block without poison is freed as a whole there too',
    },
  ],
  'impl/operations/poison.ts': [
    {
      line: 'if (head === NONE || (pages[head]! & STATE_BITS) !== CACHED) return head;',
      from: 'head === NONE',
      to: ['false'],
      why: NOBODY,
    },
  ],
  'impl/operations/offlineSteps.ts': [
    {
      line: 'if (pfn === NONE) return NONE;',
      from: 'pfn === NONE',
      to: ['false'],
      why: 'there is no page -1, so nothing keeps it, and it is answered as it is',
    },
  ],
  'impl/operations/memoryErrors.ts': [
    {
      line: 'const total = of(IGNORED) + of(FAILED) + of(DELAYED) + of(RECOVERED);',
      from: 'of(IGNORED) + of(FAILED) + of(DELAYED)',
      to: ['of(IGNORED) + of(FAILED) - of(DELAYED)'],
      why: 'no result is counted as delayed, as nothing here is put off',
    },
  ],
  'impl/operations/mirror.ts': [
    {
      line: 'if (!(word & (MIRRORED | FIXED | LENT)) && zoneIn(word) !== NO_ZONE) toggle(memory, pfn, 1);',
      from: 'zoneIn(word) !== NO_ZONE',
      to: ['true'],
      why: 'a frame of an online block without a zone is a hole, of which nobody asks how many copies it has',
    },
    {
      line: 'if (!(word & (FIXED | LENT)) && zoneIn(word) !== NO_ZONE)',
      from: 'zoneIn(word) !== NO_ZONE',
      to: ['true'],
      why: 'the count of the zone that NO_ZONE stands for lies behind the end of the array, where writing changes nothing',
    },
  ],
  'impl/operations/place.ts': [
    {
      line: 'return pfn === NONE ? NO_MEMORY : pfn;',
      from: 'pfn === NONE',
      to: ['false'],
      why: 'NONE and NO_MEMORY are the same number',
    },
    {
      line: 'if (level < NON_BLOCK) return takeFromZone(allocator, zone, type, order, cpu);',
      from: 'level < NON_BLOCK',
      to: ['level <= NON_BLOCK'],
      why: 'nobody who cannot wait searches at the low mark with that right, so the level is never this alone',
    },
    {
      line: 'if (pfn !== NONE) allocator.reserve(zone, pfn, order);',
      from: 'pfn !== NONE',
      to: ['true'],
      why: 'a zone that may give a block to a burst has one',
    },
  ],
};
