import { LEAF } from '../../spec/pages/leaf.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { ISOLATE, isOrdinary, MIGRATETYPE_NAMES, MIRROR } from '../../spec/zones/migratetype.ts';
import { type MirrorMode, mirrorModeOf } from '../../spec/zones/mirrorMode.ts';
import { ZONE_MOVABLE, ZONE_NORMAL, ZONES_PER_NODE, zoneIndexOf, zoneTitle } from '../../spec/zones/zone.ts';
import { availableIn } from './followCma.ts';
import { containingOrder } from './freeIndex.ts';
import { ERROR_COUNTS } from './memoryErrors.ts';
import { blockText, hex, Objection } from './objection.ts';
import { ReportSums } from './reportSums.ts';
import { mustBeBlock } from './serve.ts';
import {
  BLOCK_ABSENT,
  BLOCK_ONLINE,
  FACT_ISOLATED,
  KEPT_BY_POOL,
  KEPT_BY_REFERENCE,
  knowsTypes,
  NO_BLOCK,
  TAG_CACHED,
  TAG_FREE,
  TAG_USED,
  type WorldState,
} from './state.ts';
import { leafName } from './step.ts';

/**
 * Holds what a target says of itself against the oracle's own books, item by item. What is not reported is not judged; what
 * is reported in part is a lie.
 */
export class ReportJudge implements Inspection {
  readonly #s: WorldState;
  /** By pfn: where it was reported to be; SEEN_NOWHERE until then. */
  readonly #seen: Uint8Array;
  readonly #sums: ReportSums;
  /** What was seen first of free buddies that lie apart: a symptom, if anything else is wrong. */
  #apart: Objection | null = null;
  /** A wrong count of free pages says nothing of where it went wrong, so what is said of blocks comes first. */
  #wrongFigure: Objection | null = null;
  /** Marks follow from the managed pages of all zones, so what is said of these comes first. */
  #wrongMark: Objection | null = null;
  /** Frames by zone, once they are asked for. */
  #frames: Int32Array | null = null;
  #freeBlocks = 0;
  #withheldPages = 0;
  #cachedPages = 0;
  #usedPages = 0;
  readonly #queued = new Set<number>();
  readonly #pooled = new Set<number>();
  #mirrored = 0;
  #memoryBlocks = 0;

  constructor(s: WorldState) {
    this.#s = s;
    this.#seen = new Uint8Array(s.frameCount);
    this.#sums = new ReportSums(s.zoneCount);
  }

