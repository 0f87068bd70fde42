import type { CompiledMachine } from '../../model/index.ts';
import { whyNotAsked } from './notAsked.ts';
import { transitionText } from './transitionText.ts';
import type { PageWorld } from './unreachable.ts';

/**
 * Why the transitions of a machine other than the page's cannot be taken, null for those that can: what has a reason of its own, and
 * what begins where no other leads.
 *
 * @param begins where the machine is found at first
 */
export function flatReach(
  name: string,
  machine: CompiledMachine,
  begins: readonly string[],
  world: PageWorld,
  reason: (transition: string) => string | null,
): readonly (string | null)[] {
  const own = machine.transitions.map((transition) => {
    const text = transitionText(machine, transition);
    return reason(text) ?? whyNotAsked(name, text, world.lacking);
  });
  const found = new Set(begins.map((leaf) => machine.leaves.indexOf(leaf)));
  for (let known = 0; known < found.size; ) {
    known = found.size;
    machine.transitions.forEach(({ leaf, target }, number) => {
      if (own[number] === null && found.has(leaf)) found.add(target);
    });
  }
  return machine.transitions.map(({ leaf }, number) =>
    found.has(leaf) ? own[number]! : (own[number] ?? 'nothing comes to that state'),
  );
}
