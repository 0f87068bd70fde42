import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tiny } from '../presets/tiny.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { failureText, readFailure, type StoredFailure } from './failureFile.ts';
import { FailureStore } from './failureStore.ts';

const ALLOCATE = { kind: 'allocate', order: 0, class: 'user', owner: 0, node: 0, cpu: 0 } as const;

const failure = (order: number, layout = tiny): StoredFailure => ({
  target: 'fault:x',
  scenario: { layout, design: 'kernelcore', operations: wordsOf([{ ...ALLOCATE, order }]) },
  violation: { invariant: 'INV-1', sentence: 'it "broke"\n' },
  minimal: true,
});

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'zoneproof-store-')), 'a', 'b');

test('what is kept is read back, by its hash and in order, and removed', () => {
  const store = new FailureStore(newFolder());
  expect(store.read()).toEqual({ failures: new Map(), damaged: [] });
  const kept = [failure(0), failure(1), failure(2, { ...tiny, name: 'mine' })];
  const hashes = kept.map((each) => store.keep(each));
  store.keep(failure(0)); // Twice is once.
  const { failures } = store.read();
  expect([...failures.keys()]).toEqual(hashes.toSorted());
  expect(hashes.map((hash) => failures.get(hash))).toEqual(kept);
  store.remove(hashes[0] ?? '');
  store.remove('gone');
  expect([...store.read().failures.keys()].sort()).toEqual(hashes.slice(1).sort());
});

test('a damaged file is one sentence, is left alone, and hides no other', () => {
  const folder = newFolder();
  const store = new FailureStore(folder);
  const hash = store.keep(failure(0));
  const text = readFileSync(store.fileOf(hash), 'utf8');
  const other = '0123456789abcdef';
  const cases: readonly (readonly [text: string, sentence: RegExp])[] = [
    [
      text.slice(0, 100),
      /0123456789abcdef\.json: expected JSON, found ".*; delete the file, or bring it back as it was$/,
    ],
    ['', /expected JSON/],
    ['[]', /expected a failure: an object/],
    [text.replace('"failure"', '"scenario"'), /\.json: zoneproof: expected "failure"/],
    [text.replace('"version": 1', '"version": 2'), /\.json: version: expected 1, the only version there is/],
    [text.replace('"kernelcore"', '"x"'), /\.json: scenario: design: expected one of none/],
    [text, /expected a scenario whose hash is the file's name, found "/],
  ];
  for (const [content, sentence] of cases) {
    writeFileSync(store.fileOf(other), content);
    const { failures, damaged } = store.read();
    expect([...failures.keys()]).toEqual([hash]);
    expect(damaged.map(({ message }) => message)).toEqual([expect.stringMatching(sentence)]);
    expect(readFileSync(store.fileOf(other), 'utf8')).toBe(content);
  }
  mkdirSync(join(folder, 'folder.json'));
  expect(store.read().damaged.some(({ message }) => message.includes('found EISDIR'))).toBe(true);
});

test('what a killed process left half-written is no failure, and goes when it is old', () => {
  const folder = newFolder();
  const store = new FailureStore(folder);
  const hash = store.keep(failure(0));
  const half = join(folder, '.0123456789abcdef.json.77.tmp');
  writeFileSync(half, '{');
  expect(store.read().damaged).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(2);
  utimesSync(half, 1, 1);
  expect([...store.read().failures.keys()]).toEqual([hash]);
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a file has an operation a line, and fields of a later version are no damage', () => {
  const text = failureText(failure(3));
  expect(text.split('\n').filter((line) => line.includes('"kind"'))).toHaveLength(1);
  const store = new FailureStore(newFolder());
  const hash = store.keep(failure(3));
  const later = text.replace('"minimal"', '"since": "1.0", "minimal"');
  expect(readFailure(later, 'f', hash)).toEqual(failure(3));
});
