import type { AnyStateNode } from 'xstate';
import { candidatesOf, leafName, leafNodesOf } from './candidates.ts';
import {
  type CompiledMachine,
  cellIndex,
  FACT_SLOTS,
  LEAF_SLOTS,
  NO_CELL,
  REFUSED,
} from './compiledMachine.ts';
import type { MachineText } from './machineText.ts';
import { refusalCodes } from './refusalCodes.ts';
import { TransitionList } from './transitionList.ts';
import { brokenRule, firstOpen, tried, truthTables } from './triedCandidates.ts';

/**
 * Writes a machine as a table. Candidates are tried leaf to root and the first whose rules all hold wins, as XState does; if
 * none does, the cell names the rule to blame.
 *
 * @throws RangeError if the leaves are not those of the machine, or it uses what a table cannot say
 */
export function compileMachine<Facts, Event extends string>(
  text: MachineText<Facts, Event>,
): CompiledMachine<Event> {
  const { leaves, events } = text;
  const contexts = [...text.contexts.keys()];
  const nodes = nodesByNumber(text);
  const truths = truthTables(text);
  const codes = refusalCodes(Object.keys(text.rules), Object.values(text.defaults));
  const transitions = new TransitionList(events.length);
  const cells = new Uint8Array(events.length * LEAF_SLOTS * FACT_SLOTS).fill(NO_CELL);

  for (const [event, name] of events.entries()) {
    const unknownEvent = codes.ofDefault(text.defaults[name]);
    for (const [leaf, node] of nodes.entries()) {
      const candidates = candidatesOf(node, name).map((each) => tried(each, leaf, leaves, truths));
      for (const facts of contexts) {
        const open = firstOpen(candidates, facts);
        if (open) transitions.note(event, leaf, open.target, open.candidate);
        cells[cellIndex(event, leaf, facts)] =
          open?.target ?? REFUSED + (brokenRule(candidates, facts, codes.of) ?? unknownEvent);
      }
    }
  }
  return { leaves, events, contexts, cells, refusals: codes.refusals, ...transitions.numbered() };
}

/** The nodes of the leaves, in the order of their number. */
function nodesByNumber({
  machine,
  leaves,
}: Pick<MachineText<never, string>, 'machine' | 'leaves'>): AnyStateNode[] {
  const nodes = new Map(leafNodesOf(machine).map((node) => [leafName(node), node]));
  if (nodes.size !== leaves.length || nodes.size > LEAF_SLOTS)
    throw new RangeError(
      `${machine.id} has ${nodes.size} leaves; expected the ${leaves.length} named, at most ${LEAF_SLOTS}`,
    );
  return leaves.map((name) => {
    const node = nodes.get(name);
    if (!node) throw new RangeError(`${machine.id} has no leaf ${name}`);
    return node;
  });
}
