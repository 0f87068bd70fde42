import { expect, test } from 'vitest';
import { blockText, hex, Objection } from './objection.ts';

test('an objection says which rule was broken, how, and by which frames', () => {
  const objection = new Objection('INV-163', 'a page moved', 3, 4);
  expect([objection.invariant, objection.message, objection.pfns]).toEqual([
    'INV-163',
    'a page moved',
    [3, 4],
  ]);
  expect([objection.name, objection instanceof Error]).toEqual(['Objection', true]);
  expect(new Objection('INV-1', 'nothing is shown').pfns).toEqual([]);
});

test('a frame is written as kernels print it, a block from its first to its last', () => {
  expect([hex(0), hex(32), blockText(32, 0)]).toEqual(['0x0', '0x20', 'frame 0x20']);
  expect([blockText(32, 1), blockText(32, 2)]).toEqual(['block 0x20..0x21', 'block 0x20..0x23']);
});
