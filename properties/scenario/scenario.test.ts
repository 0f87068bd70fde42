import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPERATION_KINDS, type Operation, type OperationKind } from '../../spec/operations/operation.ts';
import { InputError } from '../input/inputError.ts';
import { PRESETS } from '../presets/index.ts';
import { describeOperation } from './describeOperation.ts';
import { FIELDS } from './fields.ts';
import { keepOperations, withoutOperations } from './keepOperations.ts';
import { operationAt } from './operationAt.ts';
import { readScenario } from './readScenario.ts';
import type { Scenario } from './scenario.ts';
import { scenarioJson, scenarioText } from './scenarioJson.ts';
import { scenarioOfToken, tokenOf } from './token.ts';
import { operationCount } from './words.ts';
import { wordsOf } from './wordsOf.ts';

const layout = PRESETS.tiny!;

const oneOfEach: Operation[] = [
  { kind: 'allocate', order: 2, class: 'user', node: 0, cpu: 1 },
  { kind: 'pin', of: 0, term: 'long' },
  { kind: 'poisonOf', of: 0, offset: 3, error: 'real' },
  { kind: 'unpin', of: 0, term: 'long' },
  { kind: 'offline', block: 3 },
  { kind: 'online', block: 3, to: 'movable' },
  { kind: 'reclaim', pages: 4, node: 0, zone: 3 },
  { kind: 'poison', pfn: 63, error: 'injected' },
  { kind: 'drain', cpu: -1 },
  { kind: 'free', of: 0, cpu: 1 },
];

const scenario: Scenario = { layout, design: 'kernelcore', operations: wordsOf(oneOfEach) };

const operationsOf = ({ operations }: Pick<Scenario, 'operations'>): Operation[] =>
  Array.from({ length: operationCount(operations) }, (_, index) => operationAt(operations, index));

/** The least that each argument may be, in words. */
const leastOf = (kind: OperationKind, number: number): Operation => {
  const fields = FIELDS[number]!.filter((field) => !field.kind.optional);
  const values = fields.map((field) => [field.name, field.kind.names?.[0] ?? field.kind.least]);
  return { kind, ...Object.fromEntries(values) } as Operation;
};

test('every kind of operation survives words, JSON and token with its least arguments', () => {
  const first: Operation = { kind: 'allocate', order: 2, class: 'user', owner: 3, node: 0, cpu: 1 };
  const operations = [first, ...OPERATION_KINDS.map(leastOf)];
  const all: Scenario = { layout, design: 'kernelcore', operations: wordsOf(operations) };
  expect(operationsOf(all)).toEqual(operations);
  expect(readScenario(JSON.parse(scenarioText(all)), 'bug.json')).toEqual(all);
  expect(scenarioOfToken(tokenOf(all), PRESETS)).toEqual(all);
  for (const operation of operations) expect(describeOperation(operation)).toMatch(/^[a-zA-Z]+\(.*\)$/);
});

test('words say what the operations said', () => {
  expect(operationsOf(scenario)).toEqual(oneOfEach);
});

test('a place without an operation is an error', () => {
  expect(() => operationAt(scenario.operations, 10)).toThrow('operation 10 has no kind');
});

test('every operation reads as a call', () => {
  expect(oneOfEach.map((operation) => describeOperation(operation))).toEqual([
    'allocate(order 2, user, node 0, cpu 1)',
    'pin(#0, long)',
    'poisonOf(#0 + 3, real)',
    'unpin(#0, long)',
    'offline(block 3)',
    'online(block 3, movable)',
    'reclaim(4 pages, node 0, up to Movable)',
    'poison(0x3f, injected)',
    'drain(all)',
    'free(#0, cpu 1)',
  ]);
  expect(describeOperation({ kind: 'free', of: 3, cpu: 0 }, 4)).toBe('#4 free(#3)');
});

test('an operation whose subject goes, goes too, and the others follow their subjects', () => {
  const operations = wordsOf([
    { kind: 'allocate', order: 0, class: 'kernel', node: 0, cpu: 0 },
    { kind: 'allocate', order: 1, class: 'user', node: 0, cpu: 0 },
    { kind: 'free', of: 0, cpu: 0 },
    { kind: 'free', of: 1, cpu: 0 },
  ]);
  expect(operationsOf({ operations: withoutOperations(operations, 0, 1) })).toEqual([
    { kind: 'allocate', order: 1, class: 'user', node: 0, cpu: 0 },
    { kind: 'free', of: 0, cpu: 0 },
  ]);
  expect(keepOperations(operations, Uint8Array.of(0, 0, 1, 1))).toHaveLength(0);
});

test('a scenario survives its JSON, with its layout by name or whole', () => {
  for (const machine of [layout, { ...layout, name: 'mine' }]) {
    const original = { ...scenario, layout: machine };
    expect(readScenario(JSON.parse(scenarioText(original)), 'bug.json')).toEqual(original);
  }
  expect(scenarioJson(scenario).layout).toBe('tiny');
  expect(JSON.parse(scenarioText({ ...scenario, operations: new Int32Array() }))).toMatchObject({
    operations: [],
  });
});

test('the text of a scenario has an operation a line', () => {
  expect(scenarioText(scenario)).toContain('\n    {"kind":"free","of":0,"cpu":1}\n');
});

