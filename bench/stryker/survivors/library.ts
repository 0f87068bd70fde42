import type { Survivors } from './survivor.ts';

const UNREAD = 'nobody reads what stood in the way of what was not refused';

export const frameLibrary: Survivors = {
  'impl/library/frameAllocator.ts': [
    {
      line: 'const choices = { pageOwner: options.pageOwner === true, keepsBoot: false };',
      from: 'false',
      to: ['true'],
      why: 'a reset by another boot and one by a copy of the first end in the same state',
    },
    {
      line: 'for (let pfn = 0; pfn < memory.frameCount; pfn++) {',
      from: 'pfn < memory.frameCount',
      to: ['pfn <= memory.frameCount'],
      why: 'behind the last page there is none, and so no block around it',
    },
    {
      line: 'const culprit = answer < 0 ? culpritIn(effects) : undefined;',
      from: 'answer < 0',
      to: ['true', 'answer <= 0'],
      why: UNREAD,
    },
  ],
  'impl/library/layoutOfPages.ts': [
    {
      line: 'if (pages >= 16 * memoryBlockPages) return { maxOrder, pageblockOrder, memoryBlockPages };',
      from: 'pages >= 16 * memoryBlockPages',
      to: ['pages > 16 * memoryBlockPages'],
      why: 'where exactly 16 memory blocks fit, both ways come to the same sizes',
    },
  ],
};
