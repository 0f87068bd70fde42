import type { AnyStateNode } from 'xstate';
import { type Candidate, candidatesOf, leafName, leafNodesOf } from '../../../model/compile/candidates.ts';
import {
  firstOpen,
  type TriedCandidate,
  tried,
  truthTables,
} from '../../../model/compile/triedCandidates.ts';
import { type Refusal, refusalOf } from '../../../model/index.ts';
import type { Machine } from './machines.ts';

/** What a state answers to an event: every way that some facts open, and every reason to refuse. */
export interface Answer {
  readonly event: string;
  /** In the order in which they are tried. */
  readonly ways: readonly Way[];
  readonly refusals: readonly Refusal[];
}

/** One way on. */
export interface Way {
  /** What must be true: names of rules, with the number of the invariant they protect if they have one. */
  readonly rules: readonly string[];
  /** The ways before it must be closed. */
  readonly otherwise: boolean;
  readonly target: string;
  readonly description: string;
  readonly source: string;
}

/** A state of a machine, as it is written down. */
export interface State {
  readonly name: string;
  /** The top state it belongs to, `pinned`; its own name if there is none. */
  readonly top: string;
  readonly description: string;
  readonly source: string;
  /** One answer to each event. */
  readonly answers: readonly Answer[];
}

/** The states of a machine in the order of their number, with all that may happen in them. */
export function readMachine(machine: Machine): State[] {
  const nodes = new Map(leafNodesOf(machine.text.machine).map((node) => [leafName(node), node]));
  const truths = truthTables(machine.text);
  return machine.table.leaves.map((name, leaf) => {
    const node = nodes.get(name)!; // The compiler has found each.
    return {
      name,
      top: node.path[0]!, // The root is no leaf.
      description: node.description ?? '',
      source: sourceOf(node),
      answers: machine.table.events.map((event, number) => ({
        event,
        ways: waysOf(
          machine,
          candidatesOf(node, event).map((each) => tried(each, leaf, machine.table.leaves, truths)),
        ),
        refusals: refusalsOf(machine, number, leaf),
      })),
    };
  });
}

export const sourceOf = (node: AnyStateNode): string =>
  (node.meta as { source?: string } | undefined)?.source ?? '';

function waysOf({ table }: Machine, candidates: readonly TriedCandidate[]): Way[] {
  const opened = new Set<Candidate>();
  for (const facts of table.contexts) {
    const open = firstOpen(candidates, facts);
    if (open) opened.add(open.candidate);
  }
  return candidates
    .filter(({ candidate }) => opened.has(candidate))
    .map(({ candidate: { rules, description, source }, target }, place) => ({
      rules,
      otherwise: place > 0,
      target: table.leaves[target]!, // The number of a leaf.
      description,
      source,
    }));
}

function refusalsOf({ table }: Machine, event: number, leaf: number): Refusal[] {
  const found = new Set<Refusal>();
  for (const facts of table.contexts) {
    const refusal = refusalOf(table, event, leaf, facts);
    if (refusal) found.add(refusal);
  }
  return [...found];
}
