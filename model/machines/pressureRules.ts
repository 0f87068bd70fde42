/** Where the free pages of a zone stand that every request may use, from low to high, in the order of their number. */
export const PRESSURE_LEVELS = ['BelowMin', 'AboveMin', 'AboveLow', 'AboveHigh'] as const;

/** One of {@link PRESSURE_LEVELS}. */
export type PressureLevel = (typeof PRESSURE_LEVELS)[number];

/** The states of a zone: a level, or no pages and so no marks; in the order of their number. */
export const PRESSURE_LEAVES = ['belowMin', 'aboveMin', 'aboveLow', 'aboveHigh', 'empty'] as const;

/** Name of a state of {@link PRESSURE_LEAVES}. */
export type PressureLeaf = (typeof PRESSURE_LEAVES)[number];

/** Number of a state: its place in {@link PRESSURE_LEAVES}. */
export const PRESSURE_LEAF = Object.fromEntries(
  PRESSURE_LEAVES.map((name, number) => [name, number]),
) as Readonly<Record<PressureLeaf, number>>; // The entries are made from the very names of the type.

/** What is true of a zone after the event. */
export interface PressureFacts {
  /** Nothing is left in it that reclaim may drop. */
  readonly dry: boolean;
}

/** What moves a zone among its marks: requests and frees, the knobs, a claim, kswapd. */
export const PRESSURE_CAUSES = ['drift', 'tune', 'boost', 'reclaim'] as const;

/** One of {@link PRESSURE_CAUSES}. */
export type PressureCause = (typeof PRESSURE_CAUSES)[number];

type Arrival = `${PressureCause}${PressureLevel}`;

/** What can happen to a zone, in the order of its number: each cause with each level it can end at, and pages that come or go. */
export const PRESSURE_EVENTS: readonly PressureEventName[] = [
  ...PRESSURE_CAUSES.flatMap((cause) => PRESSURE_LEVELS.map((level): Arrival => `${cause}${level}`)),
  'fill',
  'drain',
];

/** A cause with the level it ends at, such as `boostBelowMin`, or pages that come or go. */
export type PressureEventName = Arrival | 'fill' | 'drain';

/** Number of an event: its place in {@link PRESSURE_EVENTS}. */
export const PRESSURE_EVENT = Object.fromEntries(
  PRESSURE_EVENTS.map((name, number) => [name, number]),
) as Readonly<Record<PressureEventName, number>>; // As above.

/** Number of the event with which a cause ends at a level. */
export const arrivalAt = (cause: PressureCause, level: number): number =>
  PRESSURE_CAUSES.indexOf(cause) * PRESSURE_LEVELS.length + level;

/** The rules that guards name. */
export const PRESSURE_RULES = {
  'INV-155 nothing is left to drop': ({ dry }) => dry,
} as const satisfies Record<string, (facts: PressureFacts) => boolean>;

/** Name of a rule of {@link PRESSURE_RULES}. */
export type PressureRuleName = keyof typeof PRESSURE_RULES;

const DEFAULTS: Readonly<Record<PressureCause, string>> = {
  drift: 'INV-127 the zone has pages, and so marks',
  tune: 'INV-127 the zone has pages, and so marks',
  boost: 'INV-132 a boost lifts no zone',
  reclaim: 'INV-155 kswapd lowers no zone',
};

/** The rule that is broken in a state that does not know the event at all. */
export const PRESSURE_DEFAULT_REFUSALS = Object.fromEntries([
  ...PRESSURE_CAUSES.flatMap((cause) =>
    PRESSURE_LEVELS.map((level) => [`${cause}${level}`, DEFAULTS[cause]]),
  ),
  ['fill', 'INV-127 the zone had no pages'],
  ['drain', 'INV-127 the zone had pages'],
]) as Readonly<Record<PressureEventName, string>>; // One entry an event.

/** Bit 0: dry. */
export const pressureFactCode = ({ dry }: PressureFacts): number => Number(dry);

/** The facts that a byte stands for; null above 1. */
export const pressureFactsOf = (code: number): PressureFacts | null =>
  code > 1 ? null : { dry: code === 1 };
