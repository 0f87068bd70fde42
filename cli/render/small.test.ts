import { describe, expect, test } from 'vitest';
import type { FaultScore, Hunt } from '../../properties/score/faultScore.ts';
import { catalogueText } from './catalogue.ts';
import { columns, wrap } from './columns.ts';
import { explanation } from './explanation.ts';
import { faultTable } from './faultTable.ts';
import { COLOURED, inkFor, PLAIN } from './ink.ts';
import { layoutRemarks } from './layoutRemarks.ts';
import { count, counted, duration, percentage, rate } from './numbers.ts';

describe('columns', () => {
  test('are as wide as their widest cell, and numbers stand on the right', () => {
    const heads = [{ title: 'kind' }, { title: 'all', align: 'right' as const }];
    const rows = [{ cells: ['allocate', '7'] }, { cells: ['free', '1,200'] }];
    expect(columns(heads, rows)).toEqual(['kind        all', 'allocate      7', 'free      1,200']);
  });

  test('wrap long cells at blanks and never break a word', () => {
    expect(wrap('a block of order 0 in Node 0', 12)).toEqual(['a block of', 'order 0 in', 'Node 0']);
    expect(wrap('zp1.kernelcore.tiny', 5)).toEqual(['zp1.kernelcore.tiny']);
    const lines = columns([{ title: '', most: 5 }, { title: '' }], [{ cells: ['one two', 'x'] }]);
    expect(lines).toEqual(['one  x', 'two']);
  });
});

describe('numbers', () => {
  test('are readable', () => {
    expect([count(0), count(999), count(1234567)]).toEqual(['0', '999', '1,234,567']);
    expect([counted(1, 'run'), counted(2000, 'run')]).toEqual(['1 run', '2,000 runs']);
    expect([rate(17), rate(318_400), rate(2_413_000)]).toEqual(['17', '318 k', '2.41 M']);
    expect([duration(412), duration(12_345), duration(125_000)]).toEqual(['0.41 s', '12.3 s', '2 min 05 s']);
    expect([percentage(1, 3), percentage(0, 0)]).toEqual(['33.3 %', '0.0 %']);
  });
});

describe('colour', () => {
  test('is for terminals, unless refused', () => {
    expect(inkFor({ isTTY: true }, {})).toBe(COLOURED);
    expect(inkFor({ isTTY: false }, {})).toBe(PLAIN);
    expect(inkFor({ isTTY: true }, { NO_COLOR: '1' })).toBe(PLAIN);
    expect(inkFor({ isTTY: true }, { TERM: 'dumb' })).toBe(PLAIN);
  });
});

test('an explanation is the claim, its reasons, and what breaks it', () => {
  const rule = {
    id: 'INV-1',
    claim: 'a kernel page is never in ZONE_MOVABLE',
    why: 'one unmovable page makes its memory block impossible to remove',
    source: 'include/linux/mmzone.h',
    designs: ['kernelcore', 'nonmirror'],
    scope: 'world' as const,
  };
  const faults = [
    { name: 'kernel-falls-back', summary: 'a kernel request falls back to ZONE_MOVABLE', invariant: 'INV-1' },
    { name: 'types-mixed', summary: 'a driver is taken for a user', invariant: 'INV-7' },
  ];
  const shown = [{ title: 'a kernel page lies in ZONE_MOVABLE' }, { title: 'one moves there' }];
  expect(explanation(rule, faults, shown, PLAIN)).toMatchInlineSnapshot(`
    "INV-1: a kernel page is never in ZONE_MOVABLE

      why         one unmovable page makes its memory block impossible to remove
      source      include/linux/mmzone.h
      designs     kernelcore, nonmirror
      scope       judged over all pages, between operations
      fails when  a kernel page lies in ZONE_MOVABLE
      or when     one moves there
      broken by   fault kernel-falls-back: a kernel request falls back to ZONE_MOVABLE
      or by       fault types-mixed: a driver is taken for a user (first of all a case of INV-7)"
  `);
  const pending = explanation({ ...rule, pending: true }, [], [], PLAIN);
  expect(pending).toContain('not judged  its mechanism is not in the model yet');
  expect(pending).not.toContain('judged over');
});

