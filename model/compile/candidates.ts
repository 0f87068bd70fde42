import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** A transition that XState would try, read off the machine. */
export interface Candidate {
  /** Rules of its guard, all of which must hold. */
  readonly rules: readonly string[];
  /** Name of the leaf it leads to; null if the leaf stays. */
  readonly target: string | null;
  readonly description: string;
  readonly source: string;
}

/** `#page.free.available` is the leaf `free.available`. */
export const leafName = (node: AnyStateNode): string => node.path.join('.');

/** The leaves of a machine, in the order of its text. */
export const leafNodesOf = (machine: AnyStateMachine): AnyStateNode[] => leavesBelow(machine.root);

const leavesBelow = (node: AnyStateNode): AnyStateNode[] =>
  node.type === 'atomic' ? [node] : Object.values(node.states).flatMap(leavesBelow);

/**
 * What XState tries for an event in a leaf, in its order: the leaf's own transitions first, then those of the states
 * around it.
 *
 * @throws RangeError if a guard is not `obeys` with a list of rules, or a target is not a leaf
 */
export function candidatesOf(leaf: AnyStateNode, event: string): Candidate[] {
  const candidates: Candidate[] = [];
  for (let node: AnyStateNode | undefined = leaf; node; node = node.parent)
    for (const transition of node.transitions.get(event) ?? []) candidates.push(candidateOf(transition));
  return candidates;
}

type Transition = NonNullable<ReturnType<AnyStateNode['transitions']['get']>>[number];

const candidateOf = (transition: Transition): Candidate => ({
  rules: rulesOf(transition),
  target: targetOf(transition),
  description: transition.description ?? '',
  source: (transition.meta as { source?: string } | undefined)?.source ?? '',
});

function rulesOf({ guard, eventType, source }: Transition): readonly string[] {
  if (guard === undefined) return [];
  if (typeof guard === 'object' && guard.type === 'obeys' && Array.isArray(guard.params)) return guard.params;
  throw new RangeError(`${source.id} on ${eventType}: the only guard is \`obeys\` with a list of rules`);
}

function targetOf({ target, eventType, source }: Transition): string | null {
  if (target === undefined) return null;
  const [node, ...others] = target;
  if (node?.type !== 'atomic' || others.length > 0)
    throw new RangeError(`${source.id} on ${eventType}: the target of a transition is one leaf`);
  return leafName(node);
}
