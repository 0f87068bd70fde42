import { expect, test } from 'vitest';
import { Patience } from './patience.ts';

const still = new Int32Array(new SharedArrayBuffer(4));
const wait = (milliseconds: number) => Atomics.wait(still, 0, 0, milliseconds);

function work(milliseconds: number): void {
  const { user, system } = process.cpuUsage();
  for (;;) {
    const used = process.cpuUsage({ user, system });
    if (used.user + used.system >= 1000 * milliseconds) return;
  }
}

test('who stands still and works is given up after that much work', () => {
  const patience = new Patience(10);
  expect(patience.isOver('here', 40)).toBe(false);
  work(50);
  expect(patience.isOver('here', 40)).toBe(true);
});

test('who gets on is not given up', () => {
  const patience = new Patience(10);
  patience.isOver('here', 40);
  work(50);
  expect(patience.isOver('there', 40)).toBe(false);
});

test('who waits is given up later, since a busy machine lets everybody wait', () => {
  const patience = new Patience(10);
  patience.isOver('here', 40);
  wait(60);
  expect(patience.isOver('here', 40)).toBe(false);
  wait(400);
  expect(patience.isOver('here', 40)).toBe(true);
});
