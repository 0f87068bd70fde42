import type { Survivors } from './survivor.ts';

const ZERO = 'the number of the field is 0, so that it does not matter whether it is added or subtracted';
const NO_LEVEL =
  'nobody who cannot wait is held against the low mark with that right, so the level is never this alone';

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
    {
      line: 'if (order === 0 && reserved === 0) return true;',
      from: 'order === 0 && reserved === 0',
      to: ['false'],
      why: 'what counts as free for the request is on the lists that are looked at then',
    },
    {
      line: 'return hasBlock(memory, zone, order, movable) || (reserved > 0 && reserveHas(memory, zone, order, level));',
      from: 'reserved > 0',
      to: ['true', 'reserved >= 0'],
      why: 'where nothing is reserved the lists of that are empty',
    },
    {
      line: 'const mayUse = order === 0 ? level >= NON_BLOCK : level === (MIN_ATOMIC | NON_BLOCK);',
      from: 'level >= NON_BLOCK',
      to: ['level > NON_BLOCK'],
      why: NO_LEVEL,
    },
    {
      line: 'if (level < MIN_HIGH) return zones[record + limitOf(ceiling, level)]!;',
      from: 'level < MIN_HIGH',
      to: ['false'],
      why: 'what is put in its place is lower than the limit that was just kept',
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
