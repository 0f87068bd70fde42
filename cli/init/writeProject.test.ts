import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testsRun, writeProject } from './writeProject.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'zoneproof-init-'));

test('an empty folder gets an adapter, a test, a workflow and a package', () => {
  const place = folder();
  const files = writeProject(place);
  expect(files.map(({ path, written }) => [path, written])).toEqual([
    ['zoneproof/allocator.mjs', true],
    ['zoneproof/allocator.test.mjs', true],
    ['.github/workflows/zoneproof.yml', true],
    ['package.json', true],
  ]);
  for (const { path, text } of files) expect(readFileSync(join(place, path), 'utf8')).toBe(text);
  expect(files[0]?.text).toMatch(/^\/\/ What zoneproof checks[\s\S]*export const target = \{/);
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(JSON.parse(files[3]?.text ?? '')).toMatchObject({
    name: expect.stringMatching(/^zoneproof-init-[a-z0-9-]+$/),
    devDependencies: { zoneproof: `^${version}` },
  });
  expect(testsRun(place)).toBe(true);
});

test('what is there stays as it is', () => {
  const place = folder();
  writeFileSync(join(place, 'package.json'), '{"scripts":{"test":"jest"}}');
  const before = writeProject(place);
  expect(before.filter(({ written }) => !written).map(({ path }) => path)).toEqual(['package.json']);
  expect(readFileSync(join(place, 'package.json'), 'utf8')).toBe('{"scripts":{"test":"jest"}}');
  expect(testsRun(place)).toBe(false);
  writeFileSync(join(place, 'zoneproof/allocator.mjs'), 'mine');
  expect(writeProject(place).every(({ written }) => !written)).toBe(true);
  expect(readFileSync(join(place, 'zoneproof/allocator.mjs'), 'utf8')).toBe('mine');
});

test('a file is no folder', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(() => writeProject(file)).toThrow(/expected a folder to write to, found a file/);
  expect(() => writeProject(join(file, 'inside'))).toThrow(/found one that cannot be written \(ENOTDIR\)/);
});
