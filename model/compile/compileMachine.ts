import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { type Candidate, candidatesOf, leafName, leafNodesOf } from './candidates.ts';
import {
  type CompiledMachine,
  cellIndex,
  FACT_SLOTS,
  LEAF_SLOTS,
  NO_CELL,
  REFUSED,
} from './compiledMachine.ts';
import { refusalCodes } from './refusalCodes.ts';
import { TransitionList } from './transitionList.ts';

/** What the text of a machine needs beside the machine to become a table. */
export interface MachineText<Facts, Event extends string> {
  readonly machine: AnyStateMachine;
  /** Names of the leaves in the order of their number. */
  readonly leaves: readonly string[];
  readonly events: readonly Event[];
  /** Every code from 0 to 255 that stands for facts, with the facts. */
  readonly contexts: ReadonlyMap<number, Facts>;
  /** The rules that its guards name. */
  readonly rules: Readonly<Record<string, (facts: Facts) => boolean>>;
  /** The rule that is broken in a leaf that does not know the event. */
  readonly defaults: Readonly<Record<Event, string>>;
}

/**
 * Writes a machine as a table. Candidates are tried leaf to root, the first whose rules all hold wins; if none does, the
 * diagnosis is the first broken rule with a number of the last candidate that has one.
 *
 * @throws RangeError if the leaves are not those of the machine, or it uses what the table cannot say
 */
export function compileMachine<Facts, Event extends string>(
  text: MachineText<Facts, Event>,
): CompiledMachine<Event> {
  const nodes = nodesByNumber(text);
  const codes = refusalCodes(
    text.rules,
    text.events.map((event) => text.defaults[event]),
  );
  const truths = truthTables(text);
  const cells = new Uint8Array(text.events.length * LEAF_SLOTS * FACT_SLOTS).fill(NO_CELL);
  const transitions = new TransitionList(text.events.length);

  for (const [event, name] of text.events.entries())
    for (const [leaf, node] of nodes.entries()) {
      const candidates = candidatesOf(node, name).map((candidate) => resolve(candidate, leaf, text, truths));
      const unknown = codes.numberOf(text.defaults[name])!; // refusalCodes() numbers every default.
      for (const facts of text.contexts.keys()) {
        const taken = candidates.find(({ rules }) => rules.every(({ holds }) => holds[facts] === 1));
        if (taken) transitions.note(event, leaf, taken.target, taken.candidate);
        cells[cellIndex(event, leaf, facts)] = taken
          ? taken.target
          : REFUSED + (brokenRule(candidates, facts, codes.numberOf) ?? unknown);
      }
    }
  const { leaves, events } = text;
  const contexts = [...text.contexts.keys()];
  return { leaves, events, contexts, cells, refusals: codes.refusals, ...transitions.numbered() };
}

/** Whether a rule holds, for each code of facts. */
interface Truth {
  readonly name: string;
  readonly holds: Uint8Array;
}

/** A candidate whose names are replaced by what they stand for. */
interface Resolved {
  readonly candidate: Candidate;
  readonly target: number;
  readonly rules: readonly Truth[];
}

type AnyText = MachineText<never, string>;

function nodesByNumber({ machine, leaves }: Pick<AnyText, 'machine' | 'leaves'>): AnyStateNode[] {
  const nodes = new Map(leafNodesOf(machine).map((node) => [leafName(node), node]));
  if (nodes.size !== leaves.length || leaves.length > LEAF_SLOTS)
    throw new RangeError(
      `the machine has ${nodes.size} leaves, its text names ${leaves.length}, at most ${LEAF_SLOTS}`,
    );
  return leaves.map((name) => {
    const node = nodes.get(name);
    if (!node) throw new RangeError(`the machine has no leaf ${name}`);
    return node;
  });
}

/** Each rule is asked once for each set of facts, not once for each cell. */
function truthTables<Facts>(
  text: Pick<MachineText<Facts, string>, 'rules' | 'contexts'>,
): Map<string, Truth> {
  const truths = new Map<string, Truth>();
  for (const [name, rule] of Object.entries(text.rules)) {
    const holds = new Uint8Array(FACT_SLOTS);
    for (const [code, facts] of text.contexts) holds[code] = Number(rule(facts));
    truths.set(name, { name, holds });
  }
  return truths;
}

function resolve(
  candidate: Candidate,
  leaf: number,
  { leaves }: Pick<AnyText, 'leaves'>,
  truths: ReadonlyMap<string, Truth>,
): Resolved {
  const rules = candidate.rules.map((name) => {
    const truth = truths.get(name);
    if (!truth) throw new RangeError(`no rule is called ${name}`);
    return truth;
  });
  return { candidate, target: candidate.target === null ? leaf : leaves.indexOf(candidate.target), rules };
}

/** Code of the rule to blame when all candidates refused; null if none of them names an invariant. */
function brokenRule(
  candidates: readonly Resolved[],
  facts: number,
  numberOf: (rule: string) => number | null,
): number | null {
  for (const { rules } of candidates.toReversed())
    for (const { name, holds } of rules) {
      const code = holds[facts] === 1 ? null : numberOf(name);
      if (code !== null) return code;
    }
  return null;
}
