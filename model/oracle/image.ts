import type { Tuning } from '../../spec/layout/layout.ts';
import type { WorldState } from './state.ts';

/** The arrays that a run changes, by frame, block or zone. Counters of a campaign and constants are not. */
export const CHANGING = [
  'belief',
  'facts',
  'zone',
  'tag',
  'holder',
  'blockType',
  'callerIsolated',
  'mirrorBlock',
  'brokenMirror',
  'memoryBlock',
  'armed',
  'task',
  'deferral',
  'memoryErrors',
  'realErrors',
  'free',
  'freeCma',
  'freeHighatomic',
  'freeMirror',
  'cached',
  'cachedOn',
  'isolatedFree',
  'managed',
  'mirrored',
  'lent',
  'reclaimable',
  'killable',
  'pool',
  'doubtful',
  'mostDoubtful',
  'batch',
  'full',
  'min',
  'low',
  'high',
  'boost',
  'pressure',
  'reserve',
  'blocks',
  'orders',
  'clean',
  'refusedRange',
] as const satisfies readonly (keyof WorldState)[];

/** What matters only once something is on a private list or allocated, so not at boot. */
const CHANGING_IN_RUNS = ['listType', 'listCpu'] as const satisfies readonly (keyof WorldState)[];

/** By number of the allocate operation; the arrays themselves may be exchanged for longer ones. */
export const ALLOCATIONS = [
  'at',
  'order',
  'claim',
  'owner',
  'shortPins',
  'longPins',
  'refusedPins',
  'struck',
  'references',
  'locked',
  'kept',
  'queued',
] as const satisfies readonly (keyof WorldState)[];

type Numbers = Uint8Array | Uint16Array | Int16Array | Int32Array | Uint32Array;
type Copy = readonly [name: keyof WorldState, copy: Numbers];

/** A copy of a world at one moment; going back costs one copy of the arrays and no allocation. */
export class WorldImage {
  readonly #s: WorldState;
  readonly #copies: readonly Copy[];
  readonly #doubts: readonly number[];
  readonly #cameHome: readonly number[];
  readonly #retired: readonly number[];
  readonly #marked: number;
  readonly #tuning: Tuning;
  readonly #retries: number;
  readonly #upgraded: number;
  readonly #cleanPages: number;
  readonly #rolledBack: number;

  /** The world as it is now, in the middle of a run or, without any allocation, at boot. */
  constructor(s: WorldState) {
    const copy = (name: (typeof CHANGING)[number] | (typeof CHANGING_IN_RUNS)[number]): Copy => [
      name,
      s[name].slice(),
    ];
    this.#s = s;
    this.#copies = [
      ...CHANGING.map(copy),
      ...(s.handles > 0 ? CHANGING_IN_RUNS.map(copy) : []),
      ...ALLOCATIONS.map((name): Copy => [name, s[name].slice(0, s.handles)]),
    ];
    this.#doubts = [...s.doubts];
    this.#cameHome = [...s.cameHome];
    this.#retired = [...s.retired];
    this.#marked = s.marked;
    this.#tuning = s.tuning;
    this.#retries = s.retries;
    this.#upgraded = s.upgraded;
    this.#cleanPages = s.cleanPages;
    this.#rolledBack = s.rolledBack;
  }

  /** Back to that moment. Allocations must not have been reserved anew since, unless there were none. */
  restore(): void {
    const s = this.#s;
    for (const [name, copy] of this.#copies) (s[name] as Numbers).set(copy); // Names of arrays only.
    s.doubts.length = 0;
    s.doubts.push(...this.#doubts);
    s.cameHome.length = 0;
    s.cameHome.push(...this.#cameHome);
    s.retired.length = 0;
    s.retired.push(...this.#retired);
    s.marked = this.#marked;
    s.tuning = this.#tuning;
    s.retries = this.#retries;
    s.upgraded = this.#upgraded;
    s.cleanPages = this.#cleanPages;
    s.rolledBack = this.#rolledBack;
  }
}
