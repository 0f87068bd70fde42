/** What is true of a block of user memory beside its state, before the event. */
export interface HugePageFacts {
  /** Somebody holds it by a pin or an extra reference. */
  readonly held: boolean;
  /** It has more than two pages: it can wait to be split, and its halves are huge again. */
  readonly large: boolean;
  /** The other page of a collapse is like this one, and together they are no larger than the largest block. */
  readonly alike: boolean;
}

/** What can happen to it, in the order of its number. */
export const HUGE_PAGE_EVENTS = [
  'unmapPart',
  'split',
  'part',
  'partFreed',
  'collapse',
  'join',
  'free',
] as const;

/** Name of an event of {@link HUGE_PAGE_EVENTS}. */
export type HugePageEventName = (typeof HUGE_PAGE_EVENTS)[number];

/** Number of an event: its place in {@link HUGE_PAGE_EVENTS}. */
export const HUGE_PAGE_EVENT = Object.fromEntries(
  HUGE_PAGE_EVENTS.map((name, number) => [name, number]),
) as Readonly<Record<HugePageEventName, number>>; // The entries are made from the very names of the type.

/** Its states, in the order of their number. */
export const HUGE_PAGE_LEAVES = ['small', 'huge', 'partlyMapped', 'split', 'freed'] as const;

/** Name of a state of {@link HUGE_PAGE_LEAVES}. */
export type HugePageLeaf = (typeof HUGE_PAGE_LEAVES)[number];

/** Number of a state: its place in {@link HUGE_PAGE_LEAVES}. */
export const HUGE_PAGE_LEAF = Object.fromEntries(
  HUGE_PAGE_LEAVES.map((name, number) => [name, number]),
) as Readonly<Record<HugePageLeaf, number>>; // As above.

/** The rules that guards name. */
export const HUGE_PAGE_RULES = {
  'page has halves of several pages': ({ large }) => large,
  'INV-174 page has more than two parts': ({ large }) => large,
  'INV-174 nobody else references the page': ({ held }) => !held,
  'INV-174 the two pages are alike': ({ alike }) => alike,
} as const satisfies Record<string, (facts: HugePageFacts) => boolean>;

/** Name of a rule of {@link HUGE_PAGE_RULES}. */
export type HugePageRuleName = keyof typeof HUGE_PAGE_RULES;

/** The rule that is broken in a state that does not know the event at all. */
export const HUGE_PAGE_DEFAULT_REFUSALS: Readonly<Record<HugePageEventName, string>> = {
  unmapPart: 'INV-174 page is huge',
  split: 'INV-174 page is huge',
  part: 'INV-174 page is being split',
  partFreed: 'INV-174 page is being split',
  collapse: 'INV-174 all of the page is mapped',
  join: 'INV-174 page is made of others',
  free: 'INV-117 page is in use',
};

/** Bit 0 `held`, bit 1 `large`, bit 2 `alike`: the byte that stands for these facts. */
export const hugePageFactCode = ({ held, large, alike }: HugePageFacts): number =>
  Number(held) | (Number(large) << 1) | (Number(alike) << 2);

/** The facts that a byte stands for; null above 7. */
export const hugePageFactsOf = (code: number): HugePageFacts | null =>
  code > 7 ? null : { held: (code & 1) !== 0, large: (code & 2) !== 0, alike: (code & 4) !== 0 };
