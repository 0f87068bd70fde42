/** A page is handed out under a claim. `Outside` and `Promised` carry what the active design adds to the claim. */
export const SERVE_EVENTS = [
  'serveUser',
  'serveUserOutside',
  'serveKernel',
  'serveKernelPromised',
  'serveReclaimable',
  'serveReclaimablePromised',
  'serveKernelMovable',
  'serveDriver',
  'serveDriverOutside',
  'serveCritical',
  'serveMigration',
] as const;

/** Requests with a right to mirrored memory that is set aside. */
export const RESERVE_EVENTS = ['serveKernelCritical'] as const;

/** A migration reaches its target; the claim is the source's. */
export const ARRIVE_EVENTS = [
  'arriveUser',
  'arriveUserOutside',
  'arriveKernelMovable',
  'arriveDriver',
  'arriveDriverOutside',
  'arriveCritical',
  'arriveLongterm',
  'arriveCriticalLongterm',
] as const;

/** A page becomes part of a contiguous range, under the claim of its caller. */
export const CLAIM_EVENTS = ['claimRangeKernel', 'claimRangePromised', 'claimRangeDriver'] as const;

/**
 * What can happen to a page, in the order of its number. An event carries nothing: the claim and what the design
 * promises are part of its name, so the compiled table needs no design.
 *
 * - `...Outside`: user memory under a design that keeps it out of kernel zones.
 * - `...Promised`: kernel memory under a design that protects it.
 */
export const PAGE_EVENTS = [
  'release',
  'reserveFixed',
  'online',
  'unisolate',
  'isolate',
  'takeOffline',
  'take',
  'putBack',
  ...SERVE_EVENTS,
  'free',
  'freeToCache',
  'reclaim',
  'pinShort',
  'pinLong',
  'unpinToNone',
  'unpinToShort',
  'unpinToLong',
  'migrateBegin',
  'vacate',
  ...ARRIVE_EVENTS,
  'poisonInjected',
  'poisonReal',
  'add',
  'remove',
  'unpoison',
  'getRef',
  'putRefLeft',
  'putRefToNone',
  'putRefToDriver',
  'ownerDrop',
  'putLast',
  'putLastToCache',
  'lend',
  'returnLent',
  'returnLentToCache',
  'isolateForRange',
  ...CLAIM_EVENTS,
  ...RESERVE_EVENTS,
  'setAside',
  'giveBack',
  'breakMirror',
  'breakMirrorShort',
  'breakMirrorLong',
  'promote',
  'replace',
] as const;

/** Name of an event of {@link PAGE_EVENTS}. */
export type PageEventName = (typeof PAGE_EVENTS)[number];

/** The event as the machine receives it. */
export interface PageEvent {
  /** Which event; its claim and what the design promises are part of the name. */
  readonly type: PageEventName;
}

/** Number of an event: its place in {@link PAGE_EVENTS}. */
export const PAGE_EVENT = Object.fromEntries(PAGE_EVENTS.map((name, number) => [name, number])) as Readonly<
  Record<PageEventName, number>
>; // The entries are made from the very names of the type.
