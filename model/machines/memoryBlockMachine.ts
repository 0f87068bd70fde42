import { setup } from 'xstate';
import {
  MEMORY_BLOCK_RULES,
  type MemoryBlockEventName,
  type MemoryBlockFacts,
  type MemoryBlockRuleName,
} from './memoryBlockRules.ts';

const memoryBlockSetup = setup({
  types: {
    context: {} as MemoryBlockFacts,
    input: {} as MemoryBlockFacts,
    events: {} as { readonly type: MemoryBlockEventName },
    meta: {} as { source: string },
  },
  guards: {
    obeys: ({ context }, rules: readonly MemoryBlockRuleName[]) =>
      rules.every((rule) => MEMORY_BLOCK_RULES[rule](context)),
  },
});

const obeys = (...params: readonly MemoryBlockRuleName[]) => ({ type: 'obeys', params }) as const;

/**
 * The states of a memory block, the unit of hotplug. A request leads into a state of transition, and exactly one of two
 * events leads out of it: all pages of the block pass, or none does.
 */
export const memoryBlockMachine = memoryBlockSetup.createMachine({
  id: 'memoryBlock',
  description: 'Putting a memory block into service and taking it out, each all or nothing.',
  meta: { source: 'drivers/base/memory.c; mm/memory_hotplug.c' },
  context: ({ input }) => ({ ...input }),
  initial: 'absent',
  states: {
    absent: {
      description: 'There is no memory: never added, or removed.',
      meta: { source: 'mm/memory_hotplug.c: add_memory_resource, try_remove_memory' },
      on: {
        add: {
          target: 'offline',
          description: 'Memory is plugged in and waits to be put into service.',
          meta: { source: 'mm/memory_hotplug.c: add_memory_resource; drivers/base/memory.c' },
        },
      },
    },
    offline: {
      description: 'The memory is known and out of service.',
      meta: { source: 'include/linux/memory.h: MEM_OFFLINE' },
      on: {
        online: {
          target: 'goingOnline',
          guard: obeys('INV-198 block holds no poisoned page'),
          description: 'The zone is chosen; the pages are counted and withheld.',
          meta: { source: 'drivers/base/memory.c: memory_block_online; mm/memory_hotplug.c: online_pages' },
        },
        offline: {
          description: 'The block is offline already: success, and nothing happens (INV-181).',
          meta: { source: 'drivers/base/core.c: device_offline' },
        },
        remove: {
          target: 'absent',
          description: 'The memory is pulled out; marks of memory errors go with it.',
          meta: { source: 'mm/memory_hotplug.c: try_remove_memory' },
        },
      },
    },
    goingOnline: {
      description: 'On the way into service: counted, but no page may be served yet.',
      meta: { source: 'include/linux/memory.h: MEM_GOING_ONLINE' },
      on: {
        onlineCommit: {
          target: 'online',
          description: 'The pages are no longer withheld.',
          meta: { source: 'mm/memory_hotplug.c: online_pages, undo_isolate_page_range' },
        },
        onlineCancel: {
          target: 'offline',
          description: 'Somebody objects, and everything is as before.',
          meta: { source: 'include/linux/memory.h: MEM_CANCEL_ONLINE' },
        },
      },
    },
    online: {
      description: 'In service.',
      meta: { source: 'include/linux/memory.h: MEM_ONLINE' },
      on: {
        online: {
          description: 'The block is online already: success, and nothing happens (INV-181).',
          meta: { source: 'drivers/base/core.c: device_online' },
        },
        offline: {
          target: 'goingOffline',
          guard: obeys(
            'INV-188 block lies in one zone',
            'INV-188 block has no hole',
            'INV-188 every page of the block may leave',
          ),
          description:
            'The block is isolated; nothing is served from it any more, and what is in use moves away.',
          meta: { source: 'mm/memory_hotplug.c: offline_pages' },
        },
      },
    },
    goingOffline: {
      description: 'On the way out of service: isolated, and emptied page by page.',
      meta: { source: 'include/linux/memory.h: MEM_GOING_OFFLINE' },
      on: {
        offlineCommit: {
          target: 'offline',
          guard: obeys('INV-188 every page of the block may leave'),
          description: 'Every page is free or retired, and the block leaves the allocator.',
          meta: { source: 'mm/memory_hotplug.c: offline_pages, remove_pfn_range_from_zone' },
        },
        offlineCancel: {
          target: 'online',
          description: 'A page found no new place or had to stay; types, counters and lists are as before.',
          meta: { source: 'include/linux/memory.h: MEM_CANCEL_OFFLINE; mm/page_isolation.c' },
        },
      },
    },
  },
});
