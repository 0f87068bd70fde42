import type { Survivors } from './survivor.ts';

const BEYOND = 'one step more reads or writes behind the end of a typed array, which changes nothing';
const ZERO = 'the number of the field is 0, so that it does not matter whether it is added or subtracted';

export const memory: Survivors = {
  'impl/memory/bootMemory.ts': [
    {
      line: 'for (let zone = 0; zone < memory.zoneCount; zone++)',
      from: 'zone < memory.zoneCount',
      to: ['zone <= memory.zoneCount'],
      why: BEYOND,
    },
  ],
  'impl/memory/failurePoints.ts': [
    {
      line: 'if (left !== NOT_ARMED) armed[point] = left - 1; // Below 0 comes NOT_ARMED.',
      from: 'left !== NOT_ARMED',
      to: ['true'],
      why: 'what is not armed stays so: it only counts further down',
    },
  ],
  'impl/memory/lru.ts': [
    {
      line: 'for (let step = 0; step < OWNERS; step++) {',
      from: 'step < OWNERS',
      to: ['step <= OWNERS'],
      why: 'after a whole turn the first owner is asked once more, and has as little',
    },
    {
      line: 'pushFirst(memory.links, memory.lru, list + NEWEST, list + OLDEST, pfn);',
      from: 'list + NEWEST',
      to: ['list - NEWEST'],
      why: ZERO,
    },
    {
      line: 'unlink(memory.links, memory.lru, list + NEWEST, list + OLDEST, pfn);',
      from: 'list + NEWEST',
      to: ['list - NEWEST'],
      why: ZERO,
    },
    {
      line: 'for (let pfn = 0; pfn < pages.length; pfn++)',
      from: 'pfn < pages.length',
      to: ['pfn <= pages.length'],
      why: BEYOND,
    },
  ],
  'impl/memory/memory.ts': [
    {
      line: 'if (geometry.maxOrder > LARGEST_ORDER)',
      from: 'geometry.maxOrder > LARGEST_ORDER',
      to: ['geometry.maxOrder >= LARGEST_ORDER'],
      why: 'a block of 2^30 pages needs a machine that no test has',
    },
  ],
  'impl/memory/pageOwner.ts': [
    {
      line: 'pfn < frameCount ? (records[pfn] ?? INVALID) : INVALID;',
      from: 'pfn < frameCount',
      to: ['true', 'pfn <= frameCount'],
      why: BEYOND,
    },
  ],
  'impl/memory/stateNumber.ts': [
    {
      line: 'for (let at = 0; at < words.length; at++) {',
      from: 'at < words.length',
      to: ['at <= words.length'],
      why: 'a word more, the same in all states, makes other numbers, and as many of them',
    },
    {
      line: 'return (one >>> 0) * 2 ** 21 + (other >>> 11);',
      from: '(one >>> 0) * 2 ** 21 + (other >>> 11)',
      to: ['(one >>> 0) * 2 ** 21 - (other >>> 11)'],
      why: 'another number for each state, and as good a one',
    },
  ],
};
