import {
  ALL_CPUS,
  CMA,
  EFFECT_CACHED,
  EFFECT_COLLAPSED,
  EFFECT_KILLED,
  EFFECT_MOVED,
  EFFECT_PUT_BACK,
  EFFECT_RECLAIMED,
  EFFECT_TOOK,
  EFFECT_TYPE_CHANGED,
  EFFECT_ZONE_CHOSEN,
  type Effects,
  GFP,
  gfpMigratetype,
  gfpZone,
  ISOLATE,
  isOrdinary,
  type MemoryMap,
  MOVABLE,
  NO_ZONE,
  ZONE_MOVABLE,
  zoneIndexOf,
} from '../../spec/index.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { type Held, isInPlace, isUser, pagesOf } from './held.ts';
import { type Report, reportOf } from './reportOf.ts';

/** What a user of the allocator can know, page by page and without any cleverness. */
export class Mirror {
  readonly held: Held[] = [];
  readonly zoneOfPage: number[];
  readonly poisoned = new Set<number>();
  readonly cached = new Map<number, number>();
  readonly allocator: PageAllocator;
  readonly effects: Effects;
  readonly map: MemoryMap;
  #records = 0;
  /** Processes killed so far. */
  kills = 0;

  constructor(allocator: PageAllocator, effects: Effects) {
    this.allocator = allocator;
    this.effects = effects;
    this.map = allocator.memory.map;
    this.zoneOfPage = new Array<number>(this.map.frameCount).fill(NO_ZONE);
    for (const run of this.map.runs) this.zoneOfPage.fill(run.zone, run.start, run.end);
  }

  at(pfn: number): Held | undefined {
    return this.held.find((entry) => entry.pfn <= pfn && pfn < entry.pfn + 2 ** entry.order);
  }

  /** The number of an allocation that was just made. */
  nextRecord(): number {
    return ++this.#records;
  }

  isPoisoned(entry: Held): boolean {
    for (let page = entry.pfn; page < entry.pfn + pagesOf(entry); page++)
      if (this.poisoned.has(page)) return true;
    return false;
  }

  forget(entry: Held): void {
    this.held.splice(this.held.indexOf(entry), 1);
  }

  /** Follows the effects of one operation; `online` is the memory block that came, if one did. */
  follow(online?: number): void {
    const { effects } = this;
    const killed = new Set<number>();
    for (let index = 0; index < effects.count; index++) {
      const first = effects.first(index);
      const second = effects.second(index);
      switch (effects.kind(index)) {
        case EFFECT_TOOK:
        case EFFECT_CACHED:
          if (this.cached.has(first)) throw new Error(`${first} is cached twice`);
          this.cached.set(first, second);
          break;
        case EFFECT_PUT_BACK:
          if (!this.cached.delete(first)) throw new Error(`${first} was not cached`);
          break;
        case EFFECT_MOVED: {
          const entry = this.at(first);
          if (entry === undefined || isInPlace(entry)) throw new Error(`${first} may not move`);
          this.cached.delete(second);
          entry.pfn = second;
          break;
        }
        case EFFECT_RECLAIMED: {
          const entry = this.at(first);
          if (entry === undefined || !isUser(entry) || isInPlace(entry))
            throw new Error(`${first} was dropped`);
          const isReclaimable = !entry.locked && entry.claim !== 'critical';
          if (!isReclaimable && !killed.has(entry.owner)) throw new Error(`${first} was reclaimed`);
          this.forget(entry);
          break;
        }
        case EFFECT_KILLED:
          killed.add(first);
          this.kills++;
          break;
        case EFFECT_COLLAPSED:
          this.#collapse(first, second);
          break;
        case EFFECT_TYPE_CHANGED:
          if (!isOrdinary(second)) throw new Error(`${first} became ${second}`);
          break;
        case EFFECT_ZONE_CHOSEN: {
          const { memoryBlockPages } = this.map.layout.geometry;
          const start = online! * memoryBlockPages;
          this.zoneOfPage.fill(first, start, start + memoryBlockPages);
          break;
        }
      }
    }
    effects.clear();
    const survivor = this.held.find((entry) => killed.has(entry.owner) && isUser(entry) && !isInPlace(entry));
    if (survivor !== undefined) throw new Error(`${survivor.pfn} survived its process`);
  }

