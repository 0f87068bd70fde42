import * as spec from '../../spec/index.ts';
import {
  GFP,
  keepsUserOutside,
  ZONE_MOVABLE,
  ZONES_PER_NODE,
  zoneIndexOf,
  zonelist,
} from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { NONE } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import * as kinds from '../requests/kinds.ts';
import { ceilingIn, kindIn } from '../requests/requestCode.ts';
import { MANAGED_PAGES, MIRRORED_PAGES } from './zoneRecord.ts';
import { fieldOf } from './zones.ts';

const { THISNODE } = spec.GFP;
const { KINDS, MIRROR_KIND } = kinds;

/** Words that the zonelists of all nodes take: for each node and kind one with all nodes, one with its own only. */
export const zonelistWords = (nodeCount: number): number =>
  nodeCount * KINDS * 2 * (nodeCount * ZONES_PER_NODE + 1);

/** Index of the first zone that a request may look at; its list goes on from there to {@link NONE}. */
export function zonelistAt(memory: Memory, node: number, gfp: number, code: number): number {
  const ownNodeOnly = gfp & THISNODE ? 1 : 0;
  return Math.imul(((Math.imul(node, KINDS) + kindIn(code)) << 1) | ownNodeOnly, memory.zoneCount + 1);
}

/**
 * Whether requests of a kind may look at a zone at all. A mandatory mirrored request takes no zone with one unmirrored
 * managed page, unless it takes from a reserve of mirrored pages only; user pages stay out of kernel zones where the design keeps them out of the mirror.
 */
export function isEligibleZone(memory: Memory, zone: number, kind: number): boolean {
  const ceiling = ceilingIn(kind);
  const managed = memory.zones[fieldOf(zone, MANAGED_PAGES)]!;
  if (managed === 0 || zoneIndexOf(zone) > ceiling) return false;
  const mirrored = memory.zones[fieldOf(zone, MIRRORED_PAGES)]!;
  if (kind & MIRROR_KIND) return memory.setsAside ? mirrored > 0 : mirrored === managed;
  if (ceiling !== ZONE_MOVABLE || !memory.inForce || !keepsUserOutside(memory.design)) return true;
  return zoneIndexOf(zone) === ZONE_MOVABLE;
}

/** Writes all zonelists anew, each with nothing but eligible zones, so that a request never meets another. */
export function refreshZonelists(allocator: PageAllocator): void {
  const { memory } = allocator;
  for (let node = 0; node < memory.nodeCount; node++) {
    for (const gfp of [0, GFP.THISNODE]) {
      const zones = zonelist(memory.map, node, gfp);
      for (let kind = 0; kind < KINDS; kind++) {
        const eligible = zones.filter((zone) => allocator.isEligible(zone, kind));
        memory.zonelists.set([...eligible, NONE], zonelistAt(memory, node, gfp, kind));
      }
    }
  }
}
