import { describe, expect, test } from 'vitest';
import { tiny } from '../presets/tiny.ts';
import { InputError } from './inputError.ts';
import { readLayout, readLayoutText } from './readLayout.ts';

/** A copy of the tiny layout with one thing changed. */
function tinyWith(change: (layout: Record<string, unknown> & { ranges: unknown[] }) => void): unknown {
  const copy = JSON.parse(JSON.stringify(tiny)) as Record<string, unknown> & { ranges: unknown[] };
  change(copy);
  return copy;
}

const put = (field: string, value: unknown) =>
  tinyWith((layout) => Object.assign(layout, { [field]: value }));

const putDeep = (field: string, fields: Record<string, unknown>) =>
  tinyWith((layout) => Object.assign(layout[field] as object, fields));

const range = (start: unknown, end: unknown, more: Record<string, unknown> = {}) => ({
  start,
  end,
  node: 0,
  mirrored: true,
  ...more,
});

test('a good layout comes back as it is', () => {
  expect(readLayout(JSON.parse(JSON.stringify(tiny)), 'tiny.json')).toEqual(tiny);
  expect(readLayoutText(JSON.stringify(tiny), 'tiny.json')).toEqual(tiny);
});

const MALFORMED: [title: string, value: unknown, place: string, expected: string][] = [
  ['null', null, 'x.json', 'a layout: an object with'],
  ['a list', [], 'x.json', 'a layout: an object with'],
  ['nothing at all', undefined, 'x.json', 'a layout: an object with'],
  ['no name', put('name', undefined), 'x.json: name', 'a name'],
  ['a name for another shell', put('name', 'a; rm -rf'), 'x.json: name', 'a name of at most 64 lower-case'],
  ['an unknown field', put('colour', 'red'), 'x.json', 'no field named colour'],
  ['no ranges', put('ranges', []), 'x.json: ranges', 'at least one memory range'],
  ['a range that is text', put('ranges', ['0-4']), 'x.json: ranges[0]', 'a range with start, end'],
  ['a negative pfn', put('ranges', [range(-1, 4)]), 'x.json: ranges[0].start', 'a pfn from 0 to 67108864'],
  ['a fraction', put('ranges', [range(0, 4.5)]), 'x.json: ranges[0].end', 'a pfn from 0 to 67108864'],
  ['not a number', put('ranges', [range(0, Number.NaN)]), 'x.json: ranges[0].end', 'a pfn from 0'],
  ['infinite memory', put('ranges', [range(0, Infinity)]), 'x.json: ranges[0].end', 'a pfn from 0'],
  ['too many pages', put('ranges', [range(0, 2 ** 26 + 1)]), 'x.json: ranges[0].end', 'a pfn from 0'],
  ['pages as text', put('ranges', [range('0x10', 32)]), 'x.json: ranges[0].start', 'a pfn from 0'],
  ['an empty range', put('ranges', [range(8, 8)]), 'x.json: ranges[0].end', 'a pfn above the start, 8'],
  ['overlapping ranges', put('ranges', [range(0, 8), range(7, 9)]), 'x.json: ranges[1].start', 'at least 8'],
  [
    'too large a node',
    put('ranges', [range(0, 8, { node: 63 })]),
    'x.json: ranges[0].node',
    'a node from 0 to 62',
  ],
  [
    'half an offline block',
    put('ranges', [range(0, 16), range(16, 24, { offline: true })]),
    'x.json: ranges[1]',
    'whole memory blocks of 16',
  ],
  [
    'nothing online',
    put('ranges', [range(0, 16, { offline: true })]),
    'x.json: ranges',
    'at least one range that is not',
  ],
  ['no CPU', put('cpus', 0), 'x.json: cpus', 'a number of CPUs from 1 to 4096'],
  [
    'pageblocks above the largest block',
    putDeep('geometry', { pageblockOrder: 5 }),
    'x.json: geometry.pageblockOrder',
    'at most maxOrder, 4',
  ],
  [
    'too large a block',
    putDeep('geometry', { maxOrder: 21 }),
    'x.json: geometry.maxOrder',
    'an order from 0 to 20',
  ],
  [
    'memory blocks below the largest block',
    putDeep('geometry', { memoryBlockPages: 24 }),
    'x.json: geometry.memoryBlockPages',
    'a multiple of the largest block, 16 pages',
  ],
  [
    'DMA above DMA32',
    putDeep('geometry', { dmaEnd: 17 }),
    'x.json: geometry.dma32End',
    'at least dmaEnd, 17',
  ],
  [
    'reserved pages in a hole',
    put('reserved', [{ start: 60, end: 66, why: 'x' }]),
    'x.json: reserved[0]',
    'pages of ranges that exist',
  ],
  [
    'a reserved range without a reason',
    put('reserved', [{ start: 0, end: 1 }]),
    'x.json: reserved[0].why',
    'a reason',
  ],
  [
    'half a pageblock of CMA',
    put('cma', [{ start: 20, end: 24 }]),
    'x.json: cma[0]',
    'whole pageblocks of 8 pages',
  ],
  ['reserved CMA', put('cma', [{ start: 0, end: 8 }]), 'x.json: cma[0]', 'pages that are not reserved'],
  ['a wrong percentage', put('boot', { kernelcore: '30 %' }), 'x.json: boot.kernelcore', 'a percentage from'],
  [
    'too much of a percentage',
    put('boot', { movablecore: '101%' }),
    'x.json: boot.movablecore',
    'a percentage from',
  ],
  ['CMA kept by nothing', put('boot', { cma: 'buddy' }), 'x.json: boot.cma', '"migratetype" or "zone"'],
  [
    'missing distances',
    put('distances', [[10, 20], [20]]),
    'x.json: distances[1]',
    '2 distances, one for each node',
  ],
  [
    'bounds turned round',
    put('tuning', { movableMinPages: [2, 1] }),
    'x.json: tuning.movableMinPages',
    'the smaller first',
  ],
];

describe.each(MALFORMED)('%s', (_, value, place, expected) => {
  test('is refused in one sentence with place, expectation and remedy', () => {
    const refuse = () => readLayout(value, 'x.json');
    expect(refuse).toThrow(InputError);
    expect(refuse).toThrow(expect.objectContaining({ place, expected: expect.stringContaining(expected) }));
    expect(refuse).toThrow(/; \w+/);
  });
});

test('text that is no JSON is refused', () => {
  expect(() => readLayoutText('{"name":', 'x.json')).toThrow(
    /^x\.json: expected JSON, found .*; check quotes/,
  );
});
