import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { Noticer } from '../noticer.ts';
import { build } from './build.ts';
import { entryOf } from './parts.ts';
import { isInSample } from './sample.ts';
import { type Score, shareOf, sumOf } from './score.ts';
import { SURVIVORS, type Survivor } from './survivors/index.ts';

const ROOT = process.cwd(); // vitest runs at the top.
const PERIOD = 3;
/** Campaigns that take a second in all. */
const SAMPLE = /runs of (16|64) on (tiny|tiny-dma), (none|kernelcore|reserve)$/;
const folder = join(ROOT, 'dist/stryker-sample'); // Packages are found from there.

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ');
const entries = Object.entries(SURVIVORS).flatMap(([file, list]) => list.map((entry) => ({ file, entry })));

test('what survives is still there, and has a reason', () => {
  const gone = entries.filter(({ file, entry: { line, from } }) => {
    const lines = textOf(file).split('\n');
    return !lines.some((each) => each.trim() === line) || !inOneLine(textOf(file)).includes(from);
  });
  expect(gone.map(({ file, entry }) => `${file}: ${entry.line}`)).toEqual([]);
  expect(entries.filter(({ entry }) => entry.why.split(' ').length < 5)).toEqual([]);
});

test('no change is explained twice', () => {
  const names = entries.flatMap(({ file, entry: { line, from, to } }) =>
    to.map((each) => `${file}: ${line}: ${from} => ${each}`),
  );
  expect(names.filter((name, place) => names.indexOf(name) < place)).toEqual([]);
});

const measured = JSON.parse(textOf('bench/stryker/measured.json')) as Record<string, Record<string, Score>>;

/** `file: what => what in its place in: the line`, as the source has it now; behind it which of several of the kind. */
function isThere(name: string): boolean {
  const [, file = '', line = ''] = /^(\S+): .* => .* in: (.*?)(?: \(\d+\))?$/.exec(name) ?? [];
  return (
    file !== '' &&
    textOf(file)
      .split('\n')
      .some((each) => each.trim() === line)
  );
}

test.each(Object.keys(measured))('what survived in %s without a reason is listed', (part) => {
  const names = textOf(`bench/stryker/open/${part}.txt`).split('\n').filter(Boolean);
  expect(names).toHaveLength(sumOf(measured[part]!).unexplained);
  expect(names.filter((name) => !isThere(name))).toEqual([]);
});

test.each(Object.entries(measured))(
  'of the mutants of %s nearly all were judged, and nine in ten are noticed',
  (_, scores) => {
    const sum = sumOf(scores);
    const { mutants, judged, suite, tests, types, explained, unexplained } = sum;
    expect(suite + tests + types + explained + unexplained).toBe(judged);
    expect(judged).toBeGreaterThan(0.99 * mutants);
    expect(shareOf(sum)).toBeGreaterThanOrEqual(0.9);
  },
);

/** The text of a file with one change, or null where that is not within a line. */
function changed(text: string, { line, from }: Survivor, to: string): string | null {
  const lines = text.split('\n');
  const place = lines.findIndex((each) => each.trim() === line && each.includes(from));
  if (place < 0) return null;
  lines[place] = lines[place]!.replace(from, () => to);
  return lines.join('\n');
}

async function campaignsOn(texts: ReadonlyMap<string, string>, name: string): Promise<readonly Noticer[]> {
  const out = join(folder, `${name}.js`);
  await build(ROOT, entryOf(ROOT, 'impl', 'suite'), texts, out);
  const { noticers } = (await import(/* @vite-ignore */ pathToFileURL(out).href)) as {
    noticers: readonly Noticer[];
  };
  return noticers.filter(({ name }) => SAMPLE.test(name));
}

/** One change of each file: two of the same place might not be the same as none. */
test('a sample of them, all at once, is noticed by nobody', async () => {
  const texts = new Map<string, string>();
  for (const { file, entry } of entries.filter(({ file }) => file.startsWith('impl/'))) {
    const to = entry.to.find((each) => isInSample(`${file}${entry.line}${entry.from}${each}`, PERIOD));
    const text = to === undefined || texts.has(file) ? null : changed(textOf(file), entry, to);
    if (text !== null) texts.set(file, text);
  }
  expect(texts.size).toBeGreaterThan(5);
  const noticers = await campaignsOn(texts, 'survivors');
  expect(noticers.length).toBeGreaterThan(10);
  for (const noticer of noticers) expect(await noticer.holds(), noticer.name).toBe(true);
}, 120_000);

test('a change that is none of them is noticed', async () => {
  const file = 'impl/buddy/merge.ts';
  const entry = { line: 'height++;', from: 'height++', to: [], why: '' };
  const noticers = await campaignsOn(
    new Map([[file, changed(textOf(file), entry, 'height += 2')!]]),
    'other',
  );
  expect(noticers.some(({ holds }) => holds() === false)).toBe(true);
}, 120_000);
