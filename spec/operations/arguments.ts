import { REQUEST_CLASSES } from '../requests/requestClass.ts';
import { ZONES_PER_NODE } from '../zones/zone.ts';

/**
 * How long a pin lasts. Short: direct IO; the page stays where it is and moves later. Long (FOLL_LONGTERM): a device
 * may hold it for ever, so the page leaves ZONE_MOVABLE and CMA first.
 */
export const PIN_TERMS = ['short', 'long'] as const;
/** How long a pin lasts. */
export type PinTerm = (typeof PIN_TERMS)[number];
/** Number of a pin for a short time: direct IO. */
export const PIN_SHORT = 0;
/** Number of a pin that a device may hold for ever. */
export const PIN_LONG = 1;

/** Which zone onlining is asked for: `online`, `online_kernel`, `online_movable` of sysfs. */
export const ONLINE_TARGETS = ['default', 'kernel', 'movable'] as const;
/** Which zone onlining is asked for. */
export type OnlineTarget = (typeof ONLINE_TARGETS)[number];
/** Number of `online`: the zone is chosen by the rules of default_zone_for_pfn. */
export const ONLINE_DEFAULT = 0;
/** Number of `online_kernel`: a zone below ZONE_MOVABLE. */
export const ONLINE_KERNEL = 1;
/** Number of `online_movable`: ZONE_MOVABLE. */
export const ONLINE_MOVABLE = 2;

/** An error injected by software, or a real one: mirrored hardware corrects the real one, and it cannot be taken back. */
export const MEMORY_ERRORS = ['injected', 'real'] as const;
/** Who reports a memory error. */
export type MemoryError = (typeof MEMORY_ERRORS)[number];
/** Number of an error that software injects; it can be taken back. */
export const ERROR_INJECTED = 0;
/** Number of an error that the hardware reports; it cannot be taken back. */
export const ERROR_REAL = 1;

/** `cpu` of a drain that empties the lists of every CPU. */
export const ALL_CPUS = -1;

/** `retries` that never end, and those that fail at once: the knob proposed in 2015. */
export const RETRY_FOREVER = -1;
/** `retries` of requests that fail at once. */
export const RETRY_NEVER = 0;

/**
 * Where hotplug, and taking a contiguous range, can be made to fail, once, by something outside the allocator. A point that is armed with a count lets so many
 * passes go well; the next one fails, and the point is disarmed.
 *
 * - `veto`, passed by each GOING_ONLINE and GOING_OFFLINE: somebody objects.
 * - `signal`, passed whenever offlining, or whoever empties a range, looks for the next page to move, the last time in vain: a
 *   fatal signal is pending.
 * - `reference`, passed by each try to move an allocation: somebody holds a reference to it for a moment.
 * - `target`, passed next: there is no new place for a moment.
 * - `migration`, passed last, before a new place is really sought: the page cannot be isolated or locked (-EAGAIN).
 *
 * A try that fails at one point does not pass those behind it. Source: offline_pages and do_migrate_range,
 * mm/memory_hotplug.c; __alloc_contig_migrate_range, mm/page_alloc.c; migrate_pages, mm/migrate.c.
 */
export const FAILURE_POINTS = ['veto', 'signal', 'migration', 'target', 'reference'] as const;
/** One of {@link FAILURE_POINTS}. */
export type FailurePoint = (typeof FAILURE_POINTS)[number];
/** Number of `veto`: somebody objects to what was announced. */
export const POINT_VETO = 0;
/** Number of `signal`: a fatal signal is pending. */
export const POINT_SIGNAL = 1;
/** Number of `migration`: a page cannot be isolated or locked for a moment. */
export const POINT_MIGRATION = 2;
/** Number of `target`: there is no new place for a moment. */
export const POINT_TARGET = 3;
/** Number of `reference`: somebody holds a reference for a moment. */
export const POINT_REFERENCE = 4;

/** Boot memory that may come from another node as well, or from this one only. */
export const BOOT_PLACES = ['preferred', 'exact'] as const;
/** One of {@link BOOT_PLACES}. */
export type BootPlace = (typeof BOOT_PLACES)[number];

/** Whether the caller has the right to mirrored memory. */
export const PRIVILEGES = ['unprivileged', 'privileged'] as const;
/** One of {@link PRIVILEGES}. */
export type Privilege = (typeof PRIVILEGES)[number];

/** What an argument of an operation stands for, and what bounds it. */
export interface ArgumentKind {
  /** As a message names it: "the number of a CPU". */
  readonly what: string;
  /** The smallest number that is allowed. */
  readonly least: number;
  /** The largest number that is allowed on any machine. */
  readonly most: number;
  /** Words that stand for 0, 1, 2 and so on in readable form. */
  readonly names?: readonly string[];
  /** What of the machine the number stays below. */
  readonly below?: 'orders' | 'nodes' | 'cpus' | 'blocks' | 'pageblocks' | 'frames';
  /** Names an allocation by the place of the operation that made it. */
  readonly subject?: boolean;
  /** Left out of readable form while it is 0. */
  readonly optional?: boolean;
}

const MOST = 0x7fffffff;
const number = (what: string, more: Partial<ArgumentKind> = {}): ArgumentKind => ({
  what,
  least: 0,
  most: MOST,
  ...more,
});

/** Processes that allocations may belong to: owner 0 is the kernel, or nobody in particular. */
export const OWNERS = 8;

/** Every argument that operations have, by its name in readable form. */
export const ARGUMENTS = {
  order: number('an order', { below: 'orders' }),
  class: number('a request class', { most: 255, names: REQUEST_CLASSES.map(({ name }) => name) }),
  owner: number('the number of an owner', { most: OWNERS - 1, optional: true }),
  node: number('the number of a node', { below: 'nodes' }),
  cpu: number('the number of a CPU', { below: 'cpus' }),
  cpus: number('the number of a CPU, or -1 for all', { least: ALL_CPUS, below: 'cpus' }),
  of: number('the place of an earlier allocate', { subject: true }),
  with: number('the place of an earlier allocate', { subject: true }),
  term: number('a term', { most: 1, names: PIN_TERMS }),
  pages: number('a number of pages'),
  zone: number('a zone', { most: ZONES_PER_NODE - 1 }),
  block: number('the number of a memory block', { below: 'blocks' }),
  pageblock: number('the number of a pageblock', { below: 'pageblocks' }),
  to: number('a zone to go online in', { most: 2, names: ONLINE_TARGETS }),
  pfn: number('a pfn', { below: 'frames' }),
  error: number('a memory error', { most: 1, names: MEMORY_ERRORS }),
  offset: number('an offset in pages'),
  align: number('an alignment, as an order', { most: 30 }),
  exact: number('whether another node would not do', { most: 1, names: BOOT_PLACES }),
  area: number('the number of a CMA area'),
  scale: number('a watermark scale factor, in 1/10000 of the zone', { least: 1, most: 3000 }),
  retries: number('a number of retries, or -1 for ever', { least: RETRY_FOREVER }),
  point: number('a failure point', { most: FAILURE_POINTS.length - 1, names: FAILURE_POINTS }),
  count: number('how many steps go well before'),
  privilege: number('a privilege', { most: 1, names: PRIVILEGES }),
} as const satisfies Record<string, ArgumentKind>;

/** Name of an argument that operations have. */
export type ArgumentName = keyof typeof ARGUMENTS;
