import { CLAIMS, type Claim, NO_ZONE } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import {
  claimIn,
  FIXED,
  headOf,
  isFree,
  isOrphan,
  isPinned,
  isUsed,
  LENT,
  NONE,
  nextOf,
  orderIn,
  ownerIn,
  previousOf,
  RANGE,
  referencesIn,
  shortPinsIn,
  zoneIn,
} from '../memory/pageWord.ts';

/** The block around a page: free, on a private list of a CPU, or in use. */
export interface BlockReport {
  /** First page. */
  readonly pfn: number;
  /** Its size is `2^order` pages. */
  readonly order: number;
  /** On a buddy list, on a private list of a CPU, or in use. */
  readonly state: 'free' | 'cached' | 'used';
  /** What its holder said it needs, if it is in use. */
  readonly claim?: Claim;
  /** The process it is for, 0 for none, if it is in use. */
  readonly process?: number;
  /** Number or tag of the allocation, the last one if it is free; absent without records, 0 if nobody had it so far. */
  readonly record?: number;
}

/** The block around a page, or undefined: a hole, offline or boot memory, a retired page, or no page at all. */
export function blockReportOf(memory: Memory, pfn: number): BlockReport | undefined {
  if (!isPage(memory, pfn)) return undefined;
  const head = headOf(memory.pages, pfn, memory.maxOrder);
  if (head === NONE) return undefined;
  const word = memory.pages[head]!;
  const block = { pfn: head, order: orderIn(word), ...recordAt(memory, pfn) };
  if (!isUsed(word)) return { ...block, state: isFree(word) ? 'free' : 'cached' };
  return { ...block, state: 'used', claim: CLAIMS[claimIn(word)]!, process: ownerIn(word) }; // A place in CLAIMS.
}

const recordAt = ({ recordsOwners, records }: Memory, pfn: number) =>
  recordsOwners ? { record: records[pfn]! } : {};

/** A page in words, as what was found where something else was expected. */
export function describePage(memory: Memory, pfn: number): string {
  if (!isPage(memory, pfn)) return 'no page of this machine';
  const own = memory.pages[pfn]!;
  if (zoneIn(own) === NO_ZONE) return 'memory that is not in service';
  if (own & FIXED) return 'memory that was taken before the allocator existed';
  const block = blockReportOf(memory, pfn);
  if (block === undefined) return 'a page that left circulation after a memory error';
  const holder = block.record ? ` (allocation ${block.record} had it last)` : '';
  if (block.state !== 'used') return `a free page${holder}`;
  return describeUse(memory, block, pfn);
}

function describeUse(memory: Memory, { pfn: head, order, claim }: BlockReport, pfn: number): string {
  const word = memory.pages[head]!;
  const link = memory.links[nextOf(head)]!;
  if (word & RANGE) return `part of a contiguous range of ${link} pages`;
  if (word & LENT) return 'a page lent to a hypervisor';
  const inside = pfn === head ? 'a' : 'a page inside a';
  const holds = isPinned(word) ? holdsOf(link, memory.links[previousOf(head)]!) : '';
  return `${inside} ${claim} block of order ${order}${isOrphan(word) ? ' freed before' : ''}${holds}`;
}

function holdsOf(link: number, long: number): string {
  const counts = [
    count(shortPinsIn(link), 'short-term pin'),
    count(long, 'long-term pin'),
    count(referencesIn(link), 'reference'),
  ];
  return ` with ${counts.filter((text) => text !== '').join(', ')}`;
}

const count = (number: number, what: string): string =>
  number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;

const isPage = ({ frameCount }: Memory, pfn: number): boolean =>
  Number.isInteger(pfn) && pfn >= 0 && pfn < frameCount;
