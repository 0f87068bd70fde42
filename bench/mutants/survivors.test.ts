import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWeakened } from './buildWeakened.ts';
import { guardMutants, ruleMutants } from './guards.ts';
import type * as Judge from './judge.ts';
import { complaintsAbout, HOLES, isKnown, SURVIVORS } from './survivors.ts';
import type { Site } from './weaken.ts';

/** One objection in so many is tried here; all of them, and all other places, by `npm run mutants:oracle`. */
const PERIOD = 20;

const folder = resolve('dist/mutants-sample'); // Packages are found from there.
let judge: typeof Judge;
let sites: readonly Site[];

beforeAll(async () => {
  const built = await buildWeakened(folder);
  sites = built.sites;
  judge = (await import(/* @vite-ignore */ pathToFileURL(built.file).href)) as typeof Judge; // Built from it.
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('there are hundreds of ways to weaken the oracle, each with a name of its own', () => {
  const names = [...sites, ...ruleMutants(), ...guardMutants()].map(({ name }) => name);
  expect(sites.length).toBeGreaterThan(500);
  expect(ruleMutants().length).toBeGreaterThan(60);
  expect(guardMutants().length).toBeGreaterThan(200);
  expect(names.filter((name, place) => names.indexOf(name) < place)).toEqual([]);
});

test('what nobody notices is still there, and has a reason or waits', () => {
  const names = new Set([...sites, ...ruleMutants(), ...guardMutants()].map(({ name }) => name));
  expect([...Object.keys(SURVIVORS), ...HOLES].filter((name) => !names.has(name))).toEqual([]);
  expect(Object.values(SURVIVORS).filter((reason) => reason.split(' ').length < 5)).toEqual([]);
});

test('a sample of weakened oracles is noticed', () => {
  expect(judge.broken()).toEqual([]);
  const numbered = sites.map((site, number) => ({ ...site, number }));
  const outcomes = numbered
    .filter(({ kind, rule }) => kind === 'throw' && rule !== null)
    .filter(({ name }) => isInSample(name) && !isKnown(name))
    .map(({ number, name, rule }) => judge.judgeSite(number, name, rule));
  const survivors = outcomes.filter(({ noticed }) => noticed === null).map(({ name }) => name);
  expect(complaintsAbout(survivors, false)).toEqual([]);
}, 240_000);

test('a rule over the whole world that finds nothing is noticed', () => {
  const outcomes = judge.judgeRules(() => true);
  expect(outcomes.length).toBeGreaterThan(15);
  const survivors = outcomes.filter(({ noticed }) => noticed === null).map(({ name }) => name);
  expect(complaintsAbout(survivors, false)).toEqual([]);
}, 240_000);

/** By its name, so that what comes and goes elsewhere leaves the sample as it is. */
function isInSample(name: string): boolean {
  let sum = 0;
  for (const character of name) sum = (31 * sum + character.charCodeAt(0)) >>> 0;
  return sum % PERIOD === 0;
}
