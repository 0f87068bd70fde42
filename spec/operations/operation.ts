/**
 * What a user asks of an allocator. An operation names an allocation by the number of the operation that created it,
 * never by pfn, so a scenario means the same for every target and survives the deletion of other operations: one
 * whose subject does not exist is skipped.
 */
export type Operation =
  | {
      readonly kind: 'allocate';
      readonly order: number;
      readonly class: string;
      readonly node: number;
      readonly cpu: number;
    }
  | { readonly kind: 'free'; readonly of: number; readonly cpu: number }
  | { readonly kind: 'pin'; readonly of: number; readonly term: PinTerm }
  | { readonly kind: 'unpin'; readonly of: number; readonly term: PinTerm }
  | { readonly kind: 'reclaim'; readonly pages: number; readonly node: number; readonly zone: number }
  | { readonly kind: 'offline'; readonly block: number }
  | { readonly kind: 'online'; readonly block: number; readonly to: OnlineTarget }
  | { readonly kind: 'poison'; readonly pfn: number; readonly error: MemoryError }
  | { readonly kind: 'poisonOf'; readonly of: number; readonly offset: number; readonly error: MemoryError }
  | { readonly kind: 'drain'; readonly cpu: number };

export type OperationKind = Operation['kind'];

/** In the order of their number in a scenario; new operations go to the end. */
export const OPERATION_KINDS = [
  'allocate',
  'free',
  'pin',
  'unpin',
  'reclaim',
  'offline',
  'online',
  'poison',
  'poisonOf',
  'drain',
] as const satisfies readonly OperationKind[];

/** Number of an operation kind: its place in {@link OPERATION_KINDS}. */
export const OPERATION = Object.fromEntries(
  OPERATION_KINDS.map((kind, number) => [kind, number]),
) as Readonly<Record<OperationKind, number>>; // OPERATION_KINDS lists every kind once; `satisfies` and a test hold the two together.

/**
 * How long a pin lasts. Short: direct IO; the page stays where it is and moves later. Long (FOLL_LONGTERM): a device
 * may hold it for ever, so the page leaves ZONE_MOVABLE and CMA first.
 */
export const PIN_TERMS = ['short', 'long'] as const;
export type PinTerm = (typeof PIN_TERMS)[number];
export const PIN_SHORT = 0;
export const PIN_LONG = 1;

/** Which zone onlining is asked for: `online`, `online_kernel`, `online_movable` of sysfs. */
export const ONLINE_TARGETS = ['default', 'kernel', 'movable'] as const;
export type OnlineTarget = (typeof ONLINE_TARGETS)[number];
export const ONLINE_DEFAULT = 0;
export const ONLINE_KERNEL = 1;
export const ONLINE_MOVABLE = 2;

/** An error injected by software, or a real one: mirrored hardware corrects the real one, and it cannot be taken back. */
export const MEMORY_ERRORS = ['injected', 'real'] as const;
export type MemoryError = (typeof MEMORY_ERRORS)[number];
export const ERROR_INJECTED = 0;
export const ERROR_REAL = 1;

/** `cpu` of a drain that empties the lists of every CPU. */
export const ALL_CPUS = -1;
