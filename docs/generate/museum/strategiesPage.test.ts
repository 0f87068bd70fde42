import { expect, test } from 'vitest';
import { STRATEGIES } from '../../../properties/score/strategy.ts';
import { strategiesPage } from './strategiesPage.ts';

const by = (found: number) =>
  Object.fromEntries(
    STRATEGIES.map((strategy, place) => [
      strategy,
      place < found ? { invariant: 'INV-1', executed: 10 * (place + 1) } : { invariant: null, executed: 500 },
    ]),
  ) as Record<(typeof STRATEGIES)[number], { invariant: string | null; executed: number }>; // One each.

test('a strategy counts what it found, and what that took', () => {
  const { body } = strategiesPage({
    origin: 'a test',
    seed: 1,
    most: 500,
    faults: [
      { id: 'B01', name: 'lower-zone-hides-higher', by: by(1) },
      { id: 'pin-stays-in-movable', name: 'pin-stays-in-movable', by: by(3) },
    ],
  });
  expect(body).toContain('2 of 2</td><td>1 of 2</td><td>1 of 2</td><td>0 of 2</td>');
  expect(body).toContain('1 of them are found in no more than two');
  expect(body.match(/missed/g)).toHaveLength(6);
  expect(body).not.toContain('500</td>');
});

test('what nobody measured is said', () => {
  expect(strategiesPage(null).body).toContain('Not measured yet');
});
