import { expect, test } from 'vitest';
import { FAULTS } from '../../properties/faults/index.ts';
import { shrinkByCommands } from './commands.ts';
import { shrinkOwn } from './own.ts';

const fault = FAULTS['remove-of-online-block']!;

test('one fault is shortened to the same form from two seeds, with proof', () => {
  const [one, other] = [1000, 2000].map((seed) => shrinkOwn(fault, seed)!);
  expect(one).toMatchObject({ rule: 'INV-191', length: 1, proven: true });
  expect(other!.form).toBe(one!.form);
});

test("fast-check's own commands find and shorten it too", () => {
  const byCommands = shrinkByCommands(fault, 1000)!;
  expect(byCommands.rule).toBe('INV-191');
  expect(byCommands.length).toBeLessThan(10);
  expect(byCommands.runs).toBeGreaterThan(0);
});
