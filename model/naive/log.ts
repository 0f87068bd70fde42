import { EFFECT_KINDS, type EffectKind, type Effects } from '../../spec/operations/effects.ts';
import { must } from './memory.ts';

/** What a target did beside its answer, first things first; whoever has judged an entry takes it out. */
export type Log = { readonly kind: EffectKind; readonly first: number; readonly second: number }[];

export const readLog = (effects: Effects): Log =>
  Array.from({ length: effects.count }, (_, index) => ({
    kind: EFFECT_KINDS[effects.kind(index)]!, // Effects record known kinds.
    first: effects.first(index),
    second: effects.second(index),
  }));

/** Takes the next entry out if it is of this kind. */
export const next = (log: Log, kind: EffectKind): Log[number] | undefined =>
  log[0]?.kind === kind ? log.shift() : undefined;

/** One refusal is right, and it changes nothing. */
export const mustRefuse = (right: boolean, rule: string, log: Log): void =>
  must(right && log.length === 0, rule, 'only one refusal is right, and it changes nothing');

export const mustEnd = (log: Log): void => must(log.length === 0, 'INV-4', `${log[0]?.kind} is out of place`);
