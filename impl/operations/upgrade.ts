import {
  BUSY,
  DONE,
  GFP,
  INVALID,
  migrationGfp,
  NO_MEMORY,
  NOT_PERMITTED,
  nodeOf,
  OWNERS,
  ZONE_MOVABLE,
  ZONE_NORMAL,
  zoneIndexOf,
} from '../../spec/index.ts';
import { relist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import {
  CLAIM_BITS,
  CLAIM_SHIFT,
  claimIn,
  isOrphan,
  isUsed,
  MIRRORED,
  NONE,
  orderIn,
  ownerIn,
  zoneIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { claimNumber } from '../requests/claims.ts';
import { claimOfCode, requestCode } from '../requests/requestCode.ts';
import { refreshRoutes } from '../requests/routes.ts';

const USER = claimNumber('user');
const CRITICAL = claimNumber('critical');
const CRITICAL_GFP = migrationGfp('critical', ZONE_NORMAL);

/** Makes a process mirrored: all that it maps, or nothing. Source: LWN, LSFMM 2016, "Partial address-space mirroring". */
export function upgradeOwner(allocator: PageAllocator, owner: number, privilege: number): number {
  const { memory } = allocator;
  if (owner <= 0 || owner >= OWNERS) return INVALID;
  if (!memory.inForce || !memory.design.criticalRequests || privilege === 0) return NOT_PERMITTED;
  const culprit = firstThatStays(allocator, owner);
  if (culprit !== NONE) return refuse(memory, culprit, BUSY);
  const stuck = allocator.moveIntoMirror(owner);
  if (stuck !== NONE) return refuse(memory, stuck, NO_MEMORY);
  for (let pfn = nextMapped(memory, owner, 0); pfn !== NONE; pfn = nextMapped(memory, owner, pfn + 1))
    giveRight(memory, pfn);
  memory.upgraded[0]! |= 1 << owner;
  refreshRoutes(memory);
  return DONE;
}

/** Moves what a process maps outside the mirror. Answers the first page that found no place, or {@link NONE}. */
export function moveIntoMirror(allocator: PageAllocator, owner: number): number {
  const { memory } = allocator;
  for (let pfn = nextMapped(memory, owner, 0); pfn !== NONE; pfn = nextMapped(memory, owner, pfn + 1)) {
    const node = nodeOf(zoneIn(memory.pages[pfn]!));
    if (!isInMirror(memory, pfn) && allocator.moveAllocation(pfn, CRITICAL_GFP, node) < 0) return pfn;
  }
  return NONE;
}

/** The flags of a request for a process: once it is mirrored, its user memory is mirrored by right. */
export function flagsOfProcess({ upgraded }: Memory, gfp: number, owner: number): number {
  const isMirrored = (upgraded[0]! >> owner) & 1 && claimOfCode(requestCode(gfp)) === USER;
  return isMirrored ? gfp | GFP.MIRROR | GFP.PRIVILEGED : gfp;
}

function refuse(memory: Memory, culprit: number, answer: number): number {
  memory.effects.culprit(culprit);
  return answer;
}

function firstThatStays(allocator: PageAllocator, owner: number): number {
  const { memory } = allocator;
  for (let pfn = nextMapped(memory, owner, 0); pfn !== NONE; pfn = nextMapped(memory, owner, pfn + 1)) {
    if (isInMirror(memory, pfn)) continue;
    const culprit = allocator.whatKeeps(pfn, orderIn(memory.pages[pfn]!));
    if (culprit !== NONE) return culprit;
  }
  return NONE;
}

/** The next allocation from a page on that a process maps, or {@link NONE}. No list will do: what is pinned is on none. */
function nextMapped({ pages, frameCount }: Memory, owner: number, from: number): number {
  for (let pfn = from; pfn < frameCount; ) {
    const word = pages[pfn]!;
    if (ownerIn(word) === owner && isMapped(word)) return pfn;
    pfn += 1 << orderIn(word);
  }
  return NONE;
}

const isMapped = (word: number): boolean =>
  isUsed(word) && !isOrphan(word) && (claimIn(word) === USER || claimIn(word) === CRITICAL);

/** On mirrored frames below ZONE_MOVABLE, which may leave. */
function isInMirror({ pages }: Memory, pfn: number): boolean {
  if (zoneIndexOf(zoneIn(pages[pfn]!)) === ZONE_MOVABLE) return false;
  const end = pfn + (1 << orderIn(pages[pfn]!));
  for (let page = pfn; page < end; page++) if (!(pages[page]! & MIRRORED)) return false;
  return true;
}

function giveRight(memory: Memory, pfn: number): void {
  const word = memory.pages[pfn]!;
  relist(memory, pfn, (word & ~CLAIM_BITS) | (CRITICAL << CLAIM_SHIFT));
}
