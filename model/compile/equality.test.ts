import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, transition } from 'xstate';
import type { CompiledMachine } from './compiledMachine.ts';
import { cellIndex, REFUSED } from './compiledMachine.ts';
import type { MachineText } from './machineText.ts';
import { memoryBlockTable, memoryBlockText } from './memoryBlockTable.ts';
import { pageTable, pageText } from './pageTable.ts';

const machines = [
  { name: 'page', text: pageText, table: pageTable },
  { name: 'memory block', text: memoryBlockText, table: memoryBlockTable },
];

describe.each(machines)('the table of the $name machine', ({ text, table }) => {
  test('agrees with XState in every cell', () => {
    expect(disagreements(text, table)).toEqual([]);
  });

  test('holds nothing for leaves and facts that do not exist', () => {
    const cells = table.events.length * table.leaves.length * table.contexts.length;
    expect(table.cells.filter((cell) => cell !== 255)).toHaveLength(cells);
  });
});

/** Cells in which XState's own step, or its own list of enabled transitions, says something else. */
function disagreements(
  { machine, contexts }: Pick<MachineText<unknown, string>, 'machine' | 'contexts'>,
  table: CompiledMachine,
): string[] {
  const wrong: string[] = [];
  for (const [leaf, name] of table.leaves.entries())
    for (const [code, facts] of contexts) {
      const before = snapshotIn(machine, name, facts);
      for (const [event, type] of table.events.entries()) {
        const cell = table.cells[cellIndex(event, leaf, code)]!; // In bounds.
        const accepted = machine.getTransitionData(before, { type }).length > 0;
        const after = table.leaves.indexOf(leafOf(transition(machine, before, { type })[0].value));
        if (accepted !== cell < REFUSED || after !== (accepted ? cell : leaf))
          wrong.push(`${name} ${type} ${JSON.stringify(facts)}: cell ${cell}, XState ${accepted} ${after}`);
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
