import { BUSY, DONE, NO_MEMORY, NOT_ONLINE, POISONED } from '../../spec/operations/outcome.ts';
import { CMA, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { zoneForOnline } from '../../spec/zones/zoneForOnline.ts';
import { type Log, mustEnd, next } from './log.ts';
import { isUnmovable, type Memory, must, type Page } from './memory.ts';
import { headAt, migration, move } from './moves.ts';
import { prepare, putBack } from './requests.ts';
import { isJustified, type Request } from './zones.ts';

function blockOf({ map, pages }: Memory, block: number): Page[] {
  const size = map.layout.geometry.memoryBlockPages;
  return pages.slice(block * size, (block + 1) * size);
}

/** The page keeps its memory block in service. */
function mustStay({ state, zone, type, bad, holder }: Page, first: Page): boolean {
  if (zone === NO_ZONE || zone !== first.zone || type === CMA || state === 'fixed') return true;
  if (holder === null) return false;
  return isUnmovable(holder.claim) || holder.short + holder.long > 0 || bad;
}

export function offline(memory: Memory, block: number, answer: number, log: Log): void {
  const state = memory.blocks[block] ?? 'absent';
  if (state !== 'online') return mustBeIdle(answer, state === 'absent' ? NOT_ONLINE : DONE, log);
  const size = memory.map.layout.geometry.memoryBlockPages;
  const pages = blockOf(memory, block);
  const stays = (page: Page | undefined) => page === undefined || mustStay(page, pages[0]!);
  if (answer === BUSY) {
    putBack(memory, log);
    const culprit = next(log, 'culprit')?.first ?? -1;
    mustEnd(log);
    const inside = culprit >= block * size && culprit < (block + 1) * size;
    return must(inside && stays(memory.pages[culprit]), 'INV-3', 'the culprit need not stay');
  }
  must(pages.length === size && !pages.some(stays), 'INV-188', 'a page of the block must stay');
  const stuck = empty(memory, pages, log);
  if (answer === NO_MEMORY) return rollBack(memory, pages, stuck, log);
  mustEnd(log);
  must(answer === DONE, 'INV-3', 'no reason for the refusal');
  must(!pages.some(({ state }) => state === 'used' || state === 'private'), 'INV-185', 'not empty');
  must(!pages.some(({ state }) => state === 'free'), 'INV-185', 'not withheld');
  for (const page of pages) {
    page.zone = NO_ZONE;
    page.isolated = false;
    page.clean = false;
    if (page.state !== 'retired') page.state = 'present';
  }
  memory.blocks[block] = 'offline';
}

/** Everything moves out. Returns whether a culprit was named, and whether it is true that it finds no place. */
function empty(memory: Memory, pages: Page[], log: Log): { justified: boolean } | null {
  let request: Request | null = null;
  const inside = (pfn: number) => {
    must(
      pages.some((page) => page.pfn === pfn),
      'INV-4',
      'offlining went beyond its block',
    );
    return pfn;
  };
  for (let before = -1; before !== log.length; ) {
    before = log.length;
    const isolated = next(log, 'isolated');
    if (isolated) isolate(memory.pageblock(inside(isolated.first)), isolated.first);
    const about = log.find(({ kind }) => kind === 'moved' || kind === 'culprit');
    if (about && memory.pages[inside(about.first)]!.holder) {
      request ??= migration(headAt(memory, about.first, 'INV-169', 'INV-178'), memory);
      prepare(memory, request, log);
    } else putBack(memory, log);
    const moved = next(log, 'moved');
    if (moved) {
      move(
        memory,
        request ?? migration(headAt(memory, moved.first, 'INV-169', 'INV-178'), memory),
        moved.first,
        moved.second,
      );
      request = null;
    }
    const culprit = moved ? undefined : next(log, 'culprit');
    if (!culprit) continue;
    must(request !== null, 'INV-4', 'nothing lies there that could be stuck');
    return { justified: isJustified(memory, request) };
  }
  return null;
}

function isolate(pages: Page[], pfn: number): void {
  must(pages[0]!.pfn === pfn, 'INV-0', 'no pageblock begins there');
  must(!pages[0]!.isolated, 'INV-137', 'isolated already');
  for (const page of pages) {
    page.isolated = true;
    if (page.state === 'free') page.state = 'withheld';
  }
}

function rollBack(memory: Memory, pages: Page[], stuck: { justified: boolean } | null, log: Log): void {
  for (let entry = next(log, 'unisolated'); entry; entry = next(log, 'unisolated')) {
    const { first } = entry;
    must(
      pages.some(({ pfn }) => pfn === first),
      'INV-4',
      'offlining went beyond its block',
    );
    const pageblock = memory.pageblock(first);
    must(pageblock[0]!.pfn === first, 'INV-0', 'no pageblock begins there');
    must(pageblock[0]!.isolated, 'INV-136', 'not isolated');
    for (const page of pageblock) page.isolated = false;
    for (const page of pageblock) if (page.state === 'withheld') memory.release(page);
  }
  mustEnd(log);
  must(stuck?.justified === true, 'INV-3', 'the culprit would find a place');
  must(!pages.some(({ isolated }) => isolated), 'INV-183', 'a pageblock is still isolated');
}

function mustBeIdle(answer: number, expected: number, log: Log): void {
  const rule = expected === DONE ? 'INV-181' : 'INV-3';
  must(answer === expected && log.length === 0, rule, 'there was nothing to do');
}

export function online(memory: Memory, block: number, to: number, answer: number, log: Log): void {
  const state = memory.blocks[block] ?? 'absent';
  if (state !== 'offline') return mustBeIdle(answer, state === 'absent' ? NOT_ONLINE : DONE, log);
  const pages = blockOf(memory, block);
  if (pages.some(({ bad }) => bad)) {
    must(answer === POISONED, 'INV-198', 'a page of the block is poisoned');
    const culprit = next(log, 'culprit');
    mustEnd(log);
    return must(
      pages.some(({ pfn, bad }) => bad && pfn === culprit?.first),
      'INV-3',
      'the wrong page',
    );
  }
  must(answer === DONE, 'INV-3', 'no reason for the refusal');
  const zone = zoneForOnline(memory.map, block, to);
  must(next(log, 'zoneChosen')?.first === zone, 'INV-189', `the zone is ${zone}`);
  mustEnd(log);
  memory.blocks[block] = 'online';
  for (const page of pages) {
    const unmirrored = zoneIndexOf(zone) === ZONE_MOVABLE ? 'bare' : 'exempt';
    const apart = zoneIndexOf(zone) !== ZONE_MOVABLE && memory.isApart(page.pfn);
    Object.assign(page, { zone, type: apart ? MIRROR : MOVABLE, state: 'free' });
    if (page.mirror !== 'protected') page.mirror = unmirrored;
  }
  for (const page of pages) memory.release(page);
}