test.each([
  [{ version: 2 }, 'bug.json: version: expected 1, the only version there is, found 2; '],
  [{ layout: 'huge' }, 'bug.json: layout: expected a whole layout or one of tiny, '],
  [
    { design: 'raid' },
    'bug.json: design: expected one of none, full, kernelcore, nonmirror, reserve, migratetype, found "raid"; ',
  ],
  [{ extra: 1 }, 'bug.json: expected no field named extra, '],
  [
    { operations: [{ kind: 'melt' }] },
    'bug.json: operations[0].kind: expected an operation, its kind one of ',
  ],
  [
    { operations: [{ kind: 'offline', block: 4 }] },
    'operations[0].block: expected a memory block below 4, found 4',
  ],
  [{ operations: [{ kind: 'offline', block: 0.5 }] }, 'expected the number of a memory block, found 0.5'],
  [{ operations: [{ kind: 'drain', cpu: -2 }] }, 'expected the number of a CPU, or -1 for all, found -2'],
  [
    { operations: [{ kind: 'free', of: 0, cpu: 0 }] },
    'operations[0].of: expected the place of an earlier allocate',
  ],
  [
    { operations: [{ kind: 'poison', pfn: 64, error: 'real' }] },
    'operations[0].pfn: expected a pfn below 64',
  ],
  [
    { operations: [{ kind: 'allocate', order: 0, class: 'gold', node: 0, cpu: 0 }] },
    'operations[0].class: expected one of kernel, user, ',
  ],
  [
    { operations: [oneOfEach[0], { kind: 'poisonOf', of: 0, offset: 4, error: 'real' }] },
    'operations[1].offset: expected a page of a block of order 2, so below 4, found 4',
  ],
])('a scenario with %j is refused in one sentence', (change, sentence) => {
  const read = () => readScenario({ ...scenarioJson(scenario), ...change }, 'bug.json');
  expect(read).toThrow(InputError);
  expect(read).toThrow(sentence);
});

test('what is no scenario at all is refused', () => {
  expect(() => readScenario(null, 'bug.json')).toThrow(
    'bug.json: expected a scenario: an object, found null',
  );
});

test('a scenario survives its token', () => {
  expect(scenarioOfToken(tokenOf(scenario), PRESETS)).toEqual(scenario);
  const empty = { ...scenario, operations: new Int32Array() };
  expect(scenarioOfToken(tokenOf(empty), PRESETS)).toEqual(empty);
});

test('a token never changes', () => {
  expect(tokenOf(scenario)).toMatchInlineSnapshot(`"zp1.kernelcore.tiny.rCb9t_sS-LVoeZyppGFQ-5UQZbU"`);
});

test('eight operations on the largest preset fit into 120 characters', () => {
  const widest: Operation[] = [
    { kind: 'allocate', order: 10, class: 'criticalUnprivileged', node: 0, cpu: 1 },
    ...Array.from({ length: 7 }, () => ({ kind: 'poison', pfn: 1376255, error: 'real' }) as const),
  ];
  const longest = { ...scenario, layout: PRESETS['linux-6.1-interleaved']!, operations: wordsOf(widest) };
  expect(tokenOf(longest).length).toBeLessThan(120);
});

const token = tokenOf(scenario);

test.each([
  ['nothing at all', '', 'token: expected zp1.<design>.<layout>.<operations>, found ""'],
  ['a later version', token.replace('zp1', 'zp2'), 'expected a token of version zp1'],
  ['a missing end', token.slice(0, -3), 'token: expected a token as zoneproof printed it'],
  ['another layout', token.replace('.tiny.', '.small.'), 'token: expected a token as zoneproof printed it'],
  [
    'a changed letter',
    token.replace(/.(?=.{6}$)/, (at) => (at === 'A' ? 'B' : 'A')),
    'as zoneproof printed it',
  ],
])('a token with %s is refused in one sentence', (_, damaged, sentence) => {
  expect(() => scenarioOfToken(damaged, PRESETS)).toThrow(InputError);
  expect(() => scenarioOfToken(damaged, PRESETS)).toThrow(sentence);
});

test('a token with any letter changed is refused in one sentence, or stands for what it says', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
  const place = fc.nat(token.length - 1);
  const changed = fc
    .tuple(place, fc.constantFrom(...letters), fc.nat(1))
    .map(([at, letter, gone]) => [token.slice(0, at), letter, token.slice(at + gone)].join(''));
  fc.assert(
    fc.property(changed, (damaged) => {
      const outcome = outcomeOf(damaged);
      if (outcome instanceof InputError) expect(outcome.message).toMatch(/^token: .*[^.]$/);
      else expect(tokenOf(outcome)).toBe(damaged);
    }),
    { seed: 1, numRuns: 500 },
  );
});

function outcomeOf(damaged: string): Scenario | InputError {
  try {
    return scenarioOfToken(damaged, PRESETS);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

test('a token of an unknown layout asks for the file', () => {
  const mine = { ...layout, name: 'mine' };
  const unknown = tokenOf({ ...scenario, layout: mine });
  expect(() => scenarioOfToken(unknown, PRESETS)).toThrow('add --layout FILE with the layout named mine');
  expect(scenarioOfToken(unknown, { mine })).toEqual({ ...scenario, layout: mine });
});

test('a token is refused if the layout of its name is too small for it', () => {
  const smaller = { ...layout, cpus: 1 };
  expect(() => scenarioOfToken(token, { tiny: smaller })).toThrow(
    'operations[0].cpu: expected a CPU below 1',
  );
});
