import * as spec from '../../spec/index.ts';
import { isJustified, requestOf } from './requests.ts';
import * as serving from './serving.ts';
import { all, heldBy, type Log, mustBe, next, prepare, putBack } from './serving.ts';
import * as worlds from './world.ts';
import { must, type Page, type World } from './world.ts';

/** Judges an operation, as a scenario says it; `handle` names what is allocated. */
export type Judge<Kind> = (world: World, log: Log, answer: number, asked: Of<Kind>, handle: number) => void;
type Of<Kind> = Extract<spec.Operation, { readonly kind: Kind }>;

export const allocate: Judge<'allocate'> = (world, log, answer, asked, handle) => {
  const { gfp, claim } = spec.REQUEST_CLASSES[spec.requestClassNumber(asked.class)]!; // It exists.
  if (!spec.isValidGfp(gfp)) return mustBe(spec.INVALID, answer, log);
  if (!spec.isPermitted(world.design, worlds.inForce(world), gfp))
    return mustBe(spec.NOT_PERMITTED, answer, log);
  const request = requestOf({ ...asked, gfp, claim });
  prepare(world, request, log);
  serving.mustEnd(log);
  if (answer >= 0) serving.serve(world, request, answer, handle);
  else must(answer === spec.NO_MEMORY && isJustified(world, request), 'nothing justifies the refusal');
};

/** A block loses its holder: to the buddy lists, or to a private list of its CPU, which gives back a batch if it is full. */
export const free: Judge<'free'> = (world, log, answer, { of, cpu }) => {
  const pages = heldBy(world, of);
  const { zone, type, pfn } = pages[0]!; // Only what lives is freed.
  const isGiven = ({ kind, first }: Log[number]) => kind === 'putBack' && world.pages[first]?.zone === zone;
  const sum = log.filter(isGiven).reduce((before, { second }) => before + 2 ** second, 0);
  must(answer === spec.DONE, 'the holder may always free');
  putBack(world, log, cpu);
  const cached = next(log, 'cached');
  if (cached) {
    must(cached.first === pfn && 2 ** cached.second === pages.length, 'another block was kept');
    must(type !== spec.MIRROR && !pages.some(({ bad }) => bad), 'such pages are not kept');
    serving.keep(world, pages, type, cpu);
  } else worlds.release(world, pages);
  putBack(world, log, cpu);
  serving.mustEnd(log);
  const isEnough = sum >= serving.sizesOf(world, zone).batch || !serving.isFull(world, zone, cpu);
  must(!cached || isEnough, 'the lists of the CPU are full');
};

/** One more pin. A long-term one moves the block first if it lies where it may not stay for ever. */
export const pin: Judge<'pin'> = (world, log, answer, { of, term }) => {
  const pages = heldBy(world, of);
  const { zone, type, holder, pins } = pages[0]!; // Only what lives is pinned, here and below.
  const { pfn, claim, order } = holder!;
  const isOpen = spec.zoneIndexOf(zone) !== spec.ZONE_MOVABLE && type !== spec.CMA;
  const mustMove = term === 'long' && !isOpen;
  const gfp = spec.longtermPinGfp(claim);
  const request = requestOf({ gfp, claim, order, node: spec.nodeOf(zone), cpu: -1 });
  if (mustMove) prepare(world, request, log);
  const moved = mustMove ? next(log, 'moved') : undefined;
  if (moved?.first === pfn) serving.move(world, request, pfn, moved.second);
  const culprit = answer < 0 ? next(log, 'culprit')?.first : undefined;
  serving.mustEnd(log);
  const isStuck = pages.some((page) => page.pfn === culprit && (page.bad || (pins > 0 && culprit === pfn)));
  const isFull = pins === 0 && !pages.some(({ bad }) => bad) && isJustified(world, request);
  const excuse = (answer === spec.BUSY && isStuck) || (answer === spec.NO_MEMORY && isFull);
  if (answer < 0) return must(mustMove && !moved && excuse, 'nothing justifies the refusal');
  must(mustMove === (moved?.first === pfn), 'a long-term pin may not stay there');
  must(heldBy(world, of)[0]!.pfn === answer, 'the block is elsewhere');
  for (const page of heldBy(world, of)) page.pins++;
};

export const unpin: Judge<'unpin'> = (world, log, answer, { of }) => {
  mustBe(spec.DONE, answer, log);
  for (const page of heldBy(world, of)) page.pins--;
};

/** Allocations are dropped for a request, until enough pages are free or nothing is left that may go. Private lists stay. */
export const reclaim: Judge<'reclaim'> = (world, log, answer, asked) => {
  const helps = (zone: number) => spec.nodeOf(zone) === asked.node && spec.zoneIndexOf(zone) <= asked.zone;
  const mayDrop = ({ zone, holder, pins }: Page) =>
    holder && ['user', 'kernelMovable'].includes(holder.claim) && pins === 0 && helps(zone);
  let dropped = 0;
  for (const { first } of all(log, 'reclaimed')) {
    const pages = heldBy(world, serving.holderAt(world, first).handle);
    must(
      dropped < asked.pages && mayDrop(pages[0]!) === true,
      'this one may not be dropped, or helps nobody',
    );
    worlds.release(world, pages);
    dropped += pages.length;
  }
  mustBe(dropped, answer, log);
  must(dropped >= asked.pages || !world.pages.some(mayDrop), 'there was more to drop');
};

/** The private lists of one CPU, or of all, are emptied. */
export const drain: Judge<'drain'> = (world, log, answer, { cpu }) => {
  putBack(world, log, cpu);
  mustBe(spec.DONE, answer, log);
  const isLeft = ({ list }: Page) => list !== null && (cpu === spec.ALL_CPUS || list.cpu === cpu);
  must(!world.pages.some(isLeft), 'something is still private');
};

export const poison: Judge<'poison'> = (world, log, answer, { pfn, error }) =>
  strike(world, log, answer, world.pages[pfn], error);

/** A page of an allocation, if it lives and has so many. */
export const poisonOf: Judge<'poisonOf'> = (world, log, answer, { of, offset, error }) =>
  strike(world, log, answer, heldBy(world, of)[offset], error);

/** A memory error: the page leaves circulation, or its mark stays until it is free. */
function strike(
  world: World,
  log: Log,
  answer: number,
  page: Page | undefined,
  error: spec.MemoryError,
): void {
  if (!page || page.zone === spec.NO_ZONE) return mustBe(spec.NOT_ONLINE, answer, log);
  putBack(world, log);
  mustBe(resultOf(page, error), answer, log);
  must(answer !== spec.POISON_RECOVERED || page.list === null, 'the page is still private');
  if (answer !== spec.POISON_CORRECTED) page.bad = true;
  if (answer === spec.POISON_LOST) page.holder = null;
}

/** The one result of a memory error. */
function resultOf({ bad, mirrored, fixed, holder, pins }: Page, error: spec.MemoryError): number {
  if (bad) return spec.POISON_ALREADY;
  if (error === 'real' && mirrored) return spec.POISON_CORRECTED;
  if (fixed || (holder && (worlds.isUnmovable(holder.claim) || holder.claim === 'driver')))
    return spec.POISON_IGNORED;
  if (!holder) return spec.POISON_RECOVERED;
  return pins > 0 || holder.order > 0 ? spec.POISON_FAILED : spec.POISON_LOST;
}
