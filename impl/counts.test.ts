import { expect, test } from 'vitest';
import { DESIGNS, type DesignName, NO_ZONE, REQUEST_CLASSES } from '../spec/index.ts';
import type { Memory } from './memory/memory.ts';
import { FIXED, headOf, LENT, MIRRORED, NONE, POISONED, zoneIn } from './memory/pageWord.ts';
import type { PageAllocator } from './pageAllocator.ts';
import { bootOf } from './testing/bootOf.ts';
import { Dice } from './testing/dice.ts';
import { MANAGED_PAGES, MIRRORED_PAGES } from './zones/zoneRecord.ts';
import { fieldOf } from './zones/zones.ts';

const FRAMES = 128;
const BLOCKS = FRAMES / 16;

const layout = {
  ranges: [
    { start: 0, end: 24, mirrored: true },
    { start: 24, end: 48 },
    { start: 48, end: 96, mirrored: true },
    { start: 96, end: FRAMES },
  ],
  reserved: [{ start: 4, end: 6, why: 'kernel image' }],
  geometry: { dma32End: 32 },
  boot: { kernelcore: 'mirror' },
  cpus: 2,
} as const;

/** What the counters say, and what a look at every page says. */
function counts(memory: Memory): { readonly kept: number[]; readonly counted: number[] } {
  const { pages, zones, zoneCount, maxOrder, poisonedInUse } = memory;
  const frames = Array.from(pages, (word, pfn) => ({ word, pfn })).filter(
    ({ word }) => zoneIn(word) !== NO_ZONE,
  );
  const managed = frames.filter(({ word }) => !(word & (FIXED | LENT)));
  const each = <Value>(of: (zone: number) => Value): Value[] =>
    Array.from({ length: zoneCount }, (_, zone) => of(zone));
  const inZone = (zone: number, bits: number): number =>
    managed.filter(({ word }) => zoneIn(word) === zone && (bits === 0 || word & bits)).length;
  const inUse = frames.filter(({ word, pfn }) => word & POISONED && headOf(pages, pfn, maxOrder) !== NONE);
  return {
    kept: [
      ...each((zone) => zones[fieldOf(zone, MANAGED_PAGES)]!),
      ...each((zone) => zones[fieldOf(zone, MIRRORED_PAGES)]!),
      poisonedInUse[0]!,
    ],
    counted: [...each((zone) => inZone(zone, 0)), ...each((zone) => inZone(zone, MIRRORED)), inUse.length],
  };
}

/** Something that changes what is counted, or what it is counted of. */
function step(
  allocator: PageAllocator,
  dice: Dice,
  held: [pfn: number, order: number][],
  lent: number[],
): void {
  const block = dice.below(BLOCKS);
  const [pfn = 0, order = 0] = held[dice.below(Math.max(held.length, 1))] ?? [];
  const ways: (() => void)[] = [
    () => allocator.offline(block),
    () => allocator.online(block, dice.below(4)),
    () => allocator.breakMirror(block),
    () => allocator.expandMirror(block),
    () => allocator.poison(dice.below(FRAMES), 0),
    () => allocator.poison(pfn, 0),
    () => allocator.unpoison(dice.below(FRAMES)),
    () => allocator.unpoison(pfn),
    () => allocator.replace(block),
    () => lent.push(allocator.inflate(0, 0)),
    () => allocator.deflate(lent.pop() ?? 0),
    () => allocator.free(pfn, order, dice.below(2)),
    () => allocator.drain(-1),
    () => {
      const size = dice.below(4);
      held.push([allocator.allocate(size, REQUEST_CLASSES[dice.below(8)]!.gfp, 0, 0), size]);
    },
  ];
  ways[dice.below(ways.length)]!();
}

test.each<DesignName>(['kernelcore', 'nonmirror', 'reserve'])(
  'counters say what a look at every page says, under %s',
  (name) => {
    for (let seed = 1; seed <= 12; seed++) {
      const { allocator } = bootOf(layout, DESIGNS[name]);
      const dice = new Dice(seed);
      const held: [number, number][] = [];
      const lent: number[] = [];
      for (let count = 0; count < 150; count++) {
        step(allocator, dice, held, lent);
        const { kept, counted } = counts(allocator.memory);
        expect(kept, `seed ${seed}, step ${count}`).toEqual(counted);
      }
    }
  },
);
