import type { Survivors } from './survivor.ts';

const SAVES = 'the check only saves what would come to the same';
const INTERNAL =
  'a look at what cannot be: the lists hold what is counted on them, so a block is met before they were all looked at';
const BEYOND = 'one step more reads or writes behind the end of a typed array, which changes nothing';

export const percpu: Survivors = {
  'impl/percpu/drain.ts': [
    {
      line: 'if (cached > 0) putBackPages(allocator, queue, 0, cached);',
      from: 'cached > 0',
      to: ['true', 'cached >= 0'],
      why: SAVES,
    },
    {
      line: "} else if (++empty > LISTS_PER_QUEUE) throw new Error('private lists hold less than is counted on them');",
      from: '++empty > LISTS_PER_QUEUE',
      to: ['false', '++empty >= LISTS_PER_QUEUE'],
      why: INTERNAL,
    },
    {
      line: "} else if (++empty > LISTS_PER_QUEUE) throw new Error('private lists hold less than is counted on them');",
      from: '++empty',
      to: ['--empty'],
      why: INTERNAL,
    },
  ],
  'impl/percpu/perCpu.ts': [
    {
      line: '(order <= memory.pageblockOrder || !reachesIsolated(memory, pfn, order));',
      from: 'order <= memory.pageblockOrder',
      to: ['false', 'order < memory.pageblockOrder'],
      why: 'a block within one pageblock reaches no other, so the longer look says the same',
    },
    {
      line: 'for (let queue = 0; queue < caches.length; queue += QUEUE_WORDS) caches[countOf(queue)] = 0;',
      from: 'queue < caches.length',
      to: ['queue <= caches.length'],
      why: BEYOND,
    },
  ],
  'impl/percpu/refill.ts': [
    {
      line: 'stealing ||= isLent(memory, pfn, type);',
      from: 'stealing ||= isLent(memory, pfn, type)',
      to: ['stealing &&= isLent(memory, pfn, type)'],
      why: 'what is asked first finds nothing either: the type of the request has no free pages left',
    },
    {
      line: 'function isLent({ types, pageblockOrder }: Memory, pfn: number, type: number): boolean {',
      from: '{ const owner = types[pfn >> pageblockOrder]!; return owner !== type && owner < HIGHATOMIC; }',
      to: ['{}'],
      why: 'what is asked first finds nothing either: the type of the request has no free pages left',
    },
    {
      line: 'return owner !== type && owner < HIGHATOMIC;',
      from: 'owner !== type && owner < HIGHATOMIC',
      to: ['false'],
      why: 'what is asked first finds nothing either: the type of the request has no free pages left',
    },
    {
      line: 'return owner !== type && owner < HIGHATOMIC;',
      from: 'owner < HIGHATOMIC',
      to: ['owner <= HIGHATOMIC'],
      why: 'a refill brings nothing to a private list out of a pageblock that is reserved',
    },
  ],
};
