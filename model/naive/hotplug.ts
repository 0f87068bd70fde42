import * as spec from '../../spec/index.ts';
import type { Judge } from './operations.ts';
import { isJustified, type Request, requestOf } from './requests.ts';
import * as serving from './serving.ts';
import { all, type Log, mustBe, next, putBack } from './serving.ts';
import * as worlds from './world.ts';
import { must, type Page, type World } from './world.ts';

const memoryBlockAt = ({ map, pages }: World, block: number): Page[] =>
  pages.filter(({ pfn }) => Math.floor(pfn / map.layout.geometry.memoryBlockPages) === block);

/** Everything of a memory block moves out, or what finds no place is named and all is put back. */
export const offline: Judge<'offline'> = (world, log, answer, { block }) => {
  if (world.blocks[block] !== 'online')
    return mustBe(world.blocks[block] === 'offline' ? spec.DONE : spec.NOT_ONLINE, answer, log);
  const pages = memoryBlockAt(world, block);
  const size = world.map.layout.geometry.memoryBlockPages;
  const isStuck = ({ zone, type, fixed, bad, holder, pins }: Page) => {
    if (fixed || zone === spec.NO_ZONE || zone !== pages[0]!.zone || type === spec.CMA) return true;
    return holder !== null && (worlds.isUnmovable(holder.claim) || pins > 0 || bad);
  };
  if (answer === spec.BUSY) {
    putBack(world, log);
    const culprit = next(log, 'culprit')?.first ?? -1;
    serving.mustEnd(log);
    const page = world.pages[culprit];
    const isHere = Math.floor(culprit / size) === block;
    return must(isHere && (!page || isStuck(page)), 'the culprit need not stay');
  }
  must(pages.length === size && !pages.some(isStuck), 'a page of the block must stay');
  const isFull = empty(world, log, pages);
  if (answer === spec.DONE) {
    serving.mustEnd(log);
    const isGone = ({ holder, list, isolated, bad }: Page) => !holder && !list && (isolated || bad);
    must(pages.every(isGone), 'the block is not empty');
    for (const page of pages) Object.assign(page, { zone: spec.NO_ZONE, isolated: false, clean: false });
    world.blocks[block] = 'offline';
    return;
  }
  for (const { first } of all(log, 'unisolated')) {
    isolate(world, pages, first, false);
    worlds.release(world, worlds.pageblockAt(world, first).filter(worlds.isFree));
  }
  mustBe(spec.NO_MEMORY, answer, log);
  must(isFull && !pages.some(({ isolated }) => isolated), 'there was a place, or not all is put back');
};

/** Everything moves out. @returns whether a page was named that finds no place, and none is there */
function empty(world: World, log: Log, pages: readonly Page[]): boolean {
  let request: Request | null = null;
  for (let length = -1; length !== log.length; ) {
    length = log.length;
    for (const { first } of all(log, 'isolated')) isolate(world, pages, first, true);
    const about = log.find(({ kind }) => kind === 'moved' || kind === 'culprit');
    if (!about) {
      putBack(world, log);
      continue;
    }
    const { pfn, claim, order } = serving.holderAt(world, about.first);
    must(pages.includes(world.pages[pfn]!), 'offlining went beyond its block');
    const { zone } = world.pages[pfn]!;
    const gfp = spec.migrationGfp(claim, spec.zoneIndexOf(zone));
    request ??= requestOf({ gfp, claim, order, node: spec.nodeOf(zone), cpu: -1, cause: 'offline' });
    serving.prepare(world, request, log);
    const moved = next(log, 'moved');
    if (moved) serving.move(world, request, moved.first, moved.second);
    if (moved) request = null;
    else if (next(log, 'culprit')) return isJustified(world, request);
  }
  return false;
}

function isolate(world: World, pages: readonly Page[], pfn: number, isolated: boolean): void {
  const pageblock = worlds.pageblockAt(world, pfn);
  const isHere = pageblock[0]?.pfn === pfn && pages.includes(pageblock[0]);
  must(isHere && pageblock[0]!.isolated !== isolated, 'no such pageblock, or it is so already');
  for (const page of pageblock) page.isolated = isolated;
}

export const online: Judge<'online'> = (world, log, answer, { block, to }) => {
  if (world.blocks[block] !== 'offline')
    return mustBe(world.blocks[block] === 'online' ? spec.DONE : spec.NOT_ONLINE, answer, log);
  const pages = memoryBlockAt(world, block);
  if (pages.some(({ bad }) => bad)) {
    const culprit = next(log, 'culprit')?.first;
    const isNamed = pages.some(({ pfn, bad }) => bad && pfn === culprit);
    must(isNamed, 'a poisoned page must be named');
    return mustBe(spec.POISONED, answer, log);
  }
  const zone = spec.zoneForOnline(world.map, block, spec.ONLINE_TARGETS.indexOf(to));
  must(next(log, 'zoneChosen')?.first === zone, 'the zone is another');
  mustBe(spec.DONE, answer, log);
  const isMovable = spec.zoneIndexOf(zone) === spec.ZONE_MOVABLE;
  for (const page of pages) {
    const isMirror = worlds.typeAtBoot(world.map, world.design, page.pfn) === spec.MIRROR;
    Object.assign(page, { zone, type: isMirror && !isMovable ? spec.MIRROR : spec.MOVABLE });
  }
  worlds.release(world, pages);
  world.blocks[block] = 'online';
};
