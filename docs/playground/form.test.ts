import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../properties/presets/index.ts';
import { checkOperations } from '../../properties/scenario/checkOperations.ts';
import { OPERATION_KINDS, type Operation } from '../../spec/operations/operation.ts';
import { type FormFacts, fieldsFor, operationOf } from './form.ts';
import { submitView } from './view/formView.ts';

const layout = PRESETS['tiny-numa']!;
const facts: FormFacts = {
  layout,
  subjects: [
    { number: 0, says: '#0' },
    { number: 1, says: '#1' },
  ],
  pfn: 0x55,
  holder: 1,
};
const valuesOf = (kind: Operation['kind'], typed = {}, more: Partial<FormFacts> = {}) =>
  Object.fromEntries(fieldsFor(kind, { ...facts, ...more }, typed).map(({ name, value }) => [name, value]));

describe('the form', () => {
  test.each(OPERATION_KINDS)('offers a %s that the machine can be asked', (kind) => {
    const operation = operationOf(kind, valuesOf(kind));
    const allocate = { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 } as const;
    expect(() => checkOperations([allocate, allocate, operation!], layout, 'form')).not.toThrow();
    expect(operation?.kind).toBe(kind);
  });

  test('means the page that is looked at first', () => {
    expect(valuesOf('poison')).toEqual({ pfn: '85', error: 'injected' });
    expect(valuesOf('offline')).toEqual({ block: '5' });
    expect(valuesOf('isolate')).toEqual({ pageblock: '10' });
    expect(valuesOf('pin')).toEqual({ of: '1', term: 'short' });
    expect(valuesOf('pin', {}, { holder: -1 }).of).toBe('1');
    expect(valuesOf('collapse')).toEqual({ of: '1', with: '0' });
  });

  test('keeps what was filled in while it means something', () => {
    expect(valuesOf('allocate', { order: '3', class: 'kernel', cpu: '1' })).toEqual({
      order: '3',
      class: 'kernel',
      owner: '0',
      node: '0',
      cpu: '1',
    });
    expect(valuesOf('allocate', { order: '9', class: 'gold' })).toMatchObject({ order: '0', class: 'user' });
    expect(valuesOf('poison', { pfn: '5000' }).pfn).toBe('127');
    expect(valuesOf('drain', { cpu: '-1' })).toEqual({ cpu: '-1' });
  });

  test('asks nothing without a subject', () => {
    const values = valuesOf('free', {}, { subjects: [], holder: -1 });
    expect(values.of).toBe('');
    expect(operationOf('free', values)).toBe(null);
    const fields = fieldsFor('free', { ...facts, subjects: [] }, {});
    expect(submitView(fields, null, 2)).toMatch(
      /aria-disabled="true">ask.*drops the 2 behind.*Nothing that is alive/s,
    );
    expect(submitView(fieldsFor('free', facts, {}), null, 0)).not.toMatch(/disabled|drops|Nothing/);
    expect(submitView([], 'the run is over', 0)).toMatch(/aria-disabled="true">ask.*the run is over/);
  });
});