const hunt: Hunt = {
  seed: 1,
  found: true,
  invariant: 'INV-1',
  executed: 160,
  minimal: 3,
  irreducible: true,
  proven: true,
  token: 'zp1.none.tiny.AAAA',
  milliseconds: 240,
};
const score: FaultScore = {
  id: 'B99',
  name: 'kernel-falls-back',
  found: true,
  expected: 'INV-1',
  hunts: [hunt],
};
const lost: Hunt = { ...hunt, found: false, invariant: null, minimal: null, proven: false, token: null };

test('a fault table with every fault found passes', () => {
  expect(faultTable([score], PLAIN)).toMatchInlineSnapshot(`
    "pass: the seeded fault is found

         bug  fault              found by  shortest run          operations    time
      ✓  B99  kernel-falls-back  INV-1                3  proven         160  0.24 s"
  `);
});

test('a fault table names the faults that were missed', () => {
  const missed: FaultScore = { ...score, id: 'merge', name: 'merge', found: false, hunts: [lost] };
  expect(faultTable([score, missed], PLAIN)).toMatchInlineSnapshot(`
    "violation: 1 of 2 seeded faults are missed: merge

         bug  fault              found by  shortest run          operations    time
      ✓  B99  kernel-falls-back  INV-1                3  proven         160  0.24 s
      ✗       merge              missed                                 160  0.24 s"
  `);
});

test('a fault table of several seeds says in how many each was found, and how it was in the middle', () => {
  const hunts = [
    hunt,
    { ...hunt, seed: 2, executed: 1160, minimal: 5 },
    { ...lost, seed: 3, executed: 20000 },
  ];
  expect(faultTable([{ ...score, found: false, hunts }], PLAIN)).toMatchInlineSnapshot(`
    "violation: 1 of 1 seeded faults are missed: kernel-falls-back

         bug  fault              seeds  found by  shortest run    operations    time
      ✗  B99  kernel-falls-back    2/3  INV-1                5         1,160  0.72 s"
  `);
});

test('a catalogue has a section for everything that can be named', () => {
  const catalogue = {
    presets: [{ name: 'tiny', pages: 64, text: 'a small machine' }],
    designs: [{ name: 'none', text: 'no mirroring policy' }],
    faults: [
      { name: 'kernel-falls-back', invariant: 'INV-1', text: 'a kernel request falls back' },
      { name: 'pin-stays', invariant: 'INV-163', text: 'a pin stays', bug: 'B07' },
    ],
    unplanted: [{ name: 'B61', text: 'no locks here' }],
    rules: [
      { name: 'INV-1', text: 'a kernel page is never in ZONE_MOVABLE', judged: true },
      { name: 'INV-2', text: 'a page is somewhere', judged: false },
    ],
  };
  expect(catalogueText(catalogue, PLAIN)).toMatchInlineSnapshot(`
    "presets (--layout)
      tiny  64 pages  a small machine

    designs (--design)
      none  no mirroring policy

    seeded faults (--fault, explain)
      kernel-falls-back       INV-1    a kernel request falls back
      pin-stays          B07  INV-163  a pin stays

    real bugs that cannot be planted (explain)
      B61  no locks here

    rules (explain)
      INV-1  a kernel page is never in ZONE_MOVABLE
      INV-2  a page is somewhere (not judged: its mechanism is not in the model yet)"
  `);
});

test('remarks about a layout are a sentence a line', () => {
  const findings = [{ kind: 'no-mirror' as const, sentence: 'no memory is mirrored', ranges: [] }];
  expect(layoutRemarks(findings, ['CPUs were guessed'], PLAIN)).toBe(
    'finding[no-mirror]: no memory is mirrored\nnote: CPUs were guessed\n',
  );
});
