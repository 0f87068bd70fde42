import { INVALID, nodeOf, refusalName, zoneTitle } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { LENT, RANGE } from '../memory/pageWord.ts';
import { FREE_PAGES, MANAGED_PAGES, MIN_MARK } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { AllocatorError, type Complaint, page } from './allocatorError.ts';
import { blockReportOf, describePage } from './blockReport.ts';

/** Where a refusal came from. */
export interface Refusal {
  /** The call as the message begins with it. */
  readonly place: string;
  /** The negative answer of the contract. */
  readonly answer: number;
  /** The page that stood in the way, if the allocator named one. */
  readonly culprit: number | undefined;
}

/** The error for a request that got nothing. */
export function noBlock(memory: Memory, refusal: Refusal, order: number, node: number): AllocatorError {
  const pages = 2 ** order;
  if (codeOf(refusal) !== 'NO_MEMORY') return notDone(memory, refusal);
  return errorOf(refusal, {
    expected: `${pages === 1 ? 'a free page' : `a free block of ${pages} pages`} above the marks of its zones`,
    found: freeOf(memory, node),
    remedy: `free or reclaim memory${order > 0 ? ', compact it, or ask for a smaller order' : ''}`,
  });
}

/** `Node 0 Normal with 12 of 512 pages free and a min mark of 8`, for each zone of a node. */
function freeOf({ zones, zoneCount }: Memory, node: number): string {
  const own = Array.from({ length: zoneCount }, (_, zone) => zone).filter(
    (zone) => nodeOf(zone) === node && zones[fieldOf(zone, MANAGED_PAGES)]! > 0,
  );
  const texts = own.map((zone) => {
    const [free, managed, min] = [FREE_PAGES, MANAGED_PAGES, MIN_MARK].map(
      (field) => zones[fieldOf(zone, field)]!,
    );
    return `${zoneTitle(zone)} with ${free} of ${managed} pages free and a min mark of ${min}`;
  });
  return texts.length === 0 ? `no memory in service on node ${node}` : texts.join(', ');
}

/** The error for a block that the caller named, and that is not what the operation needs: a second free, a pinned page. */
export function wrongBlock(
  memory: Memory,
  refusal: Refusal,
  operation: BlockOperation,
  pfn: number,
  order: number,
): AllocatorError {
  const wrong = whatIsWrong(memory, pfn, order) ?? NEEDS[operation];
  return errorOf(refusal, { found: describePage(memory, pfn), pfn, ...wrong });
}

interface Wrong {
  readonly expected: string;
  readonly remedy: string;
}

/** What is wrong with the name of a block; undefined if there is such a block. */
function whatIsWrong(memory: Memory, pfn: number, order: number): Wrong | undefined {
  const block = blockReportOf(memory, pfn);
  const begins = `a block in use that begins at ${page(pfn)}`;
  if (block === undefined)
    return { expected: begins, remedy: 'name a block by the page that allocate returned' };
  if (block.state !== 'used') return { expected: begins, remedy: 'free each block once, and forget it then' };
  const word = memory.pages[block.pfn]!;
  if (word & RANGE) return { expected: begins, remedy: 'give a range back as a whole, with freeRange' };
  if (block.pfn !== pfn)
    return { expected: begins, remedy: `name the block by its first page, ${page(block.pfn)}` };
  if (word & LENT) return { expected: 'a block of a caller', remedy: 'take the page back with raw.deflate' };
  if (block.order !== order)
    return {
      expected: `a block of order ${order}`,
      remedy: 'leave the order out, or give that of the allocation',
    };
  return undefined;
}

/** What the operations need of a block beyond that it is one. */
const NEEDS = {
  free: {
    expected: 'a block that nobody has pinned or freed',
    remedy: 'take the pins away first, and free it once',
  },
  pin: { expected: 'a block of user memory', remedy: 'leave kernel memory alone, it stays where it is' },
  unpin: { expected: 'a pin of that term', remedy: 'take each pin away once, by its own term' },
  migrate: { expected: 'a block in use', remedy: 'name it by the page that allocate returned' },
} as const satisfies Record<string, Wrong>;

export type BlockOperation = keyof typeof NEEDS;

/** The error for a tag that cannot be recorded. */
export function badTag({ recordsOwners }: Memory, tag: number): AllocatorError {
  const parts = recordsOwners
    ? { expected: 'a whole number from 0 to 2^31 - 1', found: String(tag), remedy: 'choose another tag' }
    : { expected: 'records of owners', found: 'none', remedy: 'create the allocator with pageOwner: true' };
  return errorOf({ place: `tagWith(${tag})`, answer: INVALID, culprit: undefined }, parts);
}

/** The error for everything else: what could not move, was not there, or was objected to. */
export function notDone(memory: Memory, refusal: Refusal): AllocatorError {
  const { culprit } = refusal;
  const sentence = SENTENCES[codeOf(refusal)];
  return errorOf(
    refusal,
    culprit === undefined
      ? sentence
      : { ...sentence, found: `${describePage(memory, culprit)} at ${page(culprit)}` },
  );
}

const codeOf = ({ answer }: Refusal) => refusalName(answer)!; // Every refusal of the allocator has a name.

const SENTENCES: Record<Exclude<Complaint['code'], 'BAD_OPTIONS'>, Omit<Complaint, 'code' | 'place'>> = {
  NO_MEMORY: {
    expected: 'a new place for everything that must move',
    found: 'none',
    remedy: 'free or reclaim memory elsewhere',
  },
  NOT_PERMITTED: {
    expected: 'a caller with a right to mirrored memory, under a design that grants one',
    found: 'no such right',
    remedy: 'ask without MIRROR, or boot another design',
  },
  BUSY: { expected: 'pages that can move', found: 'one that cannot', remedy: 'free or unpin it first' },
  INVALID: {
    expected: 'arguments that name something and agree with each other',
    found: 'some that do not',
    remedy: 'compare them with the documentation of the method',
  },
  NOT_ONLINE: {
    expected: 'memory that is in service',
    found: 'none there',
    remedy: 'look at raw.memory.map for what there is, and bring it online',
  },
  POISONED: {
    expected: 'sound memory',
    found: 'a memory error',
    remedy: 'replace the block with raw.replace',
  },
  WOULD_WAIT: {
    expected: 'memory that can be dropped, moved or taken from a process',
    found: 'nothing left',
    remedy: 'free memory, or ask without NOFAIL',
  },
  INTERRUPTED: { expected: 'no signal', found: 'one', remedy: 'try again' },
  VETOED: { expected: 'nobody to object', found: 'somebody who did', remedy: 'try again' },
};

function errorOf(refusal: Refusal, parts: Omit<Complaint, 'code' | 'place'>): AllocatorError {
  const { place, culprit } = refusal;
  return new AllocatorError({ code: codeOf(refusal), place, pfn: culprit, ...parts });
}
