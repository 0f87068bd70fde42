import { expect, test } from 'vitest';
import { mapOf } from '../testing/machine.ts';

const told = (text: string) =>
  mapOf(text).findings.map(({ kind, ranges }) => [
    kind,
    ...ranges.map(({ start, end }) => `${start}-${end}`),
  ]);

test('mirrored memory that boot loses is told once, with the node that it is on', () => {
  const text = '0:M0-64 1:U64-80 1:M80-96 1:U96-112';
  expect(told(text)).toEqual([
    ['mirror-lost', '80-96'],
    ['node-without-kernel-memory', '64-80', '96-112'],
  ]);
  expect(mapOf(text).findings[0]!.sentence).toContain('ZONE_NORMAL of node 1 ');
});

test('a mirror that just holds the memory map is large enough', () => {
  const isTooSmall = (text: string) => told(text).some(([kind]) => kind === 'mirror-too-small-for-memmap');
  expect(['M0-1 U32-160', 'M0-2 U32-158', 'M0-2 U32-159'].map(isTooSmall)).toEqual([true, false, true]);
});
