import { MACHINES, stateSlug } from '../machine/machines.ts';
import { readMachine } from '../machine/readMachine.ts';
import { code, link, text } from '../page/html.ts';

/** A condition in the name of a rule, and what is refused where it is not met. */
export interface Guarded {
  /** What would have to be true. */
  readonly rule: string;
  /** A state and its events each, as HTML. */
  readonly where: readonly string[];
}

/** What the machines refuse in the name of a rule. */
export function guardedBy(id: string): Guarded[] {
  const found = new Map<string, string[]>();
  for (const { machine, states } of READ)
    for (const { name, answers } of states) {
      const refused = answers.flatMap(({ event, refusals }) =>
        refusals.filter(({ invariant }) => invariant === id).map(({ rule }) => ({ event, rule })),
      );
      for (const rule of new Set(refused.map((each) => each.rule))) {
        const events = refused
          .filter((each) => each.rule === rule)
          .map(({ event }) => link(stateSlug(machine, name), code(event), `event-${event}`));
        const where = `${link(stateSlug(machine, name), text(name))}: ${events.join(', ')}`;
        found.set(rule, [...(found.get(rule) ?? []), where]);
      }
    }
  return [...found].map(([rule, where]) => ({ rule, where }));
}

const READ = MACHINES.map((machine) => ({ machine, states: readMachine(machine) }));
