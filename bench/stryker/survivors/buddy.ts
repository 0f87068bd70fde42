import type { Survivors } from './survivor.ts';

const BEYOND = 'one step more reads or writes behind the end of a typed array, which changes nothing';
const FRONT = 'without a block this writes in front of a typed array, which changes nothing';
const HALVES =
  'a block that is freed in halves merges to the same block, on the same list: looking first only saves that';
const NOBODY = 'there is no page -1, so nothing says that it is free, used or anything else';

export const buddy: Survivors = {
  'impl/buddy/freeLists.ts': [
    {
      line: 'for (let row = 0; row < heads.length; row += ROW_WORDS) heads[maskOf(row)] = 0;',
      from: 'row < heads.length',
      to: ['row <= heads.length'],
      why: BEYOND,
    },
    {
      line: 'if (after >= 0) links[previousOf(after)] = before;',
      from: 'after >= 0',
      to: ['true'],
      why: FRONT,
    },
  ],
  'impl/buddy/merge.ts': [
    {
      line: 'if (order > pageblockOrder && !hasOneType(memory, pfn, order, type)) return putHalves(memory, pfn, order);',
      from: 'order > pageblockOrder && !hasOneType(memory, pfn, order, type)',
      to: ['order > pageblockOrder || !hasOneType(memory, pfn, order, type)'],
      why: HALVES,
    },
    {
      line: 'if (order > pageblockOrder && !hasOneType(memory, pfn, order, type)) return putHalves(memory, pfn, order);',
      from: 'order > pageblockOrder',
      to: ['true', 'order >= pageblockOrder'],
      why: HALVES,
    },
    {
      line: 'function hasOneType({ types, pageblockOrder }: Memory, pfn: number, order: number, type: number): boolean {',
      from: '{ const end = (pfn + (1 << order)) >> pageblockOrder; for (let pageblock = pfn >> pageblockOrder; pageblock < end; pageblock++) if (types[pageblock] !== type) return false; return true; }',
      to: ['{}'],
      why: HALVES,
    },
    {
      line: 'for (let pageblock = pfn >> pageblockOrder; pageblock < end; pageblock++)',
      from: 'pageblock < end',
      to: ['pageblock <= end'],
      why: HALVES,
    },
    {
      line: 'if (types[pageblock] !== type) return false;',
      from: 'types[pageblock] !== type',
      to: ['true', 'types[pageblock] === type'],
      why: HALVES,
    },
    { line: 'return true;', from: 'true', to: ['false'], why: HALVES },
  ],
  'impl/buddy/pageblocks.ts': [
    {
      line: 'const word = head === NONE ? 0 : pages[head]!;',
      from: 'head === NONE',
      to: ['false'],
      why: NOBODY,
    },
  ],
  'impl/buddy/takeBlock.ts': [
    {
      line: 'if (pfn === NONE && type === MOVABLE) pfn = takeSmallest(memory, zone, MIRROR, order);',
      from: 'type === MOVABLE',
      to: ['true'],
      why: 'a kernel request has looked there first, and claiming from other types leaves those of the mirror as they are',
    },
  ],
};
