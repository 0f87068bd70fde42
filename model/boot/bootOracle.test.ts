import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { Effects } from '../../spec/operations/effects.ts';
import { DONE, INVALID, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { Objection } from '../oracle/objection.ts';
import { BootOracle } from './bootOracle.ts';

const layout: Layout = {
  name: 'boot',
  ranges: [
    { start: 0, end: 32, node: 0, mirrored: true },
    { start: 32, end: 64, node: 0, mirrored: false },
    { start: 64, end: 80, node: 1, mirrored: true },
    { start: 80, end: 128, node: 1, mirrored: false },
    { start: 128, end: 144, node: 1, mirrored: false, offline: true },
  ],
  reserved: [{ start: 0, end: 4, why: 'firmware' }],
  cpus: 1,
  geometry: { maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 16, dmaEnd: 0, dma32End: 0 },
  boot: { kernelcore: 'mirror' },
};

const near = { align: 0, node: 0, exact: false };

function reserve(
  oracle: BootOracle,
  request: Partial<typeof near> & { pages: number },
  answer: number,
  warned = false,
) {
  const effects = new Effects();
  if (warned) effects.fellBack(answer);
  oracle.reserve(1, { ...near, ...request }, answer, effects);
}

function rule(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Objection) return error.invariant;
    throw error;
  }
  return 'none';
}

const fresh = (design: keyof typeof DESIGNS = 'kernelcore') => new BootOracle(layout, DESIGNS[design]);

describe('a range of boot', () => {
  test('comes from the mirror of its node, of another node, and only then, with a warning, from anywhere', () => {
    expect(rule(() => reserve(fresh(), { pages: 8 }, 24))).toBe('none');
    expect(rule(() => reserve(fresh(), { pages: 8 }, 64))).toBe('INV-125');
    expect(rule(() => reserve(fresh(), { pages: 8 }, 40, true))).toBe('INV-158');
    expect(rule(() => reserve(fresh(), { pages: 30 }, 33, true))).toBe('none');
    expect(rule(() => reserve(fresh(), { pages: 30 }, 33))).toBe('INV-158');
    expect(rule(() => reserve(fresh(), { pages: 40 }, 80, true))).toBe('none');
  });

  test('is warned of once, and by its first page', () => {
    const told = (tell: (effects: Effects) => void) => {
      const effects = new Effects();
      tell(effects);
      return rule(() => fresh().reserve(1, { ...near, pages: 30 }, 33, effects));
    };
    expect(told((effects) => effects.fellBack(33))).toBe('none');
    expect(told((effects) => effects.fellBack(34))).toBe('INV-158');
    expect(told((effects) => effects.culprit(33))).toBe('INV-158');
    const twice = (effects: Effects) => {
      effects.fellBack(33);
      effects.fellBack(33);
    };
    expect(told(twice)).toBe('INV-158');
  });

  test('is never the first page of memory, and may be that of the first operation', () => {
    const oracle = new BootOracle({ ...layout, reserved: [] }, DESIGNS.kernelcore);
    expect(rule(() => oracle.reserve(0, { ...near, pages: 8 }, 0, new Effects()))).toBe('INV-103');
    oracle.reserve(0, { ...near, pages: 8 }, 8, new Effects());
    expect(oracle.reservations()).toMatchObject([{ start: 8, end: 16 }]);
  });

  test('of an exact request stays on its node', () => {
    const exact = { node: 1, exact: true };
    expect(rule(() => reserve(fresh(), { ...exact, pages: 8 }, 72))).toBe('none');
    expect(rule(() => reserve(fresh(), { ...exact, pages: 8 }, 8))).toBe('INV-124');
    expect(rule(() => reserve(fresh(), { ...exact, pages: 20 }, 80, true))).toBe('none');
  });

  test('is sought without regard to the mirror where no design builds on it', () => {
    expect(rule(() => reserve(fresh('none'), { pages: 8 }, 40))).toBe('none');
    expect(rule(() => reserve(fresh('none'), { pages: 8 }, 40, true))).toBe('INV-4');
  });

  test('is aligned, free, and memory of one kind in service', () => {
    expect(rule(() => reserve(fresh(), { pages: 4, align: 2 }, 6))).toBe('INV-101');
    expect(rule(() => reserve(fresh(), { pages: 4 }, 2))).toBe('INV-102');
    expect(rule(() => reserve(fresh(), { pages: 4 }, 30))).toBe('INV-103');
    expect(rule(() => reserve(fresh(), { pages: 4 }, 130, true))).toBe('INV-103');
    expect(rule(() => reserve(fresh(), { pages: 0 }, 24))).toBe('INV-103');
  });

  test('is refused only if there is none', () => {
    expect(rule(() => reserve(fresh(), { pages: 8 }, NO_MEMORY))).toBe('INV-3');
    expect(rule(() => reserve(fresh(), { pages: 49 }, NO_MEMORY))).toBe('none');
    expect(rule(() => reserve(fresh(), { pages: 0 }, INVALID))).toBe('none');
    expect(rule(() => reserve(fresh(), { pages: 0 }, NO_MEMORY))).toBe('INV-3');
    expect(rule(() => reserve(fresh(), { pages: 49 }, NO_MEMORY, true))).toBe('INV-4');
  });

  test('is taken until it is given back', () => {
    const oracle = fresh();
    reserve(oracle, { pages: 8 }, 24);
    expect(oracle.reservations()).toMatchObject([{ start: 24, end: 32 }]);
    expect(rule(() => reserve(oracle, { pages: 1 }, 25))).toBe('INV-102');
    expect(rule(() => oracle.release(1, INVALID, new Effects()))).toBe('INV-117');
    const warned = new Effects();
    warned.fellBack(24);
    expect(rule(() => oracle.release(1, DONE, warned))).toBe('INV-117');
    oracle.release(1, DONE, new Effects());
    expect([oracle.where(1), oracle.reservations()]).toEqual([undefined, []]);
    expect(rule(() => reserve(oracle, { pages: 1 }, 25))).toBe('none');
  });

  test('is told in words before it is asked for', () => {
    const say = (pages: number, node = 0) => fresh().expectation({ ...near, pages, node });
    expect([say(8), say(20, 1), say(30), say(40), say(49), say(0)]).toEqual([
      'a range in mirrored memory of the node',
      'a range in mirrored memory of another node',
      'a range in memory of the node',
      'a range in memory of another node',
      'NO_MEMORY',
      'INVALID: no pages',
    ]);
  });
});
