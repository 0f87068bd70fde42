// The simplest allocator that zoneproof can check: one owner mark a page, first fit. It keeps neither watermarks nor
// per-CPU lists and does not keep pageblocks apart by mobility, and it says so; it keeps every placement rule of the designs
// none, full, kernelcore, nonmirror and migratetype. Under reserve it fails, with INV-151 or INV-154: it sets no
// mirrored pageblocks aside.
//
//     zoneproof check --target docs/examples/naive-allocator.mjs
import {
  DONE,
  GFP,
  INVALID,
  isEligible,
  isPermitted,
  isValidGfp,
  mirrorInForce,
  NO_MEMORY,
  NOT_PERMITTED,
  zonelist,
} from 'zoneproof/spec';

export const target = {
  name: 'naive',
  operations: ['allocate', 'free'],
  keepsWatermarks: false,
  groupsByMobility: false,
  boot: (map, design) => new NaiveAllocator(map, design),
};

/** Marks of a page. */
const NOT_OURS = 0; // Holes, boot memory, offline memory.
const FREE = 1;
const FREE_CMA = 2; // Lent to movable requests only.
const USED = 3;

class NaiveAllocator {
  constructor(map, design) {
    this.map = map;
    this.design = design;
    this.inForce = mirrorInForce(map.layout, design);
    this.marks = new Uint8Array(map.frameCount).fill(NOT_OURS);
    this.cma = new Uint8Array(map.frameCount);
    this.zoneOf = new Uint8Array(map.frameCount);
    this.holdings = map.zones.map(() => ({ managed: 0, mirrored: 0 }));
    this.bounds = map.zones.map(() => ({ start: Number.POSITIVE_INFINITY, end: 0 }));
    for (const run of map.runs) if (run.state === 'available') this.takeOver(run);
  }

  takeOver({ start, end, zone, mirrored, cma }) {
    this.marks.fill(cma ? FREE_CMA : FREE, start, end);
    this.cma.fill(cma ? 1 : 0, start, end);
    this.zoneOf.fill(zone, start, end);
    const holds = this.holdings[zone];
    holds.managed += end - start;
    if (mirrored) holds.mirrored += end - start;
    const bounds = this.bounds[zone];
    bounds.start = Math.min(bounds.start, start);
    bounds.end = Math.max(bounds.end, end);
  }

  allocate(order, gfp, node) {
    if (!isValidGfp(gfp)) return INVALID;
    if (!isPermitted(this.design, this.inForce, gfp)) return NOT_PERMITTED;
    for (const zone of zonelist(this.map, node, gfp)) {
      if (!isEligible(this.design, this.inForce, gfp, zone, this.holdings[zone])) continue;
      const pfn = this.firstFit(zone, 2 ** order, (gfp & GFP.MOVABLE) !== 0);
      if (pfn === undefined) continue;
      this.marks.fill(USED, pfn, pfn + 2 ** order);
      return pfn;
    }
    return NO_MEMORY;
  }

  free(pfn, order) {
    for (let page = pfn; page < pfn + 2 ** order; page++) this.marks[page] = this.cma[page] ? FREE_CMA : FREE;
    return DONE;
  }

  /** The least that a target should report: how many pages of each zone are free. It is judged beside the answers. */
  inspect(into) {
    const free = this.holdings.map(() => 0);
    this.marks.forEach((mark, page) => {
      if (mark === FREE || mark === FREE_CMA) free[this.zoneOf[page]]++;
    });
    this.holdings.forEach(({ managed }, zone) => {
      into.zone(zone, free[zone], managed);
    });
  }

  /** The first aligned block of a zone that is free as a whole, and that the request may use. */
  firstFit(zone, pages, isMovable) {
    const { start, end } = this.bounds[zone];
    for (let pfn = Math.ceil(start / pages) * pages; pfn + pages <= end; pfn += pages) {
      if (this.isFreeBlock(zone, pfn, pages, isMovable)) return pfn;
    }
    return undefined;
  }

  isFreeBlock(zone, pfn, pages, isMovable) {
    const mark = this.marks[pfn]; // One mark for all of it: CMA never merges with other memory.
    if (mark !== FREE && !(mark === FREE_CMA && isMovable)) return false;
    for (let page = pfn; page < pfn + pages; page++) {
      if (this.marks[page] !== mark || this.zoneOf[page] !== zone) return false;
    }
    return true;
  }
}
