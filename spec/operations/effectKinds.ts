/**
 * What an allocator did beside its answer, in order, as it happens. Splits and merges are inferred by the oracle and never
 * reported; everything here cannot be inferred, so leaving it out is a violation once it shows.
 */
export const EFFECT_KINDS = [
  'took',
  'putBack',
  'cached',
  'moved',
  'reclaimed',
  'isolated',
  'unisolated',
  'typeChanged',
  'zoneChosen',
  'culprit',
  'fellBack',
  'entered',
  'killed',
  'gaveUp',
  'zeroed',
  'notified',
  'retried',
  'collapsed',
  'boosted',
] as const;

/** Name of a kind of effect; see the method of that name of {@link Effects}. */
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** Number of `took`; see {@link Effects.took}. */
export const EFFECT_TOOK = 0;
/** Number of `putBack`; see {@link Effects.putBack}. */
export const EFFECT_PUT_BACK = 1;
/** Number of `cached`; see {@link Effects.cached}. */
export const EFFECT_CACHED = 2;
/** Number of `moved`; see {@link Effects.moved}. */
export const EFFECT_MOVED = 3;
/** Number of `reclaimed`; see {@link Effects.reclaimed}. */
export const EFFECT_RECLAIMED = 4;
/** Number of `isolated`; see {@link Effects.isolated}. */
export const EFFECT_ISOLATED = 5;
/** Number of `unisolated`; see {@link Effects.unisolated}. */
export const EFFECT_UNISOLATED = 6;
/** Number of `typeChanged`; see {@link Effects.typeChanged}. */
export const EFFECT_TYPE_CHANGED = 7;
/** Number of `zoneChosen`; see {@link Effects.zoneChosen}. */
export const EFFECT_ZONE_CHOSEN = 8;
/** Number of `culprit`; see {@link Effects.culprit}. */
export const EFFECT_CULPRIT = 9;
/** Number of `fellBack`; see {@link Effects.fellBack}. */
export const EFFECT_FELL_BACK = 10;
/** Number of `entered`; see {@link Effects.entered}. */
export const EFFECT_ENTERED = 11;
/** Number of `killed`; see {@link Effects.killed}. */
export const EFFECT_KILLED = 12;
/** Number of `gaveUp`; see {@link Effects.gaveUp}. */
export const EFFECT_GAVE_UP = 13;
/** Number of `zeroed`; see {@link Effects.zeroed}. */
export const EFFECT_ZEROED = 14;
/** Number of `notified`; see {@link Effects.notified}. */
export const EFFECT_NOTIFIED = 15;
/** Number of `retried`; see {@link Effects.retried}. */
export const EFFECT_RETRIED = 16;
/** Number of `collapsed`; see {@link Effects.collapsed}. */
export const EFFECT_COLLAPSED = 17;
/** Number of `boosted`; see {@link Effects.boosted}. */
export const EFFECT_BOOSTED = 18;
