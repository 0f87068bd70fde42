import type { Survivors } from './survivor.ts';

const AGAIN =
  'a page within a free block names the same block once more, which changes no question about blocks';

export const naive: Survivors = {
  'model/naive/world.ts': [
    {
      line: 'if (page.pfn < end || page.zone !== zone || !isFree(page)) continue;',
      from: 'page.pfn < end',
      to: ['false'],
      why: AGAIN,
    },
    {
      line: 'end = page.pfn + 2 ** blocks.at(-1)!.order;',
      from: 'page.pfn + 2 ** blocks.at(-1)!.order',
      to: ['page.pfn - 2 ** blocks.at(-1)!.order'],
      why: AGAIN,
    },
  ],
};
