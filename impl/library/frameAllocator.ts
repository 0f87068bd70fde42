import {
  ALL_CPUS,
  COMPACT_RESULTS,
  EFFECT_CULPRIT,
  Effects,
  INVALID,
  memoryMapOf,
  NO_MEMORY,
  ONLINE_TARGETS,
  type OnlineTarget,
  ZONE_NAMES,
  type ZoneName,
} from '../../spec/index.ts';
import { PageAllocator } from '../pageAllocator.ts';
import { page } from './allocatorError.ts';
import { type BlockReport, blockReportOf } from './blockReport.ts';
import { type EffectReport, tellEffects } from './effectReport.ts';
import { type AllocatorOptions, machineOf } from './options.ts';
import { type BlockOperation, badTag, noBlock, notDone, wrongBlock } from './refusals.ts';
import { checkNumber, checkRequest, flagsOf, type Request } from './request.ts';
import { type ZoneReport, zoneReportsOf } from './zoneReport.ts';

/** Whether a pin is given back soon, or held by a device for as long as it likes. */
export type PinTerm = 'short' | 'long';
const TERMS: readonly PinTerm[] = ['short', 'long'];

/**
 * The allocator as a library: blocks are named by their first page, arguments that can be known are left out, and what cannot be
 * done is an {@link AllocatorError} that says why. {@link FrameAllocator.raw} is the same allocator under the whole contract, with
 * integer answers, for what is not here and for hot loops.
 */
export class FrameAllocator {
  /** The allocator underneath. What it is asked directly is not told to `onEffect`. */
  readonly raw: PageAllocator;
  /**
   * Its log of effects, without those of private lists unless `onEffect` listens. Whoever asks `raw` clears it before each
   * operation, or it grows without end.
   */
  readonly effects: Effects;
  readonly #onEffect: ((effect: EffectReport) => void) | undefined;

  /** Boots. @throws AllocatorError with the first option that describes no machine */
  constructor(options: AllocatorOptions) {
    const { layout, design } = machineOf(options);
    const choices = { pageOwner: options.pageOwner === true, keepsBoot: false };
    this.effects = new Effects(options.onEffect !== undefined);
    this.raw = new PageAllocator(memoryMapOf(layout, design), design, this.effects, choices);
    this.#onEffect = options.onEffect;
  }

  /** Gets a block of `2^order` pages. @returns its first page. @throws AllocatorError NO_MEMORY, NOT_PERMITTED, WOULD_WAIT, INVALID */
  allocate(order = 0, request: Request = {}): number {
    const place = `allocate(order ${order}, ${request.gfp ?? request.class ?? 'kernel'})`;
    const { answer, culprit } = this.#request(place, order, request);
    if (answer >= 0) return answer;
    throw noBlock(this.raw.memory, { place, answer, culprit }, order, request.node ?? 0);
  }

  /** The same, but undefined where there is no memory. @throws AllocatorError for everything else */
  tryAllocate(order = 0, request: Request = {}): number | undefined {
    const place = `tryAllocate(order ${order}, ${request.gfp ?? request.class ?? 'kernel'})`;
    const { answer, culprit } = this.#request(place, order, request);
    if (answer === NO_MEMORY) return undefined;
    if (answer >= 0) return answer;
    throw notDone(this.raw.memory, { place, answer, culprit });
  }

  /** Gives a block back; its order is known. @throws AllocatorError INVALID for a page that is free, inside a block, or pinned */
  free(pfn: number, order: number = this.#orderAt(pfn), cpu = 0): void {
    checkNumber(`free(${page(pfn)}): cpu`, cpu, this.raw.memory.cpuCount - 1, 'name a CPU of the machine');
    this.#mustDo('free', pfn, order, (raw) => raw.free(pfn, order, cpu));
  }

  /** Pins a block of user memory; for long, it moves first if it must. @returns its first page now. @throws AllocatorError */
  pin(pfn: number, term: PinTerm = 'short'): number {
    const order = this.#orderAt(pfn);
    return this.#mustDo('pin', pfn, order, (raw) => raw.pin(pfn, order, TERMS.indexOf(term)));
  }

  /** Takes a pin of the term away. @throws AllocatorError INVALID if there is none */
  unpin(pfn: number, term: PinTerm = 'short'): void {
    const order = this.#orderAt(pfn);
    this.#mustDo('unpin', pfn, order, (raw) => raw.unpin(pfn, order, TERMS.indexOf(term)));
  }

  /** Moves a block to a place sought from a node on. @returns its first page now. @throws AllocatorError BUSY, NO_MEMORY, INVALID */
  migrate(pfn: number, node = 0): number {
    checkNumber(
      `migrate(${page(pfn)}): node`,
      node,
      this.raw.memory.nodeCount - 1,
      'name a node of the machine',
    );
    const order = this.#orderAt(pfn);
    return this.#mustDo('migrate', pfn, order, (raw) => raw.migrate(pfn, order, node));
  }

  /** Takes a range of pages, whatever is in it that can move. @throws AllocatorError BUSY with a page that cannot, NO_MEMORY */
  takeRange(pfn: number, pages: number): void {
    this.#must(`takeRange(${page(pfn)}, ${pages})`, (raw) => raw.contigAllocate(pfn, pages));
  }

