import type { Survivors } from './survivor.ts';

const FRONT = 'without a block this writes in front of a typed array, which changes nothing';
const SLOWER = 'the long way is taken more often, and does the same';
const ZERO = 'the number of the field is 0, so that it does not matter whether it is added or subtracted';
const RECORDS = 'what is called asks the same once more, and does nothing without records';
const QUEUES = 'what is called asks the same once more, and keeps nothing';
const INTERNAL =
  'a look at what cannot be: the lists hold what is counted on them, so a block is met before they were all looked at';
const ONE_TYPE =
  'a block on a private list has one type: isolation empties those lists, and what reaches into an isolated pageblock comes on none';

export const fast: Survivors = {
  'impl/fast/fastBuddy.ts': [
    {
      line: 'if (from > order) split(pfn, row, from, order);',
      from: 'from > order',
      to: ['true', 'from >= order'],
      why: 'of a block of the order asked for there is no rest, and nothing is put on a list',
    },
    {
      line: 'if (start !== pfn) pages[pfn] = pages[pfn]! & ~USE_BITS;',
      from: 'start !== pfn',
      to: ['true'],
      why: 'where both are one page, its word is written once more right behind',
    },
    {
      line: 'if (after >= 0) links[(after << 1) | 1] = before;',
      from: 'after >= 0',
      to: ['true'],
      why: FRONT,
    },
    {
      line: 'if (type === MOVABLE && zones[record + FREE_CMA_PAGES]! * 2 > zones[record + FREE_PAGES]!) return NONE;',
      from: 'zones[record + FREE_CMA_PAGES]! * 2 > zones[record + FREE_PAGES]!',
      to: ['zones[record + FREE_CMA_PAGES]! * 2 >= zones[record + FREE_PAGES]!'],
      why: SLOWER,
    },
    {
      line: 'if (type === MOVABLE && zones[record + FREE_CMA_PAGES]! * 2 > zones[record + FREE_PAGES]!) return NONE;',
      from: 'record + FREE_PAGES',
      to: ['record - FREE_PAGES'],
      why: ZERO,
    },
    {
      line: 'zones[record + FREE_PAGES] = zones[record + FREE_PAGES]! - (1 << order);',
      from: 'record + FREE_PAGES',
      to: ['record - FREE_PAGES'],
      why: ZERO,
    },
    {
      line: 'zones[record + FREE_PAGES] = zones[record + FREE_PAGES]! + (1 << order);',
      from: 'record + FREE_PAGES',
      to: ['record - FREE_PAGES'],
      why: ZERO,
    },
    {
      line: 'const mayPut = (order: number, type: number): boolean => order <= pageblockOrder && type < HIGHATOMIC;',
      from: 'order <= pageblockOrder && type < HIGHATOMIC',
      to: ['false'],
      why: SLOWER,
    },
    {
      line: 'const mayPut = (order: number, type: number): boolean => order <= pageblockOrder && type < HIGHATOMIC;',
      from: 'order <= pageblockOrder',
      to: ['order < pageblockOrder'],
      why: SLOWER,
    },
    {
      line: 'if (buddyType !== type) {',
      from: 'buddyType !== type',
      to: ['true'],
      why: 'it adopts the type that it has',
    },
    {
      line: 'if (height < pageblockOrder) unlink(buddy, row, height);',
      from: 'height < pageblockOrder',
      to: ['false'],
      why: 'below a pageblock both have one type, and the longer way does the same',
    },
    {
      line: 'const mayPut = (order: number, type: number): boolean => order <= pageblockOrder && type < HIGHATOMIC;',
      from: 'order <= pageblockOrder',
      to: ['true', 'order > pageblockOrder'],
      why: ONE_TYPE,
    },
  ],
  'impl/fast/createFastPath.ts': [
    {
      line: 'if (!(route >= 0) || list === undefined) return NONE; // Nor are there any for a node or a CPU that is not.',
      from: 'route >= 0',
      to: ['route > 0'],
      why: SLOWER,
    },
    {
      line: 'const free = marks[zone + FREE_PAGES]!;',
      from: 'zone + FREE_PAGES',
      to: ['zone - FREE_PAGES'],
      why: ZERO,
    },
    {
      line: 'const limit = marks[zone + LIMITS + ((route >> (CEILING_SHIFT - 2)) & 12)]!;',
      from: 'CEILING_SHIFT - 2',
      to: ['CEILING_SHIFT + 2'],
      why: 'the first zone that a request may look at is the highest one with memory, so nothing in it is kept for requests of other ceilings',
    },
    {
      line: '(cma * 2 > free && row & MOVABLE && order > LARGEST_CACHED_ORDER) ||',
      from: 'cma * 2 > free',
      to: ['cma * 2 >= free'],
      why: SLOWER,
    },
    {
      line: 'if (!(list >= 0)) return false; // Nor is there one for a CPU that is not.',
      from: 'list >= 0',
      to: ['list > 0'],
      why: 'the state begins with the record of a zone, so no list is at 0',
    },
    {
      line: 'if (keepsQueues || (there & small) >= zones[FULL_PAGES + zone * ZONE_WORDS]!)',
      from: 'keepsQueues || (there & small) >= zones[FULL_PAGES + zone * ZONE_WORDS]!',
      to: ['true'],
      why: 'what is called asks for both once more, and does nothing without',
    },
    { line: 'if (keepsQueues) effects.cached(pfn, order);', from: 'keepsQueues', to: ['true'], why: QUEUES },
  ],
  'impl/fast/fastPath.ts': [
    {
      line: 'return allocator.memory.recordsOwners ? recording(path, allocator) : path;',
      from: 'allocator.memory.recordsOwners',
      to: ['true'],
      why: RECORDS,
    },
  ],
  'impl/fast/fastQueues.ts': [
    {
      line: '} else if (++empty > LISTS_PER_QUEUE)',
      from: '++empty > LISTS_PER_QUEUE',
      to: ['false', '++empty >= LISTS_PER_QUEUE'],
      why: INTERNAL,
    },
    { line: '} else if (++empty > LISTS_PER_QUEUE)', from: '++empty', to: ['--empty'], why: INTERNAL },
    {
      line: 'if (!mayPut(order, type)) return allocator.putFree(pfn, order);',
      from: '!mayPut(order, type)',
      to: ['true'],
      why: SLOWER,
    },
  ],
};
