/**
 * The states a page can be in: five top states, and the leaves below them that the machine, the oracle and the reports
 * name. The leaf follows the claim of the holder, never the address: a page is `mirrored` only if its frame is
 * protected and the active design promises that to its claim.
 */
export interface Leaf {
  /** Top state and leaf: `free.available`. */
  readonly name: LeafName;
  /** What is true of a page in it, in a few words. */
  readonly meaning: string;
  /** Counted in its zone's `managed`. */
  readonly managed: boolean;
  /** Counted in NR_FREE_PAGES. */
  readonly countedFree: boolean;
}

/** Name of a leaf of the page machine, with the top state it is below. */
export type LeafName =
  | 'offline.absent'
  | 'offline.present'
  | 'offline.poisoned'
  | 'free.available'
  | 'free.cached'
  | 'free.isolated'
  | 'movable.mapped'
  | 'movable.driver'
  | 'movable.migrating'
  | 'pinned.fixed'
  | 'pinned.kernel'
  | 'pinned.shortterm'
  | 'pinned.longterm'
  | 'mirrored.kernel'
  | 'mirrored.critical'
  | 'mirrored.criticalPinned'
  | 'pinned.orphan'
  | 'offline.lent'
  | 'free.reserve';

const leaf = (name: LeafName, managed: boolean, countedFree: boolean, meaning: string): Leaf => ({
  name,
  meaning,
  managed,
  countedFree,
});

/** In the order of their number: bit `n` of a belief mask stands for `LEAVES[n]`. */
export const LEAVES: readonly Leaf[] = [
  leaf('offline.absent', false, false, 'no memory: a hole, or unplugged'),
  leaf(
    'offline.present',
    false,
    false,
    'memory that is not in service: its block is offline, or boot put it into no zone',
  ),
  leaf('offline.poisoned', true, false, 'taken out of circulation by a memory error'),
  leaf('free.available', true, true, 'on a buddy list, free to be served'),
  leaf('free.cached', true, false, 'free, on a private list such as a per-CPU list'),
  leaf('free.isolated', true, false, 'free, withheld because its pageblock is isolated'),
  leaf('movable.mapped', true, false, 'user memory or page cache; can be moved or dropped'),
  leaf('movable.driver', true, false, 'can be moved by a callback of its owner; never dropped, never pinned'),
  leaf('movable.migrating', true, false, 'source or target of a migration in progress'),
  leaf('pinned.fixed', false, false, 'never came from the page allocator: boot reservations'),
  leaf('pinned.kernel', true, false, 'unmovable by request, without a promise of mirrored memory'),
  leaf(
    'pinned.shortterm',
    true,
    false,
    'memory of users or drivers with short-term pins or extra references only',
  ),
  leaf('pinned.longterm', true, false, 'user memory with at least one long-term pin'),
  leaf('mirrored.kernel', true, false, 'kernel memory under the guarantee of mirrored memory'),
  leaf('mirrored.critical', true, false, 'user memory with a right to mirrored memory'),
  leaf('mirrored.criticalPinned', true, false, 'the same, pinned'),
  leaf('pinned.orphan', true, false, 'its owner has freed it, and an extra reference still holds it'),
  leaf('offline.lent', false, false, 'lent to a hypervisor; its content is not ours'),
  leaf('free.reserve', true, false, 'free, set aside for requests with a right to the mirror reserve'),
];

/** Number of a leaf: its place in {@link LEAVES}. */
export const LEAF = Object.fromEntries(LEAVES.map(({ name }, number) => [name, number])) as Readonly<
  Record<LeafName, number>
>; // Every name has exactly one entry in LEAVES; a test holds the two together.

/** The belief mask that holds exactly these leaves. */
export const leafMask = (...names: readonly LeafName[]): number =>
  names.reduce((mask, name) => mask | (1 << LEAF[name]), 0);

/** The names in a belief mask, in the order of their number. */
export const leavesIn = (mask: number): LeafName[] =>
  LEAVES.filter((_, number) => mask & (1 << number)).map(({ name }) => name);
