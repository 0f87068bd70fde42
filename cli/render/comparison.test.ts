import { expect, test } from 'vitest';
import type { Comparison } from '../../properties/compare/comparison.ts';
import { noMeasures } from '../../properties/compare/measures.ts';
import { comparisonReport, comparisonText } from './comparison.ts';
import { PLAIN } from './ink.ts';

const score = (design: 'none' | 'kernelcore', userInMirror: number) => ({
  design,
  title: `the policy ${design}`,
  operations: 500_000,
  skipped: 100,
  measures: { ...noMeasures(), userInMirror, refused: 2 },
});
const comparison: Comparison = {
  layouts: ['tiny'],
  untried: [],
  cma: null,
  seed: 1,
  scenarios: 4,
  operations: 500_100,
  designs: [score('none', 12_000), score('kernelcore', 3)],
  violation: null,
  interrupted: false,
  milliseconds: 1500,
};

test('a comparison is a table of counts and one of shares, a column a design', () => {
  expect(comparisonText(comparison, PLAIN)).toMatchInlineSnapshot(`
    "compared: 2 designs given the same 4 scenarios of 500,100 operations in all, on tiny, seed 1, in 1.50 s

      counts                                                  none  kernelcore
      requests refused for lack of memory                        2           2
      of these, with a block of that size free in                0           0
      ZONE_MOVABLE
      requests that the design does not offer                    0           0
      mandatory mirrored requests that were served               0           0
      user pages placed on mirrored frames without a right  12,000           3
      to them
      kernel pages placed on unmirrored frames                   0           0
      pages held on mirrored frames by a new long-term pin       0           0
      memory blocks that could not go offline                    0           0
      requests refused with a block of that size free in         0           0
      CMA
      requests for frames of a CMA area that found no            0           0
      place

      per million operations                                  none  kernelcore
      requests refused for lack of memory                      4.0         4.0
      of these, with a block of that size free in                0           0
      ZONE_MOVABLE
      requests that the design does not offer                    0           0
      mandatory mirrored requests that were served               0           0
      user pages placed on mirrored frames without a right  24,000         6.0
      to them
      kernel pages placed on unmirrored frames                   0           0
      pages held on mirrored frames by a new long-term pin       0           0
      memory blocks that could not go offline                    0           0
      requests refused with a block of that size free in         0           0
      CMA
      requests for frames of a CMA area that found no            0           0
      place

      design
      none        the policy none
      kernelcore  the policy kernelcore"
  `);
});

test('a comparison names the layouts whose turn never came', () => {
  const [headline] = comparisonText({ ...comparison, untried: ['small', 'smp'] }, PLAIN).split('\n');
  expect(headline).toContain('on tiny, seed 1, in 1.50 s; not tried: small, smp');
});

test('a comparison that broke a rule says nothing else', () => {
  const violation = {
    invariant: 'INV-1',
    property: 'follows the model',
    sentence: 'a page went astray',
    operation: 3,
    pfns: [],
    design: 'none',
  } as const;
  expect(comparisonText({ ...comparison, violation }, PLAIN)).toBe(
    'error[INV-1]: under none, a page went astray',
  );
});

test('the JSON of a comparison has both numbers', () => {
  const [first] = comparisonReport({ ...comparison, interrupted: true }).designs;
  expect([first?.measures.userInMirror, first?.perMillion.userInMirror]).toEqual([12_000, 24_000]);
});
