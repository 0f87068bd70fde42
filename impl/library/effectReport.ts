import { EFFECT_KINDS, type EffectKind, type Effects } from '../../spec/index.ts';

/** What the numbers of each effect are called. */
const FIELDS = {
  took: ['pfn', 'order'],
  putBack: ['pfn', 'order'],
  cached: ['pfn', 'order'],
  moved: ['from', 'to'],
  reclaimed: ['pfn'],
  isolated: ['pfn'],
  unisolated: ['pfn'],
  typeChanged: ['pfn', 'type'],
  zoneChosen: ['zone'],
  culprit: ['pfn'],
  fellBack: ['pfn'],
  entered: ['stage', 'round'],
  killed: ['process'],
  gaveUp: ['rounds'],
  zeroed: ['pfn', 'order'],
  notified: ['event', 'block'],
  retried: ['pfn'],
  collapsed: ['from', 'to'],
  boosted: ['zone', 'pages'],
} as const satisfies Record<EffectKind, readonly [string] | readonly [string, string]>;

/**
 * What a method did beside its answer, such as `{ kind: 'moved', from: 3, to: 40 }`. `Effects` of the specification says what each
 * kind means.
 */
export type EffectReport = {
  [Kind in EffectKind]: { readonly kind: Kind } & {
    readonly [Field in (typeof FIELDS)[Kind][number]]: number;
  };
}[EffectKind];

/** Tells of all effects in the log, and empties it. */
export function tellEffects(effects: Effects, onEffect: (effect: EffectReport) => void): void {
  const reports = Array.from({ length: effects.count }, (_, index) => reportAt(effects, index));
  effects.clear();
  for (const report of reports) onEffect(report);
}

function reportAt(effects: Effects, index: number): EffectReport {
  const kind = EFFECT_KINDS[effects.kind(index)]!; // Kinds are places in this list.
  const [first, second] = FIELDS[kind];
  const numbers = { [first]: effects.first(index), ...(second && { [second]: effects.second(index) }) };
  return { kind, ...numbers } as EffectReport; // The fields of this kind, by the table above.
}
