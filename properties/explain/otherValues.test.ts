import { expect, test } from 'vitest';
import { tiny } from '../presets/tiny.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { fieldsAt, otherValues } from './otherValues.ts';

const words = wordsOf([
  { kind: 'allocate', order: 2, class: 'user', node: 0, cpu: 0 },
  { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 },
  { kind: 'pin', of: 1, term: 'long' },
  { kind: 'poison', pfn: 9, error: 'injected' },
  { kind: 'contigAllocate', pfn: 32, pages: 5 },
]);

const valuesOf = (index: number, name: string) => {
  const field = fieldsAt(words, index).find((each) => each.name === name)!; // It has one.
  return otherValues(words, index, field, tiny);
};

test('where there are few, they are all tried, the nearest first', () => {
  expect(valuesOf(0, 'order')).toEqual({ values: [1, 3, 0, 4], isAll: true });
  expect(valuesOf(2, 'term')).toEqual({ values: [0], isAll: true });
  expect(valuesOf(0, 'node')).toEqual({ values: [], isAll: true });
});

test('a subject may be any other allocation before', () => {
  expect(valuesOf(2, 'of')).toEqual({ values: [0], isAll: true });
});

test('where there are many, steps grow up to both ends', () => {
  const { values, isAll } = valuesOf(3, 'pfn');
  expect(values.slice(0, 8)).toEqual([8, 10, 7, 11, 6, 12, 5, 13]);
  expect(values).toEqual(expect.arrayContaining([0, 63]));
  expect([new Set(values).size, isAll]).toEqual([values.length, false]);
  expect(valuesOf(4, 'pages').values.every((pages) => pages >= 1 && pages !== 5)).toBe(true);
});