  freeBlock(pfn: number, order: number, type: number): void {
    const s = this.#s;
    if (pfn % 2 ** order !== 0) this.#objectToPlace(pfn, order);
    mustBeBlock(s, pfn, order);
    this.#mustBeOneZone(pfn, order);
    this.#mustBeWithheldAsOne(pfn, order);
    if (type === ISOLATE) return this.#mustBeWithheld(pfn, order);
    this.#freeBlocks++;
    this.#mustBeNew(pfn, order, SEEN_FREE);
    if (!(s.setsAside && type === MIRROR)) this.#sums.block(s.zone[pfn]!, order); // In bounds, as `mustBeBlock` has seen.
    if (this.#hasDoubts()) return this.#mustBeFree(pfn, order);
    if (s.tag[pfn] !== TAG_FREE + order) this.#judgeMerged(pfn, order);
    const own = s.blockType[pfn >> s.pageblockOrder]!; // `mustBeBlock` keeps the frame in bounds.
    if (this.#isWrong(type, own)) {
      const said = MIGRATETYPE_NAMES[type] ?? type;
      throw new Objection(
        this.#ruleOfType(pfn),
        `free ${blockText(pfn, order)} of a ${MIGRATETYPE_NAMES[own]} pageblock hangs on the list of ${said}`,
        pfn,
      );
    }
  }

  cachedBlock(pfn: number, order: number, cpu: number): void {
    mustBeBlock(this.#s, pfn, order);
    this.#cachedPages += 1 << order;
    if (this.#s.habits.reportsCache) this.#mustBeCachedOn(pfn, order, cpu);
    else this.#mustBeFree(pfn, order);
    this.#mustBeNew(pfn, order, SEEN_ELSEWHERE);
  }

  usedBlock(pfn: number, order: number): void {
    mustBeBlock(this.#s, pfn, order);
    this.#usedPages += 1 << order;
    const rule = this.#wasRefused(pfn) ? 'INV-144' : 'INV-103';
    this.#mustBeTagged(pfn, order, TAG_USED, rule, 'is in the hands of a caller');
    this.#mustBeNew(pfn, order, SEEN_ELSEWHERE);
  }

  pageblock(pfn: number, type: number, isolated: boolean): void {
    const s = this.#s;
    mustBeBlock(s, pfn, 0);
    const own = s.blockType[pfn >> s.pageblockOrder]!; // In bounds, as above.
    if (type !== ISOLATE && this.#isWrong(type, own)) {
      throw new Objection(
        this.#ruleOfType(pfn),
        `the pageblock at ${hex(pfn)} is ${MIGRATETYPE_NAMES[own]}, reported as ${MIGRATETYPE_NAMES[type] ?? type}`,
        pfn,
      );
    }
    if (isolated !== ((s.facts[pfn]! & FACT_ISOLATED) !== 0)) {
      throw new Objection(
        'INV-135',
        `the pageblock at ${hex(pfn)} is reported as ${isolated ? 'isolated' : 'not isolated'}`,
        pfn,
      );
    }
  }

  zone(zone: number, free: number, managed: number): void {
    const s = this.#s;
    this.#sums.zone(zone, free);
    this.#mustEqual(
      this.#ruleOfManaged(zone, managed),
      `managed pages of ${zoneTitle(zone)}`,
      managed,
      s.managed[zone] ?? 0,
    );
    if (this.#hasDoubts()) return;
    if (free !== (s.free[zone] ?? 0)) this.#wrongFigure ??= this.#objectionToFree(zone, free);
  }

  present(zone: number, pages: number): void {
    this.#frames ??= framesByZone(this.#s);
    const overlaps = zoneIndexOf(zone) >= ZONE_NORMAL && this.#s.design.zonesFollowMirror;
    const rule = overlaps ? 'INV-148' : 'INV-114';
    this.#mustEqual(rule, `frames of ${zoneTitle(zone)}`, pages, this.#frames[zone] ?? 0);
  }

  marks(zone: number, min: number, low: number, high: number): void {
    const s = this.#s;
    if (!s.habits.keepsWatermarks) return;
    this.#mustFollow('INV-127', `min mark of ${zoneTitle(zone)}`, min, s.min[zone] ?? 0);
    this.#mustFollow('INV-127', `low mark of ${zoneTitle(zone)}`, low, s.low[zone] ?? 0);
    this.#mustFollow('INV-127', `high mark of ${zoneTitle(zone)}`, high, s.high[zone] ?? 0);
  }

  lowmemReserve(zone: number, ceiling: number, pages: number): void {
    const s = this.#s;
    if (!s.habits.keepsWatermarks) return;
    const own = ceiling < ZONES_PER_NODE ? s.reserve[zone * ZONES_PER_NODE + ceiling] : 0;
    const what = `pages of ${zoneTitle(zone)} kept from requests with ceiling ${ceiling}`;
    this.#mustFollow('INV-126', what, pages, own ?? 0);
  }

  freeCma(zone: number, pages: number): void {
    const own = this.#s.freeCma[zone] ?? 0;
    if (!this.#hasDoubts()) this.#mustEqual('INV-112', `free CMA pages of ${zoneTitle(zone)}`, pages, own);
  }

  cmaArea(area: number, available: number): void {
    this.#mustEqual('INV-145', `pages left in CMA area ${area}`, available, availableIn(this.#s, area));
  }

  memoryBlock(block: number, online: boolean): void {
    this.#memoryBlocks++;
    if ((this.#s.memoryBlock[block] ?? BLOCK_ABSENT) === BLOCK_ABSENT) {
      throw new Objection('INV-191', `memory block ${block} is reported, but there is no memory`);
    }
    if (online !== this.#s.memoryBlock[block]! >= BLOCK_ONLINE) {
      const state = online ? 'online' : 'not online';
      throw new Objection(
        'INV-180',
        `memory block ${block} is reported as ${state}`,
        block * this.#s.blockPages,
      );
    }
  }

  memoryErrors(node: number, total: number, ...results: readonly number[]): void {
    const sum = results.reduce((all, count) => all + count, 0);
    const where = `of node ${node}`;
    this.#mustEqual('INV-197', `memory errors ${where}, and the sum of their results: total`, total, sum);
    ERROR_COUNTS.forEach((name, kind) => {
      const own = this.#s.memoryErrors[node * ERROR_COUNTS.length + kind] ?? 0;
      this.#mustEqual('INV-197', `${name} memory errors ${where}`, results[kind] ?? 0, own);
    });
  }

  pins(pfn: number, short: number, long: number): void {
    const s = this.#s;
    mustBeBlock(s, pfn, 0);
    if (s.tag[pfn]! < TAG_USED)
      throw new Objection(
        'INV-167',
        `frame ${hex(pfn)} is reported as pinned, but begins no allocation`,
        pfn,
      );
    const holder = s.holder[pfn]!; // The tag says that somebody holds it.
    if (long > s.longPins[holder]! && s.refusedPins[holder]) {
      throw new Objection(
        'INV-164',
        `frame ${hex(pfn)} has ${long} long-term pins, although one was refused`,
        pfn,
      );
    }
    this.#mustEqual('INV-167', `short-term pins of frame ${hex(pfn)}`, short, s.shortPins[holder]!);
    this.#mustEqual('INV-167', `long-term pins of frame ${hex(pfn)}`, long, s.longPins[holder]!);
  }

  references(pfn: number, count: number, orphan: boolean): void {
    const s = this.#s;
    const holder = this.#holderAt(pfn, 'INV-168', 'referenced');
    const rule = count > s.references[holder]! ? RULE_OF_HOLD[s.struck[holder]!]! : 'INV-168'; // Three states.
    this.#mustEqual(rule, `extra references of frame ${hex(pfn)}`, count, s.references[holder]!);
    if (orphan === (s.kept[holder] === KEPT_BY_REFERENCE)) return;
    throw new Objection('INV-117', `frame ${hex(pfn)} is reported as ${orphan ? 'freed' : 'owned'}`, pfn);
  }

  locked(pfn: number): void {
    const holder = this.#holderAt(pfn, 'INV-171', 'locked');
    if (this.#s.locked[holder] === 0)
      throw new Objection('INV-171', `frame ${hex(pfn)} is reported as locked into memory`, pfn);
  }

  queuedForSplit(pfn: number): void {
    const holder = this.#holderAt(pfn, 'INV-174', 'waiting to be split');
    if (this.#s.queued[holder] === 0 || this.#queued.has(pfn))
      throw new Objection(
        'INV-174',
        `frame ${hex(pfn)} is reported as waiting to be split, ${this.#queued.has(pfn) ? 'twice' : 'but is not'}`,
        pfn,
      );
    this.#queued.add(pfn);
  }

  boost(zone: number, pages: number): void {
    this.#mustEqual('INV-132', `boost of the marks of ${zoneTitle(zone)}`, pages, this.#s.boost[zone] ?? 0);
  }

  pooled(pfn: number): void {
    const holder = this.#holderAt(pfn, 'INV-206', 'an element of the pool');
    if (this.#s.kept[holder] !== KEPT_BY_POOL || this.#pooled.has(pfn))
      throw new Objection(
        'INV-206',
        `frame ${hex(pfn)} is reported as an element of the pool, ${this.#pooled.has(pfn) ? 'twice' : 'but is none'}`,
        pfn,
      );
    this.#pooled.add(pfn);
  }

  mirroredProcess(owner: number): void {
    if (((this.#s.upgraded >> owner) & 1) === 0)
      throw new Objection('INV-153', `process ${owner} is reported as mirrored, but never became so`);
    this.#mirrored |= 1 << owner;
  }

  /** Too many managed pages: those that are lent, or all that became ZONE_MOVABLE by an option which is void here. */
  #ruleOfManaged(zone: number, managed: number): string {
    const { lent, map, design, managed: own } = this.#s;
    if (lent[zone]! > 0 && managed > own[zone]!) return 'INV-176'; // A zone there is, or none is lent.
    const isVoid = VOID.includes(mirrorModeOf(map.layout, design));
    const appeared = managed > 0 && own[zone] === 0 && zoneIndexOf(zone) === ZONE_MOVABLE;
    return isVoid && appeared ? 'INV-157' : 'INV-113';
  }

  #holderAt(pfn: number, rule: string, what: string): number {
    const s = this.#s;
    mustBeBlock(s, pfn, 0);
    if (s.tag[pfn]! >= TAG_USED) return s.holder[pfn]!; // `mustBeBlock` keeps the frame in bounds.
    throw new Objection(rule, `frame ${hex(pfn)} is reported as ${what}, but begins no allocation`, pfn);
  }

  #objectionToFree(zone: number, free: number): Objection {
    const s = this.#s;
    const own = s.free[zone] ?? 0;
    const countsReserve = s.setsAside && free === own + (s.freeMirror[zone] ?? 0);
    return new Objection(
      countsReserve ? 'INV-154' : 'INV-111',
      `free pages of ${zoneTitle(zone)}: ${free} reported, ${own} by the books`,
    );
  }

  /** Totals: a report that names some free blocks names all of them. */
  end(): void {
    const s = this.#s;
    if (this.#wrongMark !== null) throw this.#wrongMark;
    if (this.#wrongFigure !== null) throw this.#wrongFigure;
    if (this.#apart !== null) throw this.#apart;
    if (this.#freeBlocks > 0 && !this.#hasDoubts()) {
      const all = s.blocks.reduce((total, count) => total + count, 0);
      if (this.#freeBlocks < all) this.#objectToLostHalf();
      this.#mustEqual('INV-110', 'number of free blocks', this.#freeBlocks, all);
    }
    this.#sums.judge();
    const withheld = s.isolatedFree.reduce((total, count) => total + count, 0);
    if (this.#freeBlocks > 0) this.#mustEqual('INV-136', 'pages withheld', this.#withheldPages, withheld);
    const cached = s.cached.reduce((total, count) => total + count, 0);
    if (this.#cachedPages > 0 && s.habits.reportsCache)
      this.#mustEqual('INV-103', 'pages on private lists', this.#cachedPages, cached);
    const blocks = s.memoryBlock.reduce((count, state) => count + (state === BLOCK_ABSENT ? 0 : 1), 0);
    if (this.#memoryBlocks > 0)
      this.#mustEqual('INV-180', 'memory blocks that are there', this.#memoryBlocks, blocks);
    if (this.#queued.size > 0)
      this.#mustEqual('INV-174', 'blocks that wait to be split', this.#queued.size, queuedBlocks(s));
    if (this.#pooled.size > 0)
      this.#mustEqual('INV-206', 'elements of the pool', this.#pooled.size, s.pool[0]!); // The first entry counts them.
    if (this.#mirrored !== 0 && this.#mirrored !== s.upgraded)
      throw new Objection('INV-153', 'a process that is mirrored is not reported among those that are');
    if (this.#usedPages > 0) this.#mustEqual('INV-103', 'pages in use', this.#usedPages, usedPages(s));
    s.rolledBack = NO_BLOCK;
    s.refusedRange.fill(0);
    s.retired.length = 0;
  }

  /** The frame lies in a range that a caller wanted and did not get: whatever was taken for it must have been given back. */
  #wasRefused(pfn: number): boolean {
    const [start, end] = this.#s.refusedRange;
    return pfn >= start! && pfn < end!; // Two entries.
  }

  /** A type that is wrong where an offlining was just rolled back was lost on the way. */
  #ruleOfType(pfn: number): string {
    return Math.trunc(pfn / this.#s.blockPages) === this.#s.rolledBack ? 'INV-183' : 'INV-108';
  }

  /** Where ordinary types are not known, an ordinary one and a special one are told apart all the same. */
  #isWrong(type: number, own: number): boolean {
    if (knowsTypes(this.#s)) return type !== own;
    return this.#s.habits.groupsByMobility && isOrdinary(type) !== isOrdinary(own);
  }

  #hasDoubts(): boolean {
    return this.#s.doubtful.some((pages) => pages > 0);
  }

  #mustFollow(invariant: string, what: string, reported: number, own: number): void {
    if (reported === own || this.#wrongMark !== null) return;
    this.#wrongMark = new Objection(invariant, `${what}: ${reported} reported, ${own} by the books`);
  }

  #mustEqual(invariant: string, what: string, reported: number, own: number): void {
    if (reported !== own)
      throw new Objection(invariant, `${what}: ${reported} reported, ${own} by the books`);
  }

  #mustBeCachedOn(pfn: number, order: number, cpu: number): void {
    this.#mustBeTagged(pfn, order, TAG_CACHED, 'INV-103', 'is kept on a private list');
    const list = this.#s.listCpu[pfn]!; // The tag says that it is on one.
    if (list >= 0 && list !== cpu) {
      throw new Objection(
        'INV-118',
        `${blockText(pfn, order)} is reported on the list of CPU ${cpu}, but CPU ${list} keeps it`,
        pfn,
      );
    }
  }

  #mustBeTagged(pfn: number, order: number, tag: number, invariant: string, what: string): void {
    const s = this.#s;
    if (s.tag[pfn] === tag + order) return;
    throw new Objection(
      invariant,
      `the target reports that ${blockText(pfn, order)} ${what}; it is ${leafName(s.belief[pfn]!)}`,
      pfn,
    );
  }

  /** How withheld blocks hang together is the target's own business: nobody is served from them. */
  #mustBeWithheld(pfn: number, order: number): void {
    const s = this.#s;
    this.#withheldPages += 1 << order;
    for (let frame = pfn; frame < pfn + (1 << order); frame++) {
      if (s.belief[frame] === WITHHELD) continue;
      throw new Objection(
        'INV-136',
        `${blockText(pfn, order)} is reported as withheld, but frame ${hex(frame)} is ${leafName(s.belief[frame]!)}`,
        frame,
      );
    }
    this.#mustBeNew(pfn, order, SEEN_FREE);
  }

  #mustBeOneZone(pfn: number, order: number): void {
    const s = this.#s;
    for (let frame = pfn + 1; frame < pfn + (1 << order); frame++) {
      if (s.zone[frame] === s.zone[pfn]) continue;
      const zones = `${zoneTitle(s.zone[pfn]!)} and ${zoneTitle(s.zone[frame]!)}`;
      throw new Objection('INV-106', `free ${blockText(pfn, order)} lies in ${zones}`, frame);
    }
  }

  #mustBeFree(pfn: number, order: number): void {
    const s = this.#s;
    for (let frame = pfn; frame < pfn + (1 << order); frame++) {
      if (containingOrder(s, frame, 0) >= 0) continue;
      throw new Objection(
        ruleOfListed(s, frame),
        `${blockText(pfn, order)} is on a free list, but frame ${hex(frame)} is ${leafName(s.belief[frame]!)}`,
        frame,
      );
    }
  }

  /** No frame is on two lists, nor twice on one. */
  #mustBeNew(pfn: number, order: number, place: number): void {
    for (let frame = pfn; frame < pfn + (1 << order); frame++) {
      const before = this.#seen[frame]!;
      if (before !== SEEN_NOWHERE) {
        const rule = before === SEEN_FREE && place === SEEN_FREE ? 'INV-102' : 'INV-103';
        const where = rule === 'INV-102' ? 'two free blocks' : 'two places';
        throw new Objection(rule, `frame ${hex(frame)} is reported in ${where}`, frame);
      }
      this.#seen[frame] = place;
    }
  }

  #objectToPlace(pfn: number, order: number): never {
    throw new Objection('INV-104', `free ${blockText(pfn, order)} begins at no multiple of its size`, pfn);
  }

  /** A free block is missing: if its buddy is in use, a split has lost it. */
  #objectToLostHalf(): void {
    const s = this.#s;
    for (let pfn = 0; pfn < s.frameCount; pfn++) {
      const order = s.tag[pfn]! - TAG_FREE;
      if (order < 0 || order >= s.maxOrder || this.#seen[pfn] !== SEEN_NOWHERE) continue;
      const buddy = pfn ^ (1 << order);
      if (s.tag[buddy]! < TAG_CACHED || s.zone[buddy] !== s.zone[pfn]) continue;
      throw new Objection(
        'INV-116',
        `free ${blockText(pfn, order)} is on no list, and its buddy at ${hex(buddy)} was given out`,
        pfn,
      );
    }
  }

  #judgeMerged(pfn: number, order: number): void {
    const s = this.#s;
    if (containingOrder(s, pfn, order) >= 0) {
      this.#apart ??= new Objection(
        'INV-105',
        `free ${blockText(pfn, order)} lies apart from a free buddy`,
        pfn,
      );
      return;
    }
    this.#mustBeFree(pfn, order);
    this.#mustBeOneType(pfn, order);
    throw new Objection('INV-105', `free ${blockText(pfn, order)} joins blocks that may not merge`, pfn);
  }

  /** What is withheld does not count as free: as one block with what does, it would count as either. */
  #mustBeWithheldAsOne(pfn: number, order: number): void {
    const s = this.#s;
    const isolated = s.facts[pfn]! & FACT_ISOLATED; // In bounds, here and below.
    for (let frame = pfn; frame < pfn + (1 << order); frame += 1 << s.pageblockOrder) {
      if ((s.facts[frame]! & FACT_ISOLATED) === isolated) continue;
      const which = isolated ? 'the first' : `that at ${hex(frame)}`;
      const what = `free ${blockText(pfn, order)} joins pageblocks of which ${which} is isolated`;
      throw new Objection('INV-109', `${what}, and another is not`, frame);
    }
  }

  #mustBeOneType(pfn: number, order: number): void {
    const s = this.#s;
    const own = s.blockType[pfn >> s.pageblockOrder]!; // In bounds, here and below.
    for (let frame = pfn; frame < pfn + (1 << order); frame += 1 << s.pageblockOrder) {
      const type = s.blockType[frame >> s.pageblockOrder]!;
      if (type === own) continue;
      const types = `${MIGRATETYPE_NAMES[own]} and ${MIGRATETYPE_NAMES[type]}`;
      throw new Objection('INV-109', `free ${blockText(pfn, order)} joins pageblocks of ${types}`, frame);
    }
  }
}

const WITHHELD = 1 << LEAF['free.isolated'];
const POISONED = 1 << LEAF['offline.poisoned'];
const CACHED = 1 << LEAF['free.cached'];
const OUT_OF_SERVICE = 1 << LEAF['offline.present'];

/** What a frame breaks by being on a buddy list where it is not free, or free in another place. */
function ruleOfListed(s: WorldState, frame: number): string {
  const belief = s.belief[frame]; // Blocks lie below the frame count.
  if (belief === POISONED) return s.retired.includes(frame) ? 'INV-195' : 'INV-192';
  if (belief === OUT_OF_SERVICE) return 'INV-185';
  if (belief === CACHED) return 'INV-103';
  return belief === WITHHELD ? 'INV-108' : 'INV-107';
}

/** By what struck an allocation: whose doing it is that somebody has a hold on it whom the books do not know. */
const RULE_OF_HOLD = ['INV-168', 'INV-195', 'INV-196'] as const;

/** Modes in which `kernelcore=mirror` was asked for and makes no ZONE_MOVABLE. */
const VOID: readonly MirrorMode[] = ['no-mirror', 'kdump'];

function framesByZone({ zone, zoneCount, frameCount }: WorldState): Int32Array {
  const frames = new Int32Array(zoneCount);
  for (let frame = 0; frame < frameCount; frame++) frames[zone[frame]!]!++; // One with no zone counts nowhere.
  return frames;
}

/** Where a report puts a frame. */
const SEEN_NOWHERE = 0;
const SEEN_FREE = 1;
const SEEN_ELSEWHERE = 2;

function usedPages(s: WorldState): number {
  let pages = 0;
  for (let handle = 0; handle < s.handles; handle++) {
    if (s.at[handle]! >= 0) pages += 1 << s.order[handle]!;
    if (s.rangeAt[handle]! >= 0) pages += s.rangePages[handle]!;
  }
  return pages;
}

function queuedBlocks(s: WorldState): number {
  let blocks = 0;
  for (let handle = 0; handle < s.handles; handle++) blocks += s.queued[handle]!;
  return blocks;
}
