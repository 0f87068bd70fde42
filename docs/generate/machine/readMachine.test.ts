import { describe, expect, test } from 'vitest';
import { familiesOf } from './families.ts';
import { MACHINES } from './machines.ts';
import { matrix } from './matrix.ts';
import { readMachine } from './readMachine.ts';
import { shortestWay } from './shortestWay.ts';

describe.each(MACHINES.map((machine) => [machine.name, machine] as const))('the %s machine', (_, machine) => {
  const states = readMachine(machine);
  const { table } = machine;

  test('answers every event in every state, by a way on or by a rule', () => {
    const silent = states.flatMap(({ name, answers }) =>
      answers
        .filter(({ ways, refusals }) => ways.length + refusals.length === 0)
        .map(({ event }) => [name, event]),
    );
    expect(silent).toEqual([]);
    expect(states.map(({ answers }) => answers.length)).toEqual(states.map(() => table.events.length));
  });

  test('has the transitions of its table, and no others', () => {
    const told = states.flatMap(({ name, answers }) =>
      answers.flatMap(({ event, ways }) => ways.map(({ target }) => `${name} ${event} ${target}`)),
    );
    const compiled = table.transitions.map(
      ({ leaf, event, target }) => `${table.leaves[leaf]} ${table.events[event]} ${table.leaves[target]}`,
    );
    expect([...new Set(told)].sort()).toEqual(compiled.sort());
  });

  test('has no blank in its matrix', () => {
    const cells = [...matrix(machine, states).matchAll(/<td class="\w+" title="[^"]+">(.*?)<\/td>/g)];
    expect(cells).toHaveLength(table.leaves.length * table.events.length);
    expect(cells.filter(([, content = '']) => !/<(b|small)/.test(content))).toEqual([]);
  });

  test('is left out of no picture', () => {
    const families = familiesOf(machine);
    const drawn = table.events.map((event) => families.filter(({ has }) => has(event)).length);
    expect(drawn).toEqual(table.events.map(() => 1));
  });

  test('leads to each of its states by arrows that it has', () => {
    for (const { name } of states) {
      const way = shortestWay(machine, name);
      expect([name, way]).not.toEqual([name, null]);
      for (const [place, { from, event, to }] of way!.entries()) {
        expect(from).toBe(place === 0 ? from : way![place - 1]!.to);
        const number = table.transitions.findIndex(
          ({ leaf, event: taken, target }) =>
            table.leaves[leaf] === from && table.events[taken] === event && table.leaves[target] === to,
        );
        expect(number).toBeGreaterThanOrEqual(0);
      }
      expect(way!.at(-1)?.to ?? name).toBe(name);
    }
  });
});
