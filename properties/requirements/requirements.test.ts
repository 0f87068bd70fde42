import { describe, expect, test } from 'vitest';
import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import { FINDINGS } from '../../spec/findings.ts';
import { invariantOf } from '../../spec/invariants/index.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { type Carried, DISCUSSIONS, REQUIREMENTS } from '../../spec/requirements/index.ts';
import { WITNESSES } from '../../spec/witnesses.ts';
import { EXECUTABLE } from '../run/executors.ts';
import { PROPERTY_NAMES } from '../run/violation.ts';

const LAYOUT_FINDINGS = [
  'mirror-lost',
  'no-mirror',
  'kdump',
  'movable-ratio',
  'mirror-too-small-for-memmap',
  'node-without-kernel-memory',
  'fixed-in-movable',
  'cma-in-mirror',
];
const PROPERTIES = new Set<string>([
  ...PROPERTY_NAMES,
  ...DESIGN_NAMES,
  ...FINDINGS.map(({ kind }) => kind),
  ...WITNESSES.map(({ name }) => name),
  ...LAYOUT_FINDINGS,
]);
const isNotAsked = (kind: OperationKind) => !EXECUTABLE.includes(kind);

const carried = REQUIREMENTS.flatMap(({ id, answer }) =>
  'outOfScope' in answer ? [] : [{ id, answer: answer as Carried }],
);
const wrong = (names: (answer: Carried) => readonly string[]) =>
  carried.flatMap(({ id, answer }) => names(answer).map((name) => `${id}: ${name}`));

describe('the requirements', () => {
  test('are numbered within their discussion, from one', () => {
    for (const discussion of Object.keys(DISCUSSIONS)) {
      const own = REQUIREMENTS.map(({ id }) => id).filter((id) => id.startsWith(`${discussion}/`));
      expect(own).toEqual(own.map((_, place) => `${discussion}/${place + 1}`));
    }
    expect(REQUIREMENTS.length).toBeGreaterThanOrEqual(54);
  });

  test('have a text in every field', () => {
    const poor = REQUIREMENTS.filter(
      ({ mechanism, demand, linux }) => ![mechanism, demand, linux].every(Boolean),
    );
    expect(poor).toEqual([]);
  });

  test('name rules that exist', () => {
    expect(wrong(({ invariants }) => invariants.filter((id) => !invariantOf(id)))).toEqual([]);
  });

  test('name operations that a run can ask', () => {
    expect(wrong(({ operations }) => operations.filter(isNotAsked))).toEqual([]);
  });

  test('name questions, witnesses, findings and designs that exist', () => {
    expect(wrong(({ properties }) => properties.filter((name) => !PROPERTIES.has(name)))).toEqual([]);
  });

  test('are carried by rules, and shown by questions, witnesses, findings or designs', () => {
    const bare = carried.filter(
      ({ answer }) => answer.invariants.length === 0 || answer.properties.length === 0,
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test('name an operation, but for those that boot alone decides', () => {
    const isOfBoot = (id: string) => invariantOf(id)?.scope === 'boot';
    const notAsked = carried.filter(({ answer }) => answer.operations.length === 0);
    expect(notAsked.map(({ id }) => id)).toEqual(['partial-mirroring/1', 'mirror-rfc/1']);
    expect(notAsked.filter(({ answer }) => !answer.invariants.some(isOfBoot))).toEqual([]);
  });

  test('that are out of scope say why in more than a few words', () => {
    const short = REQUIREMENTS.filter(
      ({ answer }) => 'outOfScope' in answer && answer.outOfScope.split(' ').length < 8,
    );
    expect(short).toEqual([]);
  });
});
