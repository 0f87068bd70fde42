import { expect, test } from 'vitest';
import { Patience } from './patience.ts';

const START = { clock: 500, work: 300 };
const after = (clock: number, work: number) => ({ clock: START.clock + clock, work: START.work + work });

function begun(): Patience {
  const patience = new Patience(10);
  expect(patience.isOver('here', 40, START)).toBe(false);
  return patience;
}

test('who stands still and works is given up after that much work', () => {
  expect(begun().isOver('here', 40, after(39, 39))).toBe(false);
  expect(begun().isOver('here', 40, after(40, 40))).toBe(true);
});

test('who gets on is not given up, and begins anew', () => {
  const patience = begun();
  expect(patience.isOver('there', 40, after(50, 50))).toBe(false);
  expect(patience.isOver('there', 40, after(80, 80))).toBe(false);
  expect(patience.isOver('there', 40, after(90, 90))).toBe(true);
});

test('who waits is given up later, since a busy machine lets everybody wait', () => {
  expect(begun().isOver('here', 40, after(399, 39))).toBe(false);
  expect(begun().isOver('here', 40, after(400, 0))).toBe(true);
});

test('two threads that work use twice the time of the clock, which is not enough', () => {
  expect(begun().isOver('here', 40, after(20, 40))).toBe(false);
});

test('without a moment it is now', () => {
  const patience = new Patience(10);
  expect(patience.isOver('here', 1e9)).toBe(false);
  expect(patience.isOver('here', 0)).toBe(true);
});
