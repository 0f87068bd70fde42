/** What is true of a memory block beside its state, before the event. */
export interface MemoryBlockFacts {
  /** All its pages belong to one zone of one node. */
  readonly singleZone: boolean;
  /** There is no hole in it. */
  readonly whole: boolean;
  /** It holds no page that must stay: boot memory, kernel memory, CMA. */
  readonly movable: boolean;
  /** A page of it was retired by a memory error. */
  readonly poisoned: boolean;
}

/** What can happen to a memory block, in the order of its number: two requests, how each may end, and the plug. */
export const MEMORY_BLOCK_EVENTS = [
  'online',
  'onlineCommit',
  'onlineCancel',
  'offline',
  'offlineCommit',
  'offlineCancel',
  'add',
  'remove',
] as const;

/** Name of an event that can happen to a memory block. */
export type MemoryBlockEventName = (typeof MEMORY_BLOCK_EVENTS)[number];

/** Number of an event: its place in {@link MEMORY_BLOCK_EVENTS}. */
export const MEMORY_BLOCK_EVENT = Object.fromEntries(
  MEMORY_BLOCK_EVENTS.map((name, number) => [name, number]),
) as Readonly<Record<MemoryBlockEventName, number>>; // The entries are made from the very names of the type.

/** The states of a memory block, in the order of their number. */
export const MEMORY_BLOCK_LEAVES = ['absent', 'offline', 'goingOnline', 'online', 'goingOffline'] as const;

/** Name of a state of a memory block. */
export type MemoryBlockLeaf = (typeof MEMORY_BLOCK_LEAVES)[number];

/** Number of a state: its place in {@link MEMORY_BLOCK_LEAVES}. */
export const MEMORY_BLOCK_LEAF = Object.fromEntries(
  MEMORY_BLOCK_LEAVES.map((name, number) => [name, number]),
) as Readonly<Record<MemoryBlockLeaf, number>>; // As above.

/** The rules that guards name; numbers from INV-101 on are those of the catalogue of Linux rules. */
export const MEMORY_BLOCK_RULES = {
  'INV-188 block lies in one zone': ({ singleZone }) => singleZone,
  'INV-188 block has no hole': ({ whole }) => whole,
  'INV-188 every page of the block may leave': ({ movable }) => movable,
  'INV-198 block holds no poisoned page': ({ poisoned }) => !poisoned,
} as const satisfies Record<string, (facts: MemoryBlockFacts) => boolean>;

/** Name of a rule of {@link MEMORY_BLOCK_RULES}. */
export type MemoryBlockRuleName = keyof typeof MEMORY_BLOCK_RULES;

/** The rule that is broken in a state that does not know the event at all. */
export const MEMORY_BLOCK_DEFAULT_REFUSALS: Readonly<Record<MemoryBlockEventName, string>> = {
  online: 'INV-180 block is offline or online',
  onlineCommit: 'INV-184 block is going online',
  onlineCancel: 'INV-184 block is going online',
  offline: 'INV-180 block is offline or online',
  offlineCommit: 'INV-184 block is going offline',
  offlineCancel: 'INV-184 block is going offline',
  add: 'INV-180 block is absent',
  remove: 'INV-191 block is offline',
};

/** Bit 0 `singleZone`, bit 1 `whole`, bit 2 `movable`, bit 3 `poisoned`: the byte that stands for these facts. */
export const memoryBlockFactCode = (facts: MemoryBlockFacts): number =>
  Number(facts.singleZone) |
  (Number(facts.whole) << 1) |
  (Number(facts.movable) << 2) |
  (Number(facts.poisoned) << 3);

/** The facts that a byte stands for; null above 15. */
export const memoryBlockFactsOf = (code: number): MemoryBlockFacts | null =>
  code > 15
    ? null
    : {
        singleZone: (code & 1) !== 0,
        whole: (code & 2) !== 0,
        movable: (code & 4) !== 0,
        poisoned: (code & 8) !== 0,
      };
