import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/index.ts';
import { FAULTS } from '../faults/index.ts';
import { InputError } from '../input/inputError.ts';
import { loadTarget, targetOfModule, writtenName } from './targetReference.ts';

const module = (name: string) => ({
  kind: 'module' as const,
  file: fileURLToPath(new URL(`adversaries/${name}`, import.meta.url)),
  written: name,
});

const boot = () => ({});

test('built-in targets are found by name', async () => {
  expect(await loadTarget({ kind: 'sound' })).toBe(soundTarget);
  const [name = '', fault] = Object.entries(FAULTS)[0] ?? [];
  expect(await loadTarget({ kind: 'fault', name })).toBe(fault?.target);
});

test('a target is called as the user wrote it', () => {
  expect(writtenName({ kind: 'sound' })).toBe('sound');
  expect(writtenName({ kind: 'fault', name: 'leaks' })).toBe('leaks');
  expect(writtenName(module('noBoot.mjs'))).toBe('noBoot.mjs');
});

test('a module without a target is refused by name', async () => {
  await expect(loadTarget(module('noTarget.mjs'))).rejects.toThrow(
    '--target noTarget.mjs: target: expected an exported object, found nothing',
  );
  await expect(loadTarget(module('noBoot.mjs'))).rejects.toThrow('target.boot: expected a function');
  await expect(loadTarget(module('missing.mjs'))).rejects.toThrow(InputError);
});

test('an unknown fault is refused with the names there are', async () => {
  await expect(loadTarget({ kind: 'fault', name: 'toString' })).rejects.toThrow(Object.keys(FAULTS)[0] ?? '');
});

test.each([
  [{ name: '', boot }, 'target.name'],
  [{ name: 'x', boot, operations: 'all' }, 'target.operations'],
  [{ name: 'x', boot, operations: ['allocate', 'explode'] }, 'target.operations[1]'],
  [{ name: 'x', boot, operations: ['free'] }, 'with allocate'],
  [{ name: 'x', boot, reportsCache: 1 }, 'target.reportsCache'],
  [{ name: 'x', boot, cachedPagesAtMost: -1 }, 'target.cachedPagesAtMost'],
  [{ name: 'x', boot, cachedPagesAtMost: 'many' }, 'target.cachedPagesAtMost'],
])('a malformed target is refused at the field: %j', (target, place) => {
  expect(() => targetOfModule('x.mjs', { target })).toThrow(place);
});

test('a well-formed target is taken as it is', () => {
  const target = { name: 'x', boot, operations: ['allocate', 'free'], keepsWatermarks: false };
  expect(targetOfModule('x.mjs', { target })).toBe(target);
});
