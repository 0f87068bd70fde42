import type { Survivors } from './survivor.ts';

const ZERO = 'the number of the field is 0, so that it does not matter whether it is added or subtracted';

export const zones: Survivors = {
  'impl/zones/mayGive.ts': [
    {
      line: 'const rest = zones[record + FREE_PAGES]! - unusable - ((1 << order) - 1);',
      from: 'record + FREE_PAGES',
      to: ['record - FREE_PAGES'],
      why: ZERO,
    },
    {
      line: 'zones[record + BOOST_PAGES]! > 0 &&',
      from: 'zones[record + BOOST_PAGES]! > 0',
      to: ['true', 'zones[record + BOOST_PAGES]! >= 0'],
      why: 'without a boost the boosted limit is the one just looked at',
    },
  ],
  'impl/zones/zonelists.ts': [
    {
      line: 'if (kind & MIRROR_KIND) return memory.setsAside ? mirrored > 0 : mirrored === managed;',
      from: 'mirrored > 0',
      to: ['true', 'mirrored >= 0'],
      why: 'no pageblock of a zone without mirrored pages is set aside, so nothing is found there',
    },
    {
      line: 'for (let kind = 0; kind < KINDS; kind++) {',
      from: 'kind < KINDS',
      to: ['kind <= KINDS'],
      why: 'the kind after the last is the first once more',
    },
  ],
};
