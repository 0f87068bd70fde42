import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../properties/faults/index.ts';
import { chosenFaults } from './chosen.ts';
import { shrinkByCommands } from './commands.ts';
import { demandsOf } from './demands.ts';
import { type Shrunk, shrinkOwn } from './own.ts';
import { demandLine, rowLine } from './print.ts';
import type { Row } from './row.ts';

const fault = FAULTS['remove-of-online-block']!;

test('one fault is shortened to the same form from two seeds, with proof', () => {
  const [one, other] = [1000, 2000].map((seed) => shrinkOwn(fault, seed)!);
  expect(one).toMatchObject({ symptom: 'INV-191', length: 1, proven: true });
  expect(other!.form).toBe(one!.form);
});

test("fast-check's own commands find and shorten it too", () => {
  const byCommands = shrinkByCommands(fault, 1000)!;
  expect(byCommands.symptom).toBe('INV-191');
  expect(byCommands.length).toBeLessThan(10);
  expect(byCommands.runs).toBeGreaterThan(0);
});

test('the benchmark is of at least twenty faults, any of which can be named', () => {
  const chosen = chosenFaults([], false);
  expect(new Set(chosen).size).toBeGreaterThanOrEqual(20);
  expect(chosen.some(({ deep }) => deep)).toBe(false);
  expect(chosenFaults(['hoards-pages'], false)).toEqual([FAULTS['hoards-pages']]);
  expect(chosenFaults([], true).length).toBeGreaterThan(chosen.length);
  expect(() => chosenFaults(['no-such'], false)).toThrow('there is no seeded fault no-such');
});

describe('the demands', () => {
  const shrunk: Shrunk = {
    form: 'a',
    symptom: 'INV-1',
    length: 2,
    runs: 20,
    searched: 900,
    proven: true,
    milliseconds: 90,
  };
  const byCommands = { symptom: 'INV-1', length: 3, runs: 100 };
  const rowWith = (more: Partial<Shrunk> = {}, commands = [byCommands]): Row => ({
    fault: 'some-fault',
    own: Array.from({ length: 10 }, (_, place) => (place === 0 ? { ...shrunk, ...more } : shrunk)),
    commands,
    minimum: new Map([['INV-1', 2]]),
  });
  const whole = (row: Row): Row[] => [row, ...Array.from({ length: 19 }, () => rowWith())];
  const verdicts = (rows: readonly Row[]) => demandsOf(rows, true).map(({ ok }) => ok);

  test('are met where all is well', () => {
    expect(verdicts(whole(rowWith()))).toEqual([true, true, true, true, true, true]);
  });

  test.each([
    ['too few faults', [rowWith()], 0],
    ['a failure that is longer', whole(rowWith({ length: 3 })), 1],
    ['a failure without proof', whole(rowWith({ proven: false })), 2],
    ['a second form', whole(rowWith({ form: 'b' })), 3],
    [
      'too much time',
      whole(rowWith()).map((row) => ({
        ...row,
        own: row.own.map((each) => ({ ...each, milliseconds: 300 })),
      })),
      4,
    ],
    [
      'too many runs',
      whole(rowWith()).map((row) => ({ ...row, own: row.own.map((each) => ({ ...each, runs: 31 })) })),
      5,
    ],
  ])('one is not met with %s', (_, rows, broken) => {
    expect(verdicts(rows)).toEqual([0, 1, 2, 3, 4, 5].map((place) => place !== broken));
  });

  test('two symptoms may have a form each', () => {
    const two = rowWith({ form: 'b', symptom: 'INV-2', length: 5 });
    expect(verdicts(whole({ ...two, minimum: new Map([...two.minimum, ['INV-2', 5]]) }))[3]).toBe(true);
  });

  test('are printed one a line, below the rows', () => {
    expect(demandLine(demandsOf([rowWith()], false)[0]!)).toBe(
      'ok      10 failures each of the faults: 1 of 1 faults',
    );
    expect(rowLine(rowWith()).split(/ +/)).toEqual([
      'some-fault',
      '10',
      '2',
      '10',
      '1',
      '1',
      '10',
      '90',
      '20',
      '900',
      '|',
      '1',
      '3',
      '0',
      '100',
    ]);
  });
});
