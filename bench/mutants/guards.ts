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

/** A machine with a guard that asks for less. */
export interface GuardMutant {
  readonly name: string;
  readonly rule: string | null;
  /** What the oracle steps. */
  readonly table: CompiledMachine;
  /** Weakens the table that the oracle steps, and returns how to undo it; null if the table says the same without the guard. */
  readonly apply: () => (() => void) | null;
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

/** Every rule of every machine made true wherever it is asked. */
export const ruleMutants = (): GuardMutant[] => MACHINES.flatMap(rulesOf);

/** Every guard of every machine made true. */
export const guardMutants = (): GuardMutant[] => MACHINES.flatMap(guardsOf);

function rulesOf({ text, table }: AnyMachine): GuardMutant[] {
  return Object.keys(text.rules).map((rule) => ({
    name: `${text.machine.id}: rule "${rule}" always holds`,
    rule: numberOf(rule),
    table,
    apply: () => replaceCells(table, { ...text, rules: { ...text.rules, [rule]: () => true } }),
  }));
}

/** A transition as XState keeps it. */
interface Guarded {
  readonly source: AnyStateNode;
  readonly eventType: string;
  guard?: unknown;
}

function guardsOf({ text, table }: AnyMachine): GuardMutant[] {
  return transitionsOf(text.machine).flatMap(({ transition, place }) => {
    const { guard, source, eventType } = transition;
    if (guard === undefined) return [];
    const apply = () => {
      transition.guard = undefined;
      try {
        return replaceCells(table, text);
      } finally {
        transition.guard = guard;
      }
    };
    const name = `${source.id} on ${eventType}${place === 0 ? '' : ` (${place + 1})`}: guard always holds`;
    return [{ name, rule: null, table, apply }];
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

function replaceCells({ cells }: CompiledMachine, text: MachineText<never, string>): (() => void) | null {
  const before = cells.slice();
  const after = compileMachine(text).cells;
  if (before.every((cell, place) => cell === after[place])) return null;
  cells.set(after);
  return () => cells.set(before);
}

const numberOf = (rule: string): string | null => /^INV-\d+/.exec(rule)?.[0] ?? null;
