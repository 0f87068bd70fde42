import type { AnyStateMachine } from 'xstate';

/** What the compiler reads: a machine, and the order in which its table numbers things. */
export interface MachineText<Facts, Event extends string> {
  /** The machine as XState has it. */
  readonly machine: AnyStateMachine;
  /** Names of the leaves in the order of their number. */
  readonly leaves: readonly string[];
  /** Names of the events in the order of their number. */
  readonly events: readonly Event[];
  /** Every code from 0 to 255 that stands for facts, with the facts. */
  readonly contexts: ReadonlyMap<number, Facts>;
  /** The rules that its guards name. */
  readonly rules: Readonly<Record<string, (facts: Facts) => boolean>>;
  /** The rule that is broken in a leaf that does not know the event. */
  readonly defaults: Readonly<Record<Event, string>>;
}

/** The codes of a byte that stand for something, with the facts they stand for. */
export function contextsOf<Facts>(factsOf: (code: number) => Facts | null): Map<number, Facts> {
  const contexts = new Map<number, Facts>();
  for (let code = 0; code < 256; code++) {
    const facts = factsOf(code);
    if (facts !== null) contexts.set(code, facts);
  }
  return contexts;
}
