import type {
  ArgumentName,
  BootPlace,
  FailurePoint,
  MemoryError,
  OnlineTarget,
  PinTerm,
  Privilege,
} from './arguments.ts';

/**
 * What a user asks of an allocator, each kind with its arguments in the order of their words in a scenario. An operation
 * names an allocation by the number of the operation that created it, never by pfn, so a scenario means the same for
 * every target and survives the deletion of other operations: one whose subject does not exist is skipped.
 *
 * In the order of their number in a scenario; new operations go to the end.
 */
export const OPERATIONS = {
  allocate: ['order', 'class', 'owner', 'node', 'cpu'],
  free: ['of', 'cpu'],
  pin: ['of', 'term'],
  unpin: ['of', 'term'],
  reclaim: ['pages', 'node', 'zone'],
  offline: ['block'],
  online: ['block', 'to'],
  poison: ['pfn', 'error'],
  poisonOf: ['of', 'offset', 'error'],
  drain: ['cpus'],
  compact: ['node', 'zone', 'order'],
  kswapd: ['node'],
  setWatermarks: ['pages', 'scale'],
  setRetries: ['retries'],
  isolate: ['pageblock'],
  unisolate: ['pageblock'],
  contigAllocate: ['pfn', 'pages'],
  contigFree: ['of'],
  cmaAllocate: ['area', 'pages', 'align'],
  cmaRelease: ['of'],
  migrate: ['of', 'node'],
  mlock: ['of'],
  munlock: ['of'],
  getRef: ['of'],
  putRef: ['of', 'cpu'],
  split: ['of'],
  unmapPart: ['of'],
  collapse: ['of', 'with'],
  add: ['block'],
  remove: ['block'],
  replace: ['block'],
  unpoison: ['pfn'],
  inject: ['point', 'count'],
  beginOffline: ['block'],
  step: [],
  commit: [],
  rollback: [],
  inflate: ['node', 'cpu'],
  deflate: ['of'],
  breakMirror: ['block'],
  expandMirror: ['block'],
  upgrade: ['owner', 'privilege'],
  poolGet: ['cpu'],
  poolPut: ['of', 'cpu'],
  reserveRange: ['align', 'exact', 'pages', 'node'],
  releaseRange: ['of'],
  poolEmpty: [],
} as const satisfies Record<string, readonly ArgumentName[]>;

/** Name of an operation; see the method of that name of {@link Allocator}. */
export type OperationKind = keyof typeof OPERATIONS;

/** In the order of their number. */
export const OPERATION_KINDS = Object.keys(OPERATIONS) as OperationKind[]; // Keys of the record above, nothing else.

/** Number of an operation kind: its place in {@link OPERATION_KINDS}. */
export const OPERATION = Object.fromEntries(
  OPERATION_KINDS.map((kind, number) => [kind, number]),
) as Readonly<Record<OperationKind, number>>; // One entry a kind.

/** Kinds whose success is an allocation that later operations may name. */
export const MAKES_ALLOCATION: readonly OperationKind[] = [
  'allocate',
  'contigAllocate',
  'cmaAllocate',
  'split',
  'inflate',
  'poolGet',
  'reserveRange',
];

interface NamedArguments {
  readonly class: string;
  readonly term: PinTerm;
  readonly to: OnlineTarget;
  readonly error: MemoryError;
  readonly point: FailurePoint;
  readonly privilege: Privilege;
  readonly exact: BootPlace;
}

type ValueOf<Name> = Name extends keyof NamedArguments ? NamedArguments[Name] : number;
type ArgumentsOf<Kind extends OperationKind> = (typeof OPERATIONS)[Kind][number];

/** An operation in readable form: `{ kind: 'free', of: 0, cpu: 1 }`. */
export type Operation = {
  readonly [Kind in OperationKind]: { readonly kind: Kind } & {
    readonly [Name in Exclude<ArgumentsOf<Kind>, 'owner' | 'cpus'>]: ValueOf<Name>;
  } & ('owner' extends ArgumentsOf<Kind> ? { readonly owner?: number } : unknown) &
    ('cpus' extends ArgumentsOf<Kind> ? { readonly cpu: number } : unknown);
}[OperationKind];
