import { expect, test } from 'vitest';
import { mapOf } from '../testing/machine.ts';

const CMA_ZONE = { kernelcore: 'mirror', cma: 'zone' } as const;
const told = (...[text, boot, more, design]: Parameters<typeof mapOf>) =>
  mapOf(text, boot, more, design).findings.map(({ kind, ranges }) => [
    kind,
    ...ranges.map(({ start, end }) => `${start}-${end}`),
  ]);

test('too much ZONE_MOVABLE is a finding of no range', () => {
  expect(told('M0-32 U32-168')).toEqual([['movable-ratio']]);
});

test('a node of ZONE_MOVABLE alone is named with its memory, one without memory is not', () => {
  expect(told('0:M0-64 1:U64-96 1:U112-128')).toEqual([['node-without-kernel-memory', '64-96', '112-128']]);
  expect(told('0:M0-64 1:M64-96 2:U96-112o')).toEqual([]);
});

test('boot memory in ZONE_MOVABLE is told with its pages and nodes', () => {
  const reserved = [
    { start: 70, end: 72, why: 'memory map' },
    { start: 100, end: 104, why: 'memory map' },
    { start: 120, end: 121, why: 'memory map' },
  ];
  const text = '0:M0-64 0:U64-80 1:M80-112 1:U112-128';
  expect(told(text, undefined, { reserved })).toEqual([['fixed-in-movable', '70-72', '120-121']]);
  const [finding] = mapOf(text, undefined, { reserved }).findings;
  expect(finding?.sentence).toContain('12 KiB of boot memory');
  expect(finding?.sentence).toContain('of node 0, 1 ');
});

test('an area that is no CMA is told with its pages', () => {
  const cma = [
    { start: 40, end: 48 },
    { start: 60, end: 68 },
  ];
  expect(told('M0-64 U64-96', undefined, { cma })).toEqual([['cma-not-activated', '60-68']]);
});

test('an area that is no CMA is told what it would have to be, by what carries areas', () => {
  const adviceFor = (carrier: 'migratetype' | 'zone') =>
    mapOf('M0-64 U64-96', { kernelcore: 'mirror', cma: carrier }, { cma: [{ start: 92, end: 100 }] })
      .findings[0]!.sentence;
  expect(adviceFor('migratetype')).toContain('of one zone outside a mirror reserve, so');
  expect(adviceFor('zone')).toContain('of one zone and outside a mirror that user pages keep out of, so');
});

test('mirrored CMA is told where ZONE_MOVABLE carries it, and the mirror is for the kernel', () => {
  const cma = [
    { start: 40, end: 48 },
    { start: 80, end: 96 },
  ];
  expect(told('M0-64 U64-96', CMA_ZONE, { cma })).toEqual([['cma-in-mirror', '40-48']]);
  expect(told('M0-64 U64-96', CMA_ZONE, { cma }, 'none')).toEqual([]);
  expect(told('M0-64 U64-96', undefined, { cma })).toEqual([]);
});
