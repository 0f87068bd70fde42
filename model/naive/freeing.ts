import { ALL_CPUS } from '../../spec/operations/arguments.ts';
import * as outcome from '../../spec/operations/outcome.ts';
import { MIRROR } from '../../spec/zones/migratetype.ts';
import { nodeOf, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Log, mustEnd, next } from './log.ts';
import { type Holder, type Memory, must, type Page } from './memory.ts';
import { headAt } from './moves.ts';
import { keep, mustBeSmall, mustGiveBack, putBack } from './requests.ts';

/** A block loses its holder: to the buddy lists, or to the private list of its CPU. */
export function free(memory: Memory, handle: number, answer: number, log: Log, cpu: number): void {
  const { pfn, order } = memory.holders.get(handle)!; // Only what lives is freed, here and below.
  const pages = memory.range(pfn, order);
  must(answer === outcome.DONE, 'INV-117', 'the holder may always free');
  const { zone } = pages[0]!;
  const given = log.filter((entry) => entry.kind === 'putBack' && memory.pages[entry.first]?.zone === zone);
  putBack(memory, log, cpu);
  const cached = next(log, 'cached');
  if (cached) {
    must(cached.first === pfn && cached.second === order, 'INV-4', 'another block was kept');
    mustBeSmall(memory, order);
    must(pages[0]!.type !== MIRROR, 'INV-118', 'a page of the mirror was kept');
    must(!pages.some(({ bad }) => bad), 'INV-192', 'a poisoned page was kept');
    keep(pages, order, pages[0]!.type, cpu);
  } else for (const page of pages) memory.release(page);
  putBack(memory, log, cpu);
  if (cached)
    mustGiveBack(
      memory,
      zone,
      cpu,
      given.reduce((sum, { second }) => sum + 2 ** second, 0),
    );
  mustEnd(log);
  memory.holders.delete(handle);
}

/** Allocations are dropped for a request, until enough pages are free or nothing is left that may go. */
export function reclaim(
  memory: Memory,
  pages: number,
  node: number,
  ceiling: number,
  answer: number,
  log: Log,
): void {
  const helps = ({ zone }: Page) => nodeOf(zone) === node && zoneIndexOf(zone) <= ceiling;
  const drops = ({ claim, short, long }: Holder) =>
    (claim === 'user' || claim === 'kernelMovable') && short + long === 0;
  must(answer >= 0, 'INV-3', 'reclaim ends with a count');
  let dropped = 0;
  putBack(memory, log);
  for (let entry = next(log, 'reclaimed'); entry; entry = next(log, 'reclaimed')) {
    const holder = headAt(memory, entry.first, 'INV-4', 'INV-4');
    const block = memory.range(holder.pfn, holder.order);
    must(dropped < pages && helps(block[0]!), 'INV-156', 'this one helps nobody');
    must(drops(holder), 'INV-171', 'this one may not be dropped');
    for (const page of block) memory.release(page);
    dropped += block.length;
    putBack(memory, log);
  }
  mustEnd(log);
  must(answer === dropped, 'INV-4', 'the count is wrong');
  const left = memory.pages.some((page) => page.holder && drops(page.holder) && helps(page));
  must(dropped >= pages || !left, 'INV-3', 'there was more to drop');
}

/** The private lists of one CPU, or of all, are emptied. */
export function drain(memory: Memory, cpu: number, answer: number, log: Log): void {
  must(answer === outcome.DONE, 'INV-119', 'a drain is always done');
  putBack(memory, log, cpu);
  mustEnd(log);
  const left = memory.pages.some(({ list }) => list && (cpu === ALL_CPUS || list.cpu === cpu));
  must(!left, 'INV-119', 'something is still private');
}
