import type { Effects } from '../../spec/operations/effects.ts';

/** Whether the log has a record of the kind at this place. Behind its end it has none, whatever an earlier operation left there. */
export const isAt = (effects: Effects, index: number, kind: number): boolean =>
  index < effects.count && effects.kind(index) === kind;
