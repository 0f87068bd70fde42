import type { EffectKind } from '../../spec/operations/effects.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';

/** The operations that the naive reference knows; it has no method for any other. */
export const NAIVE_OPERATIONS = [
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

/** The effects that it knows; any other is out of place wherever it stands. */
export const NAIVE_EFFECTS = [
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
  'zeroed',
] as const satisfies readonly EffectKind[];