  /** Gives a range back as it was taken. @throws AllocatorError INVALID for any other */
  freeRange(pfn: number, pages: number): void {
    this.#must(`freeRange(${page(pfn)}, ${pages})`, (raw) => raw.contigFree(pfn, pages));
  }

  /** Takes a memory block out of service: what is in it moves away. @throws AllocatorError BUSY, NO_MEMORY, NOT_ONLINE, VETOED */
  offline(block: number): void {
    this.#must(`offline(${block})`, (raw) => raw.offline(block));
  }

  /** Puts a memory block into service. @throws AllocatorError NOT_ONLINE if there is none, POISONED, VETOED */
  online(block: number, to: OnlineTarget = 'default'): void {
    this.#must(`online(${block}, ${to})`, (raw) => raw.online(block, ONLINE_TARGETS.indexOf(to)));
  }

  /** Drops user memory that nobody holds, until so many pages are free again or nothing is left. @returns pages dropped */
  reclaim(pages: number, node = 0, upTo: ZoneName = 'Movable'): number {
    const ceiling = ZONE_NAMES.indexOf(upTo);
    return this.#must(`reclaim(${pages}, ${node}, ${upTo})`, (raw) => raw.reclaim(pages, node, ceiling));
  }

  /** Moves blocks of a zone together, for a free block of an order. @returns what became of it */
  compact(order: number, node = 0, zone: ZoneName = 'Normal'): (typeof COMPACT_RESULTS)[number] {
    const index = ZONE_NAMES.indexOf(zone);
    const place = `compact(${order}, ${node}, ${zone})`;
    return COMPACT_RESULTS[this.#must(place, (raw) => raw.compact(node, index, order))]!; // Places in that list.
  }

  /** Gives the private lists of a CPU, or of all, back to the buddy lists. */
  drain(cpu: number = ALL_CPUS): void {
    this.#must(`drain(${cpu})`, (raw) => raw.drain(cpu));
  }

  /** Figures of the zones that have memory. */
  zones(): ZoneReport[] {
    return zoneReportsOf(this.raw.memory);
  }

  /** The block around a page, with its holder if there are records; undefined if there is none. */
  blockAt(pfn: number): BlockReport | undefined {
    return blockReportOf(this.raw.memory, pfn);
  }

  /** Blocks in use, by ascending page. Looks at all memory. */
  *blocksInUse(): Generator<BlockReport> {
    const { memory } = this.raw;
    for (let pfn = 0; pfn < memory.frameCount; pfn++) {
      const block = blockReportOf(memory, pfn);
      if (block?.state === 'used') yield block;
      if (block !== undefined) pfn = block.pfn + 2 ** block.order - 1;
    }
  }

  /** What is recorded of allocations from now on, instead of their number; 0 for the number. @throws AllocatorError without records */
  tagWith(tag: number): void {
    if (this.raw.tagWith(tag) === INVALID) throw badTag(this.raw.memory, tag);
  }

  /** Copies the whole state, into an earlier snapshot if one is given. */
  snapshot(into?: Int32Array): Int32Array {
    return this.raw.snapshot(into);
  }

  /** Goes back to a snapshot: what follows is as it was then. @throws RangeError for one of another machine */
  restore(snapshot: Int32Array): void {
    this.raw.restore(snapshot);
  }

  /** Boots again. */
  reset(): void {
    this.raw.reset();
  }

  /** Asks the allocator, and tells of the effects. */
  #ask(question: (raw: PageAllocator) => number): Answer {
    const effects = this.effects;
    effects.clear();
    const answer = question(this.raw);
    const culprit = answer < 0 ? culpritIn(effects) : undefined;
    if (this.#onEffect !== undefined) tellEffects(effects, this.#onEffect);
    return { answer, culprit };
  }

  #request(place: string, order: number, request: Request): Answer {
    checkRequest(this.raw.memory, place, order, request);
    const { node = 0, cpu = 0, process = 0 } = request;
    const gfp = flagsOf(place, request);
    return this.#ask((raw) => raw.allocate(order, gfp, node, cpu, process));
  }

  /** For operations on a block that the caller names. */
  #mustDo(name: BlockOperation, pfn: number, order: number, ask: (raw: PageAllocator) => number): number {
    const { answer, culprit } = this.#ask(ask);
    if (answer >= 0) return answer;
    const refusal = { place: `${name}(${page(pfn)})`, answer, culprit };
    if (answer !== INVALID) throw notDone(this.raw.memory, refusal);
    throw wrongBlock(this.raw.memory, refusal, name, pfn, order);
  }

  #must(place: string, ask: (raw: PageAllocator) => number): number {
    const { answer, culprit } = this.#ask(ask);
    if (answer >= 0) return answer;
    throw notDone(this.raw.memory, { place, answer, culprit });
  }

  /** The order of the block that begins at a page, as far as there is one. */
  #orderAt(pfn: number): number {
    const block = blockReportOf(this.raw.memory, pfn);
    return block?.pfn === pfn ? block.order : 0;
  }
}

interface Answer {
  readonly answer: number;
  /** The page that stood in the way, if the allocator named one. */
  readonly culprit: number | undefined;
}

function culpritIn(effects: Effects): number | undefined {
  for (let index = effects.count - 1; index >= 0; index--)
    if (effects.kind(index) === EFFECT_CULPRIT) return effects.first(index);
  return undefined;
}
