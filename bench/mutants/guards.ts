import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { type CompiledMachine, compileMachine, type MachineText } from '../../model/compile/index.ts';
import { MACHINES, type NamedMachine } from '../../properties/stocktaking/machines.ts';

/** A machine with a guard that asks for less. */
export interface GuardMutant {
  readonly name: string;
  readonly rule: string | null;
  /** What the oracle steps. */
  readonly table: CompiledMachine;
  /** Weakens the table that the oracle steps, and returns how to undo it; null if the table says the same without the guard. */
  readonly apply: () => (() => void) | null;
}

/** Every rule of every machine made true wherever it is asked. */
export const ruleMutants = (): GuardMutant[] => MACHINES.flatMap(rulesOf);

/** Every guard of every machine made true. */
export const guardMutants = (): GuardMutant[] => MACHINES.flatMap(guardsOf);

function rulesOf({ text, table }: NamedMachine): GuardMutant[] {
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

function guardsOf({ text, table }: NamedMachine): GuardMutant[] {
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
