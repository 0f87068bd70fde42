import { DONE, INVALID } from '../../spec/index.ts';
import type { Memory } from './memory.ts';
import { isUsed, orderIn } from './pageWord.ts';

/**
 * Who has a page: an integer for each page of a block, written when the block is handed out. It is the number of the allocation,
 * counted from 1, or the tag that the caller gave before. It moves along when the allocation moves, and stays when it is freed,
 * so that the last holder of a free page can be named too. Source: mm/page_owner.c.
 */
export const RECORDING_WORDS = 2;
/** Allocations recorded under their number so far; and the tag, or 0. */
const NUMBER = 0;
const TAG = 1;
const MOST_TAG = 0x7fffffff;

/** Records who is handed these pages. Source: __set_page_owner_handle. */
export function recordOwner(memory: Memory, pfn: number, pages: number): void {
  if (!memory.recordsOwners) return;
  const { records, recording } = memory;
  const tag = recording[TAG]!;
  records.fill(tag === 0 ? ++recording[NUMBER]! : tag, pfn, pfn + pages);
}

/** Takes a record along when what it is about moves. Source: __folio_copy_owner. */
export function carryRecord({ records }: Memory, from: number, to: number, pages: number): void {
  records.copyWithin(to, from, from + pages);
}

/** Sets the tag of what is handed out from now on; 0 stands for the number of the allocation. @returns DONE or INVALID */
export function setTag(memory: Memory, tag: number): number {
  if (!memory.recordsOwners || tag !== (tag & MOST_TAG)) return INVALID;
  memory.recording[TAG] = tag;
  return DONE;
}

/** The record of who has a page, or had it last; 0 if nobody did, INVALID if there are no records of it. Takes any number. */
export const ownerOf = ({ records, frameCount }: Memory, pfn: number): number =>
  pfn < frameCount ? (records[pfn] ?? INVALID) : INVALID;

/** Visits the records of all that is in use, ascending: first page, order and record of each block. */
export function eachOwner(memory: Memory, visit: (pfn: number, order: number, record: number) => void): void {
  const { pages, records, recordsOwners } = memory;
  const frameCount = recordsOwners ? memory.frameCount : 0;
  for (let pfn = 0; pfn < frameCount; ) {
    const word = pages[pfn]!;
    if (isUsed(word)) visit(pfn, orderIn(word), records[pfn]!);
    pfn += 1 << orderIn(word);
  }
}
