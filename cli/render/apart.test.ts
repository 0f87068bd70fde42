import { expect, test } from 'vitest';
import { apart } from './apart.ts';

test('what both answers have is left out, if something is left of each', () => {
  expect(apart('DONE; took 0x1; notified', 'DONE; took 0x2; notified')).toEqual(['took 0x1', 'took 0x2']);
  expect(apart('DONE; took 0x1', 'DONE')).toEqual(['DONE; took 0x1', 'DONE']);
  expect(apart('BUSY', 'DONE; then it broke')).toEqual(['BUSY', 'DONE; then it broke']);
  expect(apart('DONE; then it broke', 'DONE; took 0x1')).toEqual(['it broke', 'took 0x1']);
});
