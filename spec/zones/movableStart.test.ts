import { expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import type { BootOptions } from '../layout/layout.ts';
import { mapOf } from '../testing/machine.ts';
import { bootZonesOf } from './bootZones.ts';

const startsOf = (text: string, boot: BootOptions) =>
  bootZonesOf(mapOf(text, boot).layout, DESIGNS.kernelcore).movableStarts;

test('where kernelcore=mirror is ignored, movablecore is ignored with it', () => {
  expect(startsOf('M0-40 U40-64', { kernelcore: 'mirror', movablecore: 16 })).toEqual([40]);
  expect(startsOf('M0-40 U40-64', { kernelcore: 'mirror', movablecore: 16, kdump: true })).toEqual([0]);
  expect(startsOf('U0-64', { kernelcore: 'mirror', movablecore: 16 })).toEqual([0]);
  expect(startsOf('U0-64', { movablecore: 16 })).toEqual([48]);
});
