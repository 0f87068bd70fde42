import { pageFactsOf } from '../../model/machines/pageFacts.ts';
import { holderAt, type WorldState } from '../../model/oracle/index.ts';
import {
  BLOCK_ABSENT,
  BLOCK_GOING_OFFLINE,
  BLOCK_OFFLINE,
  BLOCK_ONLINE,
  KEPT_BY_HYPERVISOR,
  KEPT_BY_POOL,
  KEPT_BY_REFERENCE,
  TAG_CACHED,
  TAG_FREE,
  TAG_USED,
} from '../../model/oracle/state.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { LEAF, LEAVES, type LeafName, leavesIn } from '../../spec/pages/leaf.ts';
import { MIGRATETYPE_NAMES } from '../../spec/zones/migratetype.ts';
import { NO_ZONE, zoneTitle } from '../../spec/zones/zone.ts';

/** What the oracle's books say of a page, as pairs of a name and a sentence; pfns in hexadecimal, sizes in pages. */
export type PageDetails = readonly (readonly [name: string, says: string])[];

/** Everything about a page that the books hold. @param operations those asked, for the name of its holder */
export function pageDetails(s: WorldState, pfn: number, operations: readonly Operation[]): PageDetails {
  const leaves = leavesIn(s.belief[pfn] ?? 0);
  const handle = holderAt(s, pfn);
  return [
    ['state', leaves.map((name) => `${name}: ${meaningOf(name)}`).join('; or ')],
    ['zone', zoneText(s.zone[pfn] ?? NO_ZONE)],
    ['mirror', mirrorText(s, pfn)],
    ['pageblock', pageblockText(s, pfn)],
    ['memory block', memoryBlockText(s, pfn)],
    ['part of', blockText(s, pfn)],
    ...(handle < 0 ? rangeDetails(s, pfn, operations) : holderDetails(s, handle, operations)),
    ['memory error', errorText(s, pfn)],
  ];
}

/** The leaf in one sentence. */
export const meaningOf = (name: LeafName): string => LEAVES[LEAF[name]]!.meaning; // Every leaf has a number.

const hex = (pfn: number): string => `0x${pfn.toString(16)}`;
const pagesText = (pages: number): string => (pages === 1 ? '1 page' : `${pages} pages`);
const times = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const zoneText = (zone: number): string =>
  zone === NO_ZONE ? 'none: this memory is not in service' : zoneTitle(zone);

const MIRROR_TEXTS = {
  protected: 'protected: firmware keeps a second copy',
  bare: 'bare: one copy, and the design promises that no kernel page is here',
  exempt: 'exempt: one copy, and the design promises no more',
};

const factsOf = (s: WorldState, pfn: number) => pageFactsOf(s.facts[pfn] ?? 0);

const mirrorText = (s: WorldState, pfn: number): string => MIRROR_TEXTS[factsOf(s, pfn)?.mirror ?? 'bare'];

function pageblockText(s: WorldState, pfn: number): string {
  const number = pfn >> s.pageblockOrder;
  const type = MIGRATETYPE_NAMES[s.blockType[number] ?? 0];
  const isolated = factsOf(s, pfn)?.isolated ? ', isolated' : '';
  return `number ${number}, ${pagesText(2 ** s.pageblockOrder)}, migratetype ${type}${isolated}`;
}

const BLOCK_NAMES: Readonly<Record<number, string>> = {
  [BLOCK_ABSENT]: 'absent',
  [BLOCK_OFFLINE]: 'offline',
  [BLOCK_ONLINE]: 'online',
  [BLOCK_GOING_OFFLINE]: 'going offline',
};

function memoryBlockText(s: WorldState, pfn: number): string {
  const number = Math.trunc(pfn / s.blockPages);
  const broken = s.brokenMirror[number] === 1 ? ', its mirror broken' : '';
  return `number ${number}, ${pagesText(s.blockPages)}, ${BLOCK_NAMES[s.memoryBlock[number] ?? 0] ?? 'between two states'}${broken}`;
}

/** The block on some list, or the allocation, that the page belongs to. */
function blockText(s: WorldState, pfn: number): string {
  for (let order = 0; order <= s.maxOrder; order++) {
    const first = pfn & -(1 << order);
    const what: Readonly<Record<number, string>> = {
      [TAG_FREE]: 'a free block',
      [TAG_USED]: 'an allocation',
      [TAG_CACHED]: 'a block on a private list',
    };
    const tag = (s.tag[first] ?? 0) - order;
    const name = what[tag];
    if (name !== undefined) return `${name}${listOf(s, first, tag)} of order ${order} at ${hex(first)}`;
  }
  return 'no block';
}

function listOf(s: WorldState, first: number, tag: number): string {
  if (tag !== TAG_CACHED) return '';
  const cpu = s.listCpu[first] ?? -1;
  return ` of ${cpu < 0 ? 'some CPU' : `CPU ${cpu}`} for ${MIGRATETYPE_NAMES[s.listType[first] ?? 0]}`;
}

/** Frames of a contiguous range begin no allocation: the range has them all. */
function rangeDetails(s: WorldState, pfn: number, operations: readonly Operation[]): PageDetails {
  for (let handle = 0; handle < s.handles; handle++) {
    const first = s.rangeAt[handle] ?? -1;
    const pages = s.rangePages[handle] ?? 0;
    if (first < 0 || pfn < first || pfn >= first + pages) continue;
    const range = `a contiguous range of ${pagesText(pages)} at ${hex(first)}`;
    return [['holder', `${callText(operations, handle)}: ${range}`]];
  }
  return [['holder', 'nobody']];
}

function holderDetails(s: WorldState, handle: number, operations: readonly Operation[]): PageDetails {
  const long = s.longPins[handle] ?? 0;
  const short = s.shortPins[handle] ?? 0;
  const extra = s.references[handle] ?? 0;
  const kept = s.kept[handle] ?? 0;
  const owned = kept === KEPT_BY_REFERENCE ? 0 : 1;
  const owner = s.owner[handle] ?? 0;
  return [
    ['holder', `${callText(operations, handle)}${KEPT_TEXTS[kept] ?? ''}`],
    [
      'claim',
      `${CLAIMS[s.claim[handle] ?? 0]}, ${owner === 0 ? 'of nobody in particular' : `of process ${owner}`}`,
    ],
    [
      'refcount',
      `${owned + extra + long + short}: ${owned === 1 ? 'its owner' : 'no owner'}, ${times(extra, 'extra reference')}, ${times(long + short, 'pin')}`,
    ],
    ['pins', long + short === 0 ? 'none' : `${long} long, ${short} short`],
    ...(s.locked[handle] === 1 ? [['locked', 'into memory: reclaim passes by'] as const] : []),
    ...(s.queued[handle] === 1 ? [['queued', 'partly unmapped, waits to be split'] as const] : []),
  ];
}

const KEPT_TEXTS: Readonly<Record<number, string>> = {
  [KEPT_BY_REFERENCE]: '; its owner has freed it, a reference keeps it',
  [KEPT_BY_POOL]: '; it waits in the pool',
  [KEPT_BY_HYPERVISOR]: '; a hypervisor has it',
};

function callText(operations: readonly Operation[], handle: number): string {
  const operation = operations[handle];
  return operation === undefined ? `#${handle}` : describeOperation(operation, handle);
}

const ERRORS = { no: 'none', injected: 'reported by software', real: 'reported by the hardware' };
const errorText = (s: WorldState, pfn: number): string => ERRORS[factsOf(s, pfn)?.bad ?? 'no'];
