import type { PageEventName } from './pageEvents.ts';
import { ARRIVE_EVENTS, CLAIM_EVENTS, RESERVE_EVENTS, SERVE_EVENTS } from './pageEvents.ts';
import type { PageFacts } from './pageFacts.ts';

/** Whether a rule holds, given the facts before the event. */
export type PageRule = (facts: PageFacts) => boolean;

const never: PageRule = () => false;

/**
 * The rules that guards name. A rule with a number protects that invariant, and its failure is the diagnosis of a refusal;
 * one without only chooses between branches. Numbers from INV-101 on are those of the catalogue of Linux rules.
 */
export const PAGE_RULES = {
  'page is poisoned': ({ bad }) => bad !== 'no',
  'page is isolated': ({ isolated }) => isolated,
  'frame is protected': ({ mirror }) => mirror === 'protected',
  'page is set aside': ({ blockType }) => blockType === 'reserve',

  'INV-1 page is below ZONE_MOVABLE': ({ zone }) => zone === 'kernel',
  'INV-2 frame is mirrored': ({ mirror }) => mirror === 'protected',
  'INV-2 frame is mirrored, or exempt from the promise': ({ mirror }) => mirror !== 'bare',
  'INV-2 page is in the mirror reserve': never,
  'INV-5 no device writes the page': never,
  'INV-107 no pin holds the page': never,
  'INV-107 no reference holds the page': never,
  'INV-118 page on a private list is not isolated': ({ isolated }) => !isolated,
  'INV-118 page on a private list is not set aside': ({ blockType }) => blockType !== 'reserve',
  'INV-122 page is below ZONE_MOVABLE': ({ zone }) => zone === 'kernel',
  'INV-134 page is not isolated': ({ isolated }) => !isolated,
  'INV-134 page is not withheld': never,
  'INV-136 page is isolated': ({ isolated }) => isolated,
  'INV-137 page is not isolated yet': ({ isolated }) => !isolated,
  'INV-137 page is not withheld yet': never,
  'INV-139 page is not CMA': ({ blockType }) => blockType !== 'cma',
  'INV-151 page is in ZONE_MOVABLE': ({ zone }) => zone === 'movable',
  'INV-151 page is outside the mirror reserve': never,
  'INV-154 request has a right to the mirror reserve': never,
  'INV-154 pageblock is set aside': ({ blockType }) => blockType === 'reserve',
  'INV-163 page is below ZONE_MOVABLE': ({ zone }) => zone === 'kernel',
  'INV-163 page is not CMA': ({ blockType }) => blockType !== 'cma',
  'INV-163 page is not isolated': ({ isolated }) => !isolated,
  'INV-165 target is below ZONE_MOVABLE': ({ zone }) => zone === 'kernel',
  'INV-165 target is not CMA': ({ blockType }) => blockType !== 'cma',
  'INV-168 page has no extra reference': never,
  'INV-172 page may change its place': never,
  'INV-176 page is not lent': never,
  'INV-188 page may leave its place': never,
  'INV-188 block is not CMA': ({ blockType }) => blockType !== 'cma',
  'INV-192 page is not poisoned': ({ bad }) => bad === 'no',
  'INV-192 page is in circulation': never,
  'INV-194 page is poisoned': ({ bad }) => bad !== 'no',
  'INV-194 error was injected': ({ bad }) => bad !== 'real',
  'INV-195 page is not poisoned': ({ bad }) => bad === 'no',
  'INV-198 page is not poisoned': ({ bad }) => bad === 'no',
  'INV-198 block holds no poisoned page': never,
} as const satisfies Record<string, PageRule>;

/** Name of a rule of {@link PAGE_RULES}. */
export type PageRuleName = keyof typeof PAGE_RULES;

/** The rule that a page breaks when it is in a state that does not know the event at all. */
export const PAGE_DEFAULT_REFUSALS: Readonly<Record<PageEventName, string>> = {
  release: 'INV-103 memory waits to be put into service',
  reserveFixed: 'INV-103 memory waits to be put into service',
  online: 'INV-103 memory waits to be put into service',
  unisolate: 'INV-136 page is isolated',
  isolate: 'INV-103 memory is online',
  takeOffline: 'INV-185 page is free and withheld',
  take: 'INV-103 page is on a buddy list',
  putBack: 'INV-103 page is on a private list',
  ...each(SERVE_EVENTS, 'INV-103 page is free'),
  free: 'INV-117 page is allocated',
  freeToCache: 'INV-117 page is allocated',
  reclaim: 'INV-171 page can be dropped',
  pinShort: 'INV-103 page is held by user space',
  pinLong: 'INV-103 page is held by user space',
  unpinToNone: 'INV-167 page is pinned',
  unpinToShort: 'INV-167 page is pinned',
  unpinToLong: 'INV-167 page is pinned for long',
  migrateBegin: 'INV-103 page holds content that can move',
  vacate: 'INV-169 page is being migrated',
  ...each(ARRIVE_EVENTS, 'INV-103 page is the target of a migration'),
  poisonInjected: 'INV-103 memory is online',
  poisonReal: 'INV-103 memory is online',
  add: 'INV-180 there is no memory yet',
  remove: 'INV-191 memory is out of service',
  unpoison: 'INV-194 page is poisoned',
  getRef: 'INV-103 page is in use',
  putRefLeft: 'INV-107 page is referenced',
  putRefToNone: 'INV-107 page is referenced',
  putRefToDriver: 'INV-107 page is referenced',
  ownerDrop: 'INV-117 page is allocated and referenced',
  putLast: 'INV-117 page is referenced, and its owner has freed it',
  putLastToCache: 'INV-117 page is referenced, and its owner has freed it',
  lend: 'INV-176 page is free',
  returnLent: 'INV-176 page is lent',
  returnLentToCache: 'INV-176 page is lent',
  isolateForRange: 'INV-103 memory is online',
  ...each(CLAIM_EVENTS, 'INV-144 page is free and withheld'),
  ...each(RESERVE_EVENTS, 'INV-103 page is free'),
  setAside: 'INV-103 page is on a buddy list',
  giveBack: 'INV-103 page is in the mirror reserve',
  breakMirror: 'INV-103 there is memory',
  breakMirrorShort: 'INV-103 page is pinned critical memory',
  breakMirrorLong: 'INV-103 page is pinned critical memory',
  promote: 'INV-103 page has a right to mirrored memory',
  replace: 'INV-103 there is memory',
};

/** One rule for several events. */
function each<Name extends PageEventName>(events: readonly Name[], rule: string): Record<Name, string> {
  return Object.fromEntries(events.map((event) => [event, rule])) as Record<Name, string>; // Made from these names.
}
