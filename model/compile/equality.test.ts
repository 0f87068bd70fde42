import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, transition } from 'xstate';
import { type CompiledMachine, cellIndex, NO_CELL, REFUSED, refusalOf } from './compiledMachine.ts';
import { hugePageTable, hugePageText } from './hugePageTable.ts';
import type { MachineText } from './machineText.ts';
import { memoryBlockTable, memoryBlockText } from './memoryBlockTable.ts';
import { pageTable, pageText } from './pageTable.ts';
import { pressureTable, pressureText } from './pressureTable.ts';
import { requestTable, requestText } from './requestTable.ts';

/** The text of any machine, whatever its facts and events are. */
interface Text extends Pick<MachineText<never, never>, 'machine' | 'rules'> {
  readonly contexts: ReadonlyMap<number, unknown>;
  readonly defaults: Readonly<Record<string, string>>;
}

const machines: { name: string; text: Text; table: CompiledMachine }[] = [
  { name: 'page', text: pageText, table: pageTable },
  { name: 'memory block', text: memoryBlockText, table: memoryBlockTable },
  { name: 'request', text: requestText, table: requestTable },
  { name: 'zone pressure', text: pressureText, table: pressureTable },
  { name: 'huge page', text: hugePageText, table: hugePageTable },
];

describe.each(machines)('the table of the $name machine', ({ text, table }) => {
  test('steps as XState does, in every cell', () => {
    expect(wrongSteps(text, table)).toEqual([]);
  });

  test('names the rule that XState asked last, in every refusal', () => {
    expect(wrongBlames(text, table)).toEqual([]);
  });

  test('holds nothing for leaves and facts that do not exist', () => {
    const cells = table.events.length * table.leaves.length * table.contexts.length;
    expect(table.cells.filter((cell) => cell !== NO_CELL)).toHaveLength(cells);
  });
});

/** Cells in which XState's own step, or its own list of enabled transitions, says something else. */
function wrongSteps({ machine, contexts }: Text, table: CompiledMachine): string[] {
  const wrong: string[] = [];
  for (const [leaf, name] of table.leaves.entries())
    for (const [code, facts] of contexts) {
      const before = snapshotIn(machine, name, facts);
      for (const [event, type] of table.events.entries()) {
        const cell = table.cells[cellIndex(event, leaf, code)]!; // In bounds.
        const accepted = machine.getTransitionData(before, { type }).length > 0;
        const after = table.leaves.indexOf(leafOf(transition(machine, before, { type })[0].value));
        if (accepted !== cell < REFUSED || after !== (accepted ? cell : leaf))
          wrong.push(`${name} ${type} ${JSON.stringify(facts)}: ${cell}, XState ${accepted} ${after}`);
      }
    }
  return wrong;
}

/** Refusals that name another rule than the one found by listening to XState as it asks its guards. */
function wrongBlames({ machine, contexts, rules, defaults }: Text, table: CompiledMachine): string[] {
  const wrong: string[] = [];
  let broken: (string | undefined)[] = [];
  const listening = machine.provide({
    guards: {
      obeys: ({ context }: { context: never }, names: string[]) => {
        const failing = names.filter((name) => !rules[name]!(context)); // Every name is a rule.
        if (failing.length > 0) broken.push(failing.find((name) => name.startsWith('INV-')));
        return failing.length === 0;
      },
    },
  } as never);
  for (const [leaf, name] of table.leaves.entries())
    for (const [code, facts] of contexts) {
      const before = snapshotIn(listening, name, facts);
      for (const [event, type] of table.events.entries()) {
        broken = [];
        const accepted = listening.getTransitionData(before, { type }).length > 0;
        const expected = accepted ? null : (broken.findLast((rule) => rule) ?? defaults[type]);
        const refusal = refusalOf(table, event, leaf, code);
        const blamed = refusal && `${refusal.invariant} ${refusal.rule}`;
        if (blamed !== expected) wrong.push(`${name} ${type}: ${blamed}, XState ${expected}`);
      }
    }
  return wrong;
}

/** A machine at rest in a leaf, without an actor. */
function snapshotIn(machine: AnyStateMachine, leaf: string, context: unknown) {
  const [top, below] = leaf.split('.') as [string, string | undefined];
  return machine.resolveState({ value: below ? { [top]: below } : top, context });
}

/** `{ free: 'cached' }` is the leaf `free.cached`. */
const leafOf = (value: unknown): string =>
  typeof value === 'string' ? value : Object.entries(value as Record<string, string>)[0]!.join('.'); // One top state at a time.
