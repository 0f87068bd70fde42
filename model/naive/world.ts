import * as spec from '../../spec/index.ts';

/** Memory as a list of pages, its memory blocks, and by zone the pages by which its marks are raised. */
export function worldAtBoot(map: spec.MemoryMap, design: spec.Design) {
  const pages = Array.from({ length: map.frameCount }, (_, pfn) => pageAtBoot(map, design, pfn));
  return { map, design, pages, blocks: [...map.blockStates] as string[], boost: map.zones.map(() => 0) };
}

/** `type`: of its pageblock, under any isolation; `clean`: cleared since it was in use; `list`: its block on a private list. */
function pageAtBoot(map: spec.MemoryMap, design: spec.Design, pfn: number) {
  const run = map.runs.find(({ start, end }) => start <= pfn && pfn < end);
  const facts = { pfn, zone: run?.zone ?? NO_ZONE, type: typeAtBoot(map, design, pfn), pins: 0 };
  const flags = { fixed: run?.state === 'fixed', isolated: false, bad: false, clean: false };
  const nobody = { holder: null as Holder | null, list: null as Listed | null };
  return { ...facts, ...flags, ...nobody, mirrored: run?.mirrored === true };
}

export function typeAtBoot(map: spec.MemoryMap, design: spec.Design, pfn: number): number {
  const { pageblockOrder } = map.layout.geometry;
  const pageblock = pfn >> pageblockOrder;
  if (spec.mirrorPageblocksOf(map, design)[pageblock] === 1) return spec.MIRROR;
  const cma = map.runs.filter((run) => run.cma && run.start >> pageblockOrder <= pageblock);
  return cma.some(({ end }) => pageblock <= (end - 1) >> pageblockOrder) ? spec.CMA : spec.MOVABLE;
}

const { NO_ZONE } = spec;
export type World = ReturnType<typeof worldAtBoot>;
export type Page = ReturnType<typeof pageAtBoot>;
/** An allocation, at each of its pages alike. */
export type Holder = { handle: number; pfn: number; order: number; claim: spec.Claim };
/** A run of pages that nobody has, and the migratetype of requests that it serves; on the private list of a CPU, or of any (-1). */
export type FreeBlock = { pfn: number; order: number; type: number };
type Listed = FreeBlock & { cpu: number };

/** Why an answer is refused. */
export class Refused extends Error {}

export function must(holds: boolean, reason: string): asserts holds {
  if (!holds) throw new Refused(reason);
}

export const inForce = ({ map, design }: World) => spec.mirrorInForce(map.layout, design);
/** Pageblocks of the mirror are the kernel's first choice (`everyone`), or a reserve (`entitled`). */
export const mirrorIsFor = (who: 'everyone' | 'entitled', { map, design }: World): boolean =>
  spec.setsPageblocksApart(map.layout, design) && design.mirrorCountsFree === who;

export const isUnmovable = (claim: spec.Claim) => ['kernel', 'reclaimable', 'kernelCritical'].includes(claim);
export const isFree = ({ zone, fixed, bad, isolated, holder, list }: Page): boolean =>
  !(fixed || bad || isolated || holder || list) && zone !== NO_ZONE;

/** The aligned run of pages around one. */
export const around = ({ pages }: World, pfn: number, order: number): Page[] =>
  pages.slice((pfn >> order) << order, ((pfn >> order) + 1) << order);
export const pageblockAt = (world: World, pfn: number): Page[] =>
  around(world, pfn, world.map.layout.geometry.pageblockOrder);

export const count = ({ pages }: World, zone: number, counts: (page: Page) => boolean): number =>
  pages.filter((page) => page.zone === zone && counts(page)).length;
export const managed = (world: World): number[] =>
  world.map.zones.map((_, zone) => count(world, zone, ({ fixed }) => !fixed));
export const free = (world: World, zone: number, isOf = (_type: number) => true): number =>
  count(world, zone, (page) => isFree(page) && isOf(page.type));

/** Order of the free block around a page, or -1: the largest aligned run of free pages of one type. */
export function orderAt(world: World, { pfn, zone, type }: Page): number {
  const isAlike = (page: Page) => isFree(page) && page.zone === zone && page.type === type;
  const isBlock = (run: Page[], order: number) => run.length === 2 ** order && run.every(isAlike);
  const { maxOrder } = world.map.layout.geometry;
  let order = -1;
  while (order < maxOrder && isBlock(around(world, pfn, order + 1), order + 1)) order++;
  return order;
}

export function freeBlocks(world: World, zone: number): FreeBlock[] {
  const blocks: FreeBlock[] = [];
  let end = 0;
  for (const page of world.pages) {
    if (page.pfn < end || page.zone !== zone || !isFree(page)) continue;
    blocks.push({ pfn: page.pfn, order: orderAt(world, page), type: page.type });
    end = page.pfn + 2 ** blocks.at(-1)!.order;
  }
  return blocks;
}

export const hasBlock = (world: World, zone: number, order: number, ...types: number[]): boolean =>
  freeBlocks(world, zone).some((block) => block.order >= order && types.includes(block.type));

/** Nobody has these pages any more; free blocks of pageblocks that merge get one type. */
export function release(world: World, pages: readonly Page[]): void {
  const { maxOrder } = world.map.layout.geometry;
  for (const page of pages) {
    Object.assign(page, { holder: null, list: null, pins: 0 });
    for (let order = orderAt(world, page); order < maxOrder; order = orderAt(world, page)) {
      const buddies = around(world, page.pfn ^ (2 ** order), order);
      const mayMerge = (each?: Page) =>
        each?.zone === page.zone && spec.isOrdinary(each.type) && orderAt(world, each) === order;
      if (!mayMerge(page) || !mayMerge(buddies[0])) break;
      for (const each of buddies) each.type = page.type;
    }
  }
}
