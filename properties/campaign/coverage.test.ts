import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/index.ts';
import {
  hugePageTable,
  memoryBlockTable,
  pageTable,
  pressureTable,
  requestTable,
} from '../../model/index.ts';
import { DESIGN_NAMES, DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { PRESETS } from '../presets/index.ts';
import { openSession } from '../run/openSession.ts';
import { coverageOf } from './coverage.ts';
import { pageReach } from './pageReach.ts';
import { pageWorldOf } from './pageWorld.ts';
import { runCampaign } from './runCampaign.ts';
import { transitionText } from './transitionText.ts';

const layouts = ['tiny', 'tiny-numa', 'tiny-misaligned', 'tiny-marks'].map((name) => PRESETS[name]!); // Presets.
const designs = DESIGN_NAMES.map((name) => {
  const maps = layouts.map((layout) => memoryMapOf(layout, DESIGNS[name]));
  const world = pageWorldOf(maps, DESIGNS[name], soundTarget);
  const { tally } = openSession(maps[0]!, DESIGNS[name], soundTarget); // Nothing was run: nothing was taken.
  return { name, world, before: coverageOf(tally, world) };
});

const SIZES: readonly (readonly [about: RegExp, transitions: number])[] = [
  [/^(?!memory block |request |huge page |zone )/, pageTable.transitions.length],
  [/^memory block /, memoryBlockTable.transitions.length],
  [/^request /, requestTable.transitions.length],
  [/^huge page /, hugePageTable.transitions.length],
  [/^zone /, pressureTable.transitions.length],
];

/** Transitions on which all designs agree. */
const inAll = (lists: readonly (readonly string[])[]): string[] =>
  (lists[0] ?? []).filter((name) => lists.every((list) => list.includes(name)));

describe('a short campaign under each design', () => {
  const results = designs.map(({ name, before }) => {
    const { coverage, verdict } = runCampaign(
      { layouts, design: name, seed: 1, operations: 1000, runs: 200 },
      soundTarget,
    );
    const closed = coverage.unreachable.map(({ transition }) => transition);
    const wrong = before.unreachable.filter(({ transition }) => !closed.includes(transition));
    return {
      verdict,
      wrong,
      surprises: coverage.surprises,
      closed,
      open: [...closed, ...coverage.missing],
    };
  });

  test('takes no transition that is said to be out of reach', () => {
    expect(results.map(({ verdict }) => verdict)).toEqual(results.map(() => 'pass'));
    expect(results.flatMap(({ surprises }) => surprises)).toEqual([]);
    expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  test('takes at least 90 of 100 of the others, of every machine', () => {
    const closed = inAll(results.map((result) => result.closed));
    const untaken = inAll(results.map(({ open }) => open)).filter((name) => !closed.includes(name));
    for (const [about, transitions] of SIZES) {
      const total = transitions - closed.filter((name) => about.test(name)).length;
      const missing = untaken.filter((name) => about.test(name));
      expect(missing.length, `never taken: ${missing.join('; ')}`).toBeLessThanOrEqual(0.1 * total);
    }
  });
});

test('what was taken although it cannot be is told, with the reason that is wrong', () => {
  const { name, world, before } = designs[0]!; // There are designs.
  const [closed] = before.unreachable; // Of the machine of pages.
  const { tally } = openSession(memoryMapOf(layouts[0]!, DESIGNS[name]), DESIGNS[name], soundTarget);
  const number = pageTable.transitions.findIndex(
    (each) => transitionText(pageTable, each) === closed?.transition,
  );
  const transitions = tally.transitions.with(number, 1);
  const { surprises, unreachable } = coverageOf({ ...tally, transitions }, world);
  expect(surprises).toEqual([closed]);
  expect(unreachable).not.toContainEqual(closed);
});

describe('what is out of reach', () => {
  const reasonFor = (design: string, transition: string): string | undefined =>
    designs
      .find(({ name }) => name === design)
      ?.before.unreachable.find((closed) => closed.transition === transition)?.why;

  test('depends on the design', () => {
    const serve = 'free.available --serveCritical--> mirrored.critical';
    expect(reasonFor('nonmirror', serve)).toBeUndefined();
    expect(reasonFor('kernelcore', serve)).toBe('the design has no right to mirrored memory for user space');
    const aside = 'free.reserve --serveKernelCritical--> mirrored.kernel';
    expect(reasonFor('reserve', aside)).toBeUndefined();
    expect(reasonFor('none', aside)).toBe('the design sets nothing aside');
  });

  test('follows from the table: a page that waits for its errors is never on a list', () => {
    const leaves = 'free.isolated --unisolate--> offline.poisoned';
    for (const { name } of designs)
      expect(reasonFor(name, leaves)).toBe('no page comes to that state while that is true of it');
  });

  test('grows with what the machines lack', () => {
    const { world } = designs[0]!; // There are designs.
    const open = pageReach({
      ...world,
      inForce: 'partly',
      keepsOutside: true,
      protectsKernel: true,
      critical: true,
    });
    const closed = pageReach({ ...world, hotplug: false });
    const count = (reach: Uint8Array): number => reach.reduce((sum, one) => sum + one, 0);
    expect(count(open)).toBeGreaterThan(count(pageReach(world)));
    expect(count(closed)).toBeLessThan(count(pageReach(world)));
  });
});
