import type { WorldState } from './state.ts';

/** The arrays that a run changes, by frame, block or zone. Allocations, counters of a campaign and constants are not. */
const CHANGING = [
  'belief',
  'facts',
  'zone',
  'tag',
  'holder',
  'blockType',
  'memoryBlock',
  'free',
  'freeCma',
  'cached',
  'cachedOn',
  'isolatedFree',
  'managed',
  'mirrored',
  'reclaimable',
  'doubtful',
  'min',
  'low',
  'high',
  'reserve',
  'blocks',
  'orders',
] as const satisfies readonly (keyof WorldState)[];

/** A copy of a world at one moment; going back costs one copy of the arrays and no allocation. */
export class WorldImage {
  readonly #arrays: readonly (readonly [
    Uint8Array | Int32Array | Uint32Array,
    Uint8Array | Int32Array | Uint32Array,
  ])[];
  readonly #s: WorldState;

  constructor(s: WorldState) {
    this.#s = s;
    this.#arrays = CHANGING.map((name) => [s[name], s[name].slice()] as const);
  }

  restore(): void {
    for (const [array, image] of this.#arrays) array.set(image);
    this.#s.doubts.length = 0;
    this.#s.marked = 0;
  }
}
