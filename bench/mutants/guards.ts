import type { AnyStateMachine, AnyStateNode } from 'xstate';
import {
  type CompiledMachine,
  compileMachine,
  hugePageTable,
  hugePageText,
  type MachineText,
  memoryBlockTable,
  memoryBlockText,
  pageTable,
  pageText,
  pressureTable,
  pressureText,
  requestTable,
  requestText,
} from '../../model/compile/index.ts';

/** A machine in which one rule of one guard, or a rule wherever it is named, always holds. */
export interface GuardMutant {
  readonly name: string;
  readonly rule: string | null;
  /** Weakens the table that the oracle steps, and returns how to undo it. */
  readonly apply: () => () => void;
}

/** The machines may differ in facts and events; nothing here asks about either. */
interface AnyMachine {
  readonly text: MachineText<never, string>;
  readonly table: CompiledMachine;
}

const MACHINES = [
  { text: pageText, table: pageTable },
  { text: memoryBlockText, table: memoryBlockTable },
  { text: requestText, table: requestTable },
  { text: pressureText, table: pressureTable },
  { text: hugePageText, table: hugePageTable },
] as unknown as readonly AnyMachine[];

/** Every rule of every machine made true wherever it is asked, and in each guard that names it by itself. */
export const guardMutants = (): GuardMutant[] =>
  MACHINES.flatMap((machine) => [...rulesOf(machine), ...guardsOf(machine)]);

function rulesOf({ text, table }: AnyMachine): GuardMutant[] {
  return Object.keys(text.rules).map((rule) => ({
    name: `${text.machine.id}: rule "${rule}" always holds`,
    rule: numberOf(rule),
    apply: () => replaceCells(table, { ...text, rules: { ...text.rules, [rule]: () => true } }),
  }));
}

/** A guard as XState keeps it. */
interface Guarded {
  readonly source: AnyStateNode;
  readonly eventType: string;
  guard?: unknown;
}

function guardsOf({ text, table }: AnyMachine): GuardMutant[] {
  return transitionsOf(text.machine).flatMap(({ transition, place }) => {
    const guard = transition.guard as
      | { readonly type: string; readonly params: readonly string[] }
      | undefined;
    return (guard?.params ?? []).map((rule) => ({
      name: `${transition.source.id} on ${transition.eventType}${place === 0 ? '' : ` (${place + 1})`}: without "${rule}"`,
      rule: numberOf(rule),
      apply: () => {
        transition.guard = { ...guard, params: guard?.params.filter((other) => other !== rule) };
        const undo = replaceCells(table, text);
        return () => {
          transition.guard = guard;
          undo();
        };
      },
    }));
  });
}

function transitionsOf(machine: AnyStateMachine): { transition: Guarded; place: number }[] {
  const nodes = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodes)];
  return nodes(machine.root).flatMap((node) =>
    [...node.transitions.values()].flatMap((list) =>
      list.map((transition, place) => ({ transition: transition as Guarded, place })),
    ),
  );
}

function replaceCells({ cells }: CompiledMachine, text: MachineText<never, string>): () => void {
  const before = cells.slice();
  cells.set(compileMachine(text).cells);
  return () => cells.set(before);
}

const numberOf = (rule: string): string | null => /^INV-\d+/.exec(rule)?.[0] ?? null;
