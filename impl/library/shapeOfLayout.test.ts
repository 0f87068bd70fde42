import { expect, test } from 'vitest';
import type { Layout } from '../../spec/index.ts';
import { layoutOf } from '../testing/bootOf.ts';
import { shapeFaultOf } from './shapeOfLayout.ts';

const sound = layoutOf({
  ranges: [{ start: 0, end: 64 }],
  reserved: [{ start: 0, end: 2, why: 'kernel' }],
  cma: [{ start: 32, end: 40 }],
});

/** The layout with another value in one place. */
function withFigure(path: readonly (string | number)[], value: unknown): Layout {
  const layout = structuredClone(sound);
  const parent = path.slice(0, -1).reduce<object>((part, step) => part[step as keyof object], layout);
  Object.assign(parent, { [path.at(-1)!]: value });
  return layout;
}

const MOST_PAGES = 2 ** 26;

test.each<[path: readonly (string | number)[], least: number, most: number]>([
  [['ranges', 0, 'start'], 0, MOST_PAGES],
  [['ranges', 0, 'end'], 0, MOST_PAGES],
  [['ranges', 0, 'node'], 0, 62],
  [['reserved', 0, 'start'], 0, MOST_PAGES],
  [['reserved', 0, 'end'], 0, MOST_PAGES],
  [['cma', 0, 'start'], 0, MOST_PAGES],
  [['cma', 0, 'end'], 0, MOST_PAGES],
  [['cpus'], 1, 4096],
  [['geometry', 'maxOrder'], 0, 30],
  [['geometry', 'pageblockOrder'], 0, 30],
  [['geometry', 'memoryBlockPages'], 1, MOST_PAGES],
  [['geometry', 'dmaEnd'], 0, MOST_PAGES],
  [['geometry', 'dma32End'], 0, MOST_PAGES],
])('%j is a whole number from %i to %i', (path, least, most) => {
  for (const value of [least, most]) expect(shapeFaultOf(withFigure(path, value))).toBeUndefined();
  for (const value of [least - 1, most + 1, least + 0.5, Number.NaN, undefined, String(most)])
    expect(shapeFaultOf(withFigure(path, value))).toMatchObject({
      path,
      expected: `a whole number from ${least} to ${most}`,
      found: value === undefined ? 'nothing' : String(value),
    });
});

test('lists that a layout may leave out are no fault', () => {
  const { reserved, cma, ...bare } = sound;
  expect([reserved, cma]).not.toContain(undefined);
  expect(shapeFaultOf(bare)).toBeUndefined();
});