  /** The lower half comes first and takes the place; the upper one joins it. */
  #collapse(from: number, to: number): void {
    const entry = this.at(from);
    if (entry === undefined || isInPlace(entry)) throw new Error(`${from} may not collapse`);
    if (to % (2 * pagesOf(entry)) === 0) {
      this.cached.delete(to);
      entry.pfn = to;
      return;
    }
    const lower = this.at(to - pagesOf(entry))!;
    this.forget(entry);
    lower.order++;
    lower.records.push(...entry.records);
  }

  /** Compares the allocator's report with the mirror, and with itself. Answers what is wrong. */
  complaints(): string[] {
    const report = reportOf(this.allocator);
    return [
      ...this.#blockComplaints(report),
      ...this.#zoneComplaints(report),
      ...this.#mergeComplaints(report),
      ...this.#cacheComplaints(report),
      ...this.#placeComplaints(report),
      ...this.#holdComplaints(report),
      ...this.#pageblockComplaints(report),
    ];
  }

  /** After a full drain nothing may be cached. */
  drained(): string[] {
    this.allocator.drain(ALL_CPUS);
    this.follow();
    return reportOf(this.allocator).cached.map(({ pfn }) => `${pfn} is still cached`);
  }

  #blockComplaints(report: Report): string[] {
    const bad: string[] = [];
    const owner = new Array<string>(this.map.frameCount);
    const cover = (pfn: number, order: number, what: string) => {
      if (pfn % 2 ** order !== 0) bad.push(`${what} ${pfn}/${order} is not aligned`);
      for (let page = pfn; page < pfn + 2 ** order; page++) {
        if (owner[page] !== undefined) bad.push(`${page} is ${owner[page]} and ${what}`);
        if (this.zoneOfPage[page] !== this.zoneOfPage[pfn]) bad.push(`${what} ${pfn}/${order} spans zones`);
        if (this.zoneOfPage[page] === NO_ZONE) bad.push(`${page} is ${what} without a zone`);
        if (this.poisoned.has(page) && what !== 'used') bad.push(`${page} is poisoned and ${what}`);
        owner[page] = what;
      }
    };
    for (const { pfn, order } of report.free) cover(pfn, order, 'free');
    for (const { pfn, order } of report.cached) cover(pfn, order, 'cached');
    for (const { pfn, order } of report.used) cover(pfn, order, 'used');
    const sorted = [...this.held].sort((one, two) => one.pfn - two.pfn);
    const used = report.used.map(({ pfn, order }) => `${pfn}/${order}`).join();
    const held = sorted.map(({ pfn, order }) => `${pfn}/${order}`).join();
    if (used !== held) bad.push(`used ${used}, held ${held}`);
    for (const { pfn, short, long } of sorted) {
      const pins = report.pins.get(pfn) ?? { short: 0, long: 0 };
      if (pins.short !== short || pins.long !== long) bad.push(`pins of ${pfn}`);
    }
    for (const run of this.map.runs) {
      for (let page = run.start; page < run.end; page++) {
        const served = this.zoneOfPage[page] !== NO_ZONE && run.state !== 'fixed';
        if (served && owner[page] === undefined && !this.poisoned.has(page)) bad.push(`${page} leaked`);
        if (run.state === 'fixed' && owner[page] !== undefined)
          bad.push(`${page} is fixed and ${owner[page]}`);
      }
    }
    return bad;
  }

  #zoneComplaints(report: Report): string[] {
    const bad: string[] = [];
    for (const [zone, { free, managed }] of report.zones) {
      const counted = report.free
        .filter((block) => this.zoneOfPage[block.pfn] === zone && block.type !== ISOLATE)
        .reduce((pages, { order }) => pages + 2 ** order, 0);
      if (counted !== free) bad.push(`zone ${zone} says ${free} free, lists hold ${counted}`);
      const fixed = this.map.runs.filter((run) => run.state === 'fixed' && run.zone === zone);
      const members = this.zoneOfPage.filter((member) => member === zone).length;
      const lent = this.held.filter((entry) => entry.lent && this.zoneOfPage[entry.pfn] === zone).length;
      const expected = members - lent - fixed.reduce((pages, run) => pages + run.end - run.start, 0);
      if (expected !== managed) bad.push(`zone ${zone} says ${managed} managed, has ${expected}`);
    }
    for (const zone of new Set(this.zoneOfPage))
      if (zone !== NO_ZONE && !report.zones.has(zone)) {
        const fixedOnly = this.map.runs.every((run) => run.zone !== zone || run.state === 'fixed');
        if (!fixedOnly) bad.push(`zone ${zone} is not reported`);
      }
    return bad;
  }

  #mergeComplaints(report: Report): string[] {
    const bad: string[] = [];
    const { maxOrder, pageblockOrder } = this.map.layout.geometry;
    const byPfn = new Map(report.free.map((block) => [block.pfn, block]));
    for (const { pfn, order, type } of report.free) {
      for (let page = pfn; page < pfn + 2 ** order; page++) {
        const start = page & -(1 << pageblockOrder);
        const pageblock = report.pageblocks.get(start);
        const listed = pageblock?.isolated ? ISOLATE : pageblock?.type;
        if (listed !== type) bad.push(`${pfn}/${order} is on list ${type}, pageblock ${start} is ${listed}`);
      }
      const buddy = byPfn.get(pfn ^ (1 << order));
      if (order === maxOrder || buddy === undefined || buddy.order !== order) continue;
      if (this.zoneOfPage[buddy.pfn] !== this.zoneOfPage[pfn]) continue;
      if (buddy.type === type || (isOrdinary(type) && isOrdinary(buddy.type)))
        bad.push(`${pfn}/${order} and ${buddy.pfn} are not merged`);
    }
    return bad;
  }

  #cacheComplaints(report: Report): string[] {
    const bad = report.cached
      .filter(({ pfn, order }) => this.cached.get(pfn) !== order)
      .map(({ pfn }) => `${pfn} is cached, but was not reported`);
    if (report.cached.length !== this.cached.size) bad.push('a block left the caches unreported');
    return bad;
  }

  /** References, locks, queues, and the record of every page that is held. */
  #holdComplaints(report: Report): string[] {
    const locked = this.held.filter((entry) => entry.locked).map(({ pfn }) => pfn);
    const queued = this.held.filter((entry) => entry.half).map(({ pfn }) => pfn);
    const referenced = this.held.filter(({ references }) => references > 0);
    const bad: string[] = [];
    if (listed(locked) !== listed([...report.locked])) bad.push(`locked ${listed([...report.locked])}`);
    if (listed(queued) !== listed(report.queued)) bad.push(`queued ${listed(report.queued)}`);
    if (report.references.size !== referenced.length) bad.push('referenced');
    for (const { pfn, references, orphan } of referenced) {
      const said = report.references.get(pfn);
      if (said?.count !== references || said.orphan !== orphan) bad.push(`references of ${pfn}`);
    }
    for (const { pfn, records } of this.held) {
      const said = records.map((_, index) => this.allocator.ownerOf(pfn + index));
      if (`${said}` !== `${records}`) bad.push(`${pfn} is recorded as ${said}, was handed to ${records}`);
    }
    return bad;
  }

  /** The promises about place, from the flags of the request; a long-term pin adds its own. */
  #placeComplaints(report: Report): string[] {
    const { pageblockOrder } = this.map.layout.geometry;
    return this.held.flatMap(({ pfn, gfp, long }) => {
      const zone = zoneIndexOf(this.zoneOfPage[pfn]!);
      const type = report.pageblocks.get(pfn & -(1 << pageblockOrder))?.type;
      const run = this.map.runs.find(({ start, end }) => start <= pfn && pfn < end);
      const bad: string[] = [];
      if (zone > gfpZone(gfp)) bad.push(`${pfn} lies above its ceiling`);
      if (type === CMA && gfpMigratetype(gfp) !== MOVABLE) bad.push(`${pfn} is unmovable and in CMA`);
      if (long > 0 && (zone === ZONE_MOVABLE || type === CMA)) bad.push(`${pfn} is pinned and must leave`);
      if (gfp & GFP.MIRROR && !run?.mirrored) bad.push(`${pfn} must be mirrored`);
      return bad;
    });
  }

  /** Between operations nothing is isolated, and CMA is where boot put it. */
  #pageblockComplaints(report: Report): string[] {
    const { pageblockOrder } = this.map.layout.geometry;
    return [...report.pageblocks].flatMap(([pfn, { type, isolated }]) => {
      const areas = this.map.runs.filter(({ cma }) => cma);
      const isArea = areas.some(({ start, end }) => start < pfn + 2 ** pageblockOrder && pfn < end);
      const bad: string[] = [];
      if (isolated) bad.push(`pageblock ${pfn} is still isolated`);
      if (isArea !== (type === CMA)) bad.push(`pageblock ${pfn} became ${type}`);
      return bad;
    });
  }
}

const listed = (pfns: readonly number[]): string => [...pfns].sort((one, two) => one - two).join();
