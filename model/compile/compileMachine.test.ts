import { expect, test } from 'vitest';
import { createMachine } from 'xstate';
import { nextLeaf, refusalOf } from './compiledMachine.ts';
import { compileMachine } from './compileMachine.ts';
import type { MachineText } from './machineText.ts';
import { refusalCodes, refusalNamed } from './refusalCodes.ts';

const obeys = (...params: string[]) => ({ type: 'obeys', params });

/** A lamp in a room: `go` and `rest`, with rules that read one bit each. */
function lamp(on: object, around: object = {}): MachineText<number, 'go'> {
  const states = { room: { initial: 'off', on: around, states: { off: { on: { go: on } }, on: {} } } };
  return {
    machine: createMachine({ id: 'lamp', initial: 'room', states }),
    leaves: ['room.off', 'room.on'],
    events: ['go'],
    contexts: new Map([0, 1, 2, 3].map((code) => [code, code])),
    rules: {
      'INV-901 bit 0 is set': (bits) => (bits & 1) !== 0,
      'INV-902 bit 1 is set': (bits) => (bits & 2) !== 0,
      'bit 1 is set': (bits) => (bits & 2) !== 0,
    },
    defaults: { go: 'INV-900 the lamp is off' },
  };
}

test('an event that a leaf does not know is refused by the default rule', () => {
  expect(refusalOf(compileMachine(lamp({ target: 'on' })), 0, 1, 0)).toEqual({
    invariant: 'INV-900',
    rule: 'the lamp is off',
  });
});

test('an accepted event has no refusal', () => {
  expect(refusalOf(compileMachine(lamp({ target: 'on' })), 0, 0, 0)).toBeNull();
});

test('a transition without a target stays in its leaf', () => {
  expect(nextLeaf(compileMachine(lamp({ description: 'stays' })).cells, 0, 0, 0)).toBe(0);
});

test('the first broken rule is to blame', () => {
  const table = compileMachine(
    lamp({ target: 'on', guard: obeys('INV-902 bit 1 is set', 'INV-901 bit 0 is set') }),
  );
  expect(refusalOf(table, 0, 0, 0)?.invariant).toBe('INV-902');
  expect(refusalOf(table, 0, 0, 2)?.invariant).toBe('INV-901');
  expect(nextLeaf(table.cells, 0, 0, 3)).toBe(1);
});

test('of several candidates the last with a numbered rule is to blame, and states around a leaf come last', () => {
  const own = [{ guard: obeys('INV-901 bit 0 is set') }, { guard: obeys('bit 1 is set') }];
  expect(refusalOf(compileMachine(lamp(own)), 0, 0, 0)?.invariant).toBe('INV-901');
  const around = { go: { target: 'room.on', guard: obeys('INV-902 bit 1 is set') } };
  const table = compileMachine(lamp(own, { go: { target: '.on', guard: around.go.guard } }));
  expect(refusalOf(table, 0, 0, 0)?.invariant).toBe('INV-902');
});

test('candidates whose rules have no number leave the blame to the default', () => {
  expect(refusalOf(compileMachine(lamp({ guard: obeys('bit 1 is set') })), 0, 0, 0)?.invariant).toBe(
    'INV-900',
  );
});

test('what a table cannot say is refused with its place', () => {
  expect(() => compileMachine(lamp({ guard: () => true }))).toThrow(
    /lamp\.room\.off on go: the only guard is/,
  );
  const other = { type: 'allows', params: ['INV-901 bit 0 is set'] };
  expect(() => compileMachine(lamp({ guard: other }))).toThrow(/lamp\.room\.off on go: the only guard is/);
  for (const target of ['#lamp.room', ['off', 'on']])
    expect(() => compileMachine(lamp({ target }))).toThrow(/lamp\.room\.off on go: the target/);
  expect(() => compileMachine(lamp({ guard: obeys('INV-903 is unknown') }))).toThrow(
    'no rule is called "INV-903',
  );
});

test('leaves must be those of the machine', () => {
  const text = lamp({ target: 'on' });
  expect(() => compileMachine({ ...text, leaves: ['room.off'] })).toThrow('lamp has 2 leaves');
  expect(() => compileMachine({ ...text, leaves: ['room.off', 'room.dim'] })).toThrow('no leaf room.dim');
});

test('a default names an invariant, and rules fit into a cell', () => {
  expect(() => refusalCodes([], ['the lamp is off'])).toThrow('names no invariant');
  const many = Array.from({ length: 128 }, (_, number) => `INV-${number} holds`);
  expect(() => refusalCodes(many, [])).toThrow('128 rules are more than a cell can name');
  expect(refusalCodes(many.slice(1), []).refusals).toHaveLength(127);
});

test('a rule with a number begins with it', () => {
  expect(refusalNamed('INV-901 bit 0 is set')).toEqual({ invariant: 'INV-901', rule: 'bit 0 is set' });
  expect(['bit 0 is set', 'as INV-901 bit 0 is set', 'INV-901'].map(refusalNamed)).toEqual([
    null,
    null,
    null,
  ]);
});

test('a machine has as many leaves as a belief has bits, and no more', () => {
  const row = (count: number): MachineText<number, 'go'> => {
    const leaves = Array.from({ length: count }, (_, number) => `leaf${number}`);
    const states = Object.fromEntries(leaves.map((name) => [name, {}]));
    return { ...lamp({}), machine: createMachine({ id: 'row', initial: 'leaf0', states }), leaves };
  };
  expect(compileMachine(row(32)).leaves).toHaveLength(32);
  expect(() => compileMachine(row(33))).toThrow('row has 33 leaves');
});
