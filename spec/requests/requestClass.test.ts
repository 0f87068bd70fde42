import { expect, test } from 'vitest';
import { REQUEST_CLASSES } from './requestClass.ts';

test('each class of requests has a name of its own, and an example', () => {
  const names = REQUEST_CLASSES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]{3}/.test(name))).toEqual([]);
  expect(REQUEST_CLASSES.filter(({ example }) => example.split(' ').length < 2)).toEqual([]);
});
