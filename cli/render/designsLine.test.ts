import { expect, test } from 'vitest';
import { designsLine } from './designsLine.ts';
import { PLAIN } from './ink.ts';

const none = { design: 'none', verdict: 'pass', operations: 1000 } as const;
const kernelcore = { design: 'kernelcore', verdict: 'inconclusive', operations: 500 } as const;
const reserve = { design: 'reserve', verdict: 'violation', operations: 7 } as const;

test('the line over the designs has the worst verdict, and says whose it is', () => {
  expect(designsLine([none, none], 2, PLAIN)).toBe('pass: 2 designs, 2,000 operations');
  expect(designsLine([none, kernelcore], 2, PLAIN)).toBe(
    'inconclusive: 2 designs, 1,500 operations; inconclusive under kernelcore',
  );
  expect(designsLine([none, kernelcore, reserve], 3, PLAIN)).toBe(
    'violation: 3 designs, 1,507 operations; violation under reserve; inconclusive under kernelcore',
  );
});

test('designs that were not tried are no pass', () => {
  expect(designsLine([none], 6, PLAIN)).toBe('inconclusive: 1 design, 1,000 operations; 5 designs not tried');
});
