import { describe, expect, test } from 'vitest';
import { mapOf, runsIn } from '../testing/machine.ts';
import type { BootOptions, PfnRange } from './layout.ts';

describe('unmirrored memory of a kernel zone says why it is there', () => {
  const geometry = { maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 16, dmaEnd: 0, dma32End: 36 };

  test('since its range begins below 4 GiB', () => {
    expect(runsIn(mapOf('U16-48 M48-64 U64-96')).slice(0, 2)).toEqual([
      '16-32 zone 1 below-4g available',
      '32-48 zone 2 straddles-4g available',
    ]);
  });

  test('since ZONE_MOVABLE begins at a multiple of the largest block, even where the range begins at 4 GiB', () => {
    expect(runsIn(mapOf('M0-36 U36-96'))).toContain('36-40 zone 2 rounding-gap available');
    expect(runsIn(mapOf('M0-36 U36-88 M88-96', undefined, { geometry }))).toContain(
      '36-40 zone 2 rounding-gap available',
    );
  });

  test('since nothing is promised', () => {
    expect(runsIn(mapOf('U0-16 U32-64', {}))).toEqual([
      '0-16 zone 1 no-promise available',
      '32-64 zone 2 no-promise available',
    ]);
  });
});

describe('a CMA area is activated', () => {
  const zone: BootOptions = { cma: 'zone' };
  const activated = (text: string, area: PfnRange, boot: BootOptions, reserved: PfnRange[] = []): boolean => {
    const more = { cma: [area], reserved: reserved.map((range) => ({ ...range, why: 'test' })) };
    return mapOf(text, boot, more).runs.some(({ cma }) => cma);
  };

  test('within one zone', () => {
    expect(activated('U0-64', { start: 32, end: 40 }, {})).toBe(true);
    expect(activated('U0-64', { start: 28, end: 36 }, {})).toBe(false);
  });

  test('across zones where its pages leave them by pageblock, but not across nodes', () => {
    expect(activated('U0-64', { start: 28, end: 36 }, zone)).toBe(true);
    expect(activated('0:U0-64 1:U64-96', { start: 60, end: 68 }, zone)).toBe(false);
  });

  test('across a border of zones within a pageblock only where nothing is counted by pageblock', () => {
    const geometry = { maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 16, dmaEnd: 0, dma32End: 34 };
    const isCma = (boot: BootOptions) =>
      mapOf('U0-64', boot, { geometry, cma: [{ start: 32, end: 36 }] }).runs.some(({ cma }) => cma);
    expect([isCma(zone), isCma({})]).toEqual([false, false]);
  });

  test('where other facts change within a pageblock, as long as the zone does not', () => {
    expect(activated('M0-6 U6-32', { start: 4, end: 8 }, zone)).toBe(true);
    expect(activated('M0-34 U34-64', { start: 28, end: 36 }, zone)).toBe(true);
  });

  test('if all of it is there, and nothing of it is taken', () => {
    for (const boot of [zone, {}]) {
      expect(activated('U0-40 U44-64', { start: 36, end: 48 }, boot)).toBe(false);
      expect(activated('U0-64', { start: 36, end: 48 }, boot, [{ start: 40, end: 41 }])).toBe(false);
      expect(activated('U0-64', { start: 36, end: 48 }, boot, [{ start: 48, end: 49 }])).toBe(true);
    }
  });
});

test('neighbours with unlike facts stay apart', () => {
  expect(runsIn(mapOf('0:M0-8 0:U8-16 1:U16-24', {}))).toEqual([
    '0-8 zone 1 protected available',
    '8-16 zone 1 no-promise available',
    '16-24 zone 5 no-promise available',
  ]);
  expect(runsIn(mapOf('0:U0-16 0:U16-32o 1:U32-48o 1:M48-64o', {}))).toEqual([
    '0-16 zone 1 no-promise available',
    '16-32 zone 255 bare offline',
    '32-48 zone 255 bare offline',
    '48-64 zone 255 protected offline',
  ]);
  expect(runsIn(mapOf('U16-50 U50-96h M96-112'))).toEqual([
    '16-32 zone 1 below-4g available',
    '32-50 zone 2 straddles-4g available',
    '50-56 zone 2 rounding-gap available',
    '56-96 zone 3 bare available',
    '96-112 zone 2 protected available',
  ]);
});

test('neighbours in ZONE_MOVABLE stay apart if firmware mirrors but one of them', () => {
  expect(runsIn(mapOf('U0-32 U32-48h M48-64h', { movableNode: true })).slice(-2)).toEqual([
    '32-48 zone 3 bare available',
    '48-64 zone 3 protected available',
  ]);
});
