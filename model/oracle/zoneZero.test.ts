import { describe, expect, test } from 'vitest';
import { DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, mirrored, NO_MARKS, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { expectAllocate, expectPin, expectPoolGet } from './expectation.ts';

/*
 * Zones, pages, operations and CPUs are numbered from 0 on. Whoever takes the first of them for none at all is caught here.
 */

const geometry = { ...plain.geometry, dmaEnd: 32, dma32End: 32 };
/** 32 pages of ZONE_DMA, the zone number 0. */
const dma = machine('U0-32', { geometry });
/** The same below ZONE_NORMAL. */
const both = machine('U0-64', { geometry });
const GROUPED = { groupsByMobility: true };

describe.each([
  [0, dma],
  [2, plain],
] as const)('a request that is served from zone %i', (zone, layout) => {
  /** On private lists: 0, 1 and 4; all else is in use. */
  const scattered = () => {
    const scene = new Scene(layout, 'none');
    const held = Array.from({ length: 32 }, (_, pfn) => scene.allocate('user', pfn));
    for (const pfn of [0, 1, 4]) scene.free(held[pfn]!, [['cached', pfn, 0]]);
    return scene;
  };
  const back = (...pfns: number[]): Effect[] => pfns.map((pfn) => ['putBack', pfn, 0]);
  const asked = (answer: number, ...effects: Effect[]) =>
    brokenRule(() => scattered().allocate('user', answer, { order: 1, effects }));

  test('has private lists emptied before it takes anything, and not behind that', () => {
    expect(scattered().state.cached[zone]).toBe(3);
    expect(asked(0, ...back(0, 1, 4))).toBeNull();
    expect(asked(0, ...back(0, 1), ['took', 0, 1])).toBe('INV-119');
    expect(asked(0, ...back(0, 1, 4), ['took', 0, 1], ['took', 4, 0])).toBeNull();
    expect(asked(0, ...back(0, 1, 4), ['took', 0, 1], ['took', 4, 0], ...back(4))).toBe('INV-4');
    expect(asked(0, ...back(0, 1, 4), ['took', 0, 1], ...back(0))).toBe('INV-4');
  });

  test('is not refused once something was taken for it', () => {
    expect(asked(NO_MEMORY, ...back(0, 1, 4), ['took', 0, 1])).toBe('INV-3');
  });

  test('is served by what was taken for it', () => {
    const refilled = (answer: number) =>
      brokenRule(() => new Scene(layout, 'none').allocate('user', answer, { effects: [['took', 4, 0]] }));
    expect([refilled(4), refilled(5)]).toEqual([null, 'INV-4']);
  });
});

describe('what was begun in the first zone', () => {
  const effects: Effect[] = [['took', 0, 0]];

  test('does not go on in another', () => {
    const full = () => {
      const scene = new Scene(both, 'none');
      retire(scene, 32, 64);
      return scene;
    };
    expect(brokenRule(() => full().allocate('kernel', 0, { effects }))).toBeNull();
    const back = new Scene(both, 'none');
    expect(brokenRule(() => back.allocate('dma', 32, { effects }))).toBe('INV-121');
    const claims: Effect[] = [0, 8].map((pfn) => ['typeChanged', pfn, UNMOVABLE]);
    const grouped = new Scene(both, 'none', GROUPED);
    retire(grouped, 33, 64);
    expect(brokenRule(() => grouped.allocate('kernel', 32, { effects: claims }))).toBe('INV-125');
  });

  test('is checked once for a whole refill', () => {
    const scene = new Scene(machine('U0-32', { geometry, tuning: { ...NO_MARKS, minFreePages: 8 } }), 'none');
    retire(scene, 0, 23);
    const two: Effect[] = [
      ['took', 31, 0],
      ['took', 30, 0],
    ];
    expect(brokenRule(() => scene.allocate('kernel', 31, { effects: two }))).toBeNull();
  });
});

test('what is expected of the first zone is no refusal', () => {
  const { state, book } = new Scene(both, 'none').oracle;
  const dmaOnly = { ...book.classes[0]!, ceiling: 0 };
  expect(expectAllocate(state, dmaOnly, 1, 0)).toBe('a block of order 1 in Node 0 DMA');
  const alone = new Scene(dma, 'none');
  expect(expectPoolGet(alone.state, alone.oracle.book)).toBe('a page in Node 0 DMA');
  const pinned = new Scene(machine('M0-32 U32-64', { geometry }));
  const handle = pinned.allocate('user', 32);
  expect(expectPin(pinned.state, pinned.oracle.book, handle, 1)).toBe('moved to Node 0 DMA, then pinned');
});

describe('private lists of two CPUs', () => {
  const two = { ...plain, cpus: 2 };
  /** Page 0 is on the list of CPU 0, page 1 on that of CPU 1. */
  const lists = () => {
    const scene = new Scene(two, 'none');
    const held = [0, 1].map((cpu) => scene.allocate('user', cpu, { cpu }));
    for (const cpu of [0, 1]) scene.free(held[cpu]!, [['cached', cpu, 0]], DONE, cpu);
    return scene;
  };

  test('serve requests on their own CPU', () => {
    const served = (pfn: number, cpu?: number) =>
      brokenRule(() => lists().allocate('user', pfn, cpu === undefined ? {} : { cpu }));
    expect([served(0, 0), served(1, 1), served(0, 1), served(1, 0)]).toEqual([
      null,
      null,
      'INV-118',
      'INV-118',
    ]);
    expect([served(0), served(1)]).toEqual([null, null]);
  });

  test('are counted each for itself', () => {
    const { state } = lists();
    expect([state.cachedOn[2], state.cachedOn[state.zoneCount + 2], state.cached[2]]).toEqual([1, 1, 2]);
    const unknown = new Scene(two, 'none');
    unknown.free(unknown.allocate('user', 5), [['cached', 5, 0]]);
    expect([unknown.state.cached[2], unknown.state.cachedOn.some((pages) => pages !== 0)]).toEqual([
      1,
      false,
    ]);
    expect(brokenRule(() => unknown.allocate('user', 5, { cpu: 1 }))).toBeNull();
  });

  test('are emptied by a drain of their CPU, or of all', () => {
    const drained = (cpu: number | undefined, ...pfns: number[]) =>
      brokenRule(() =>
        lists().drain(
          pfns.map((pfn) => ['putBack', pfn, 0]),
          DONE,
          cpu,
        ),
      );
    expect([drained(0, 0), drained(1, 1), drained(undefined, 0, 1)]).toEqual([null, null, null]);
    expect([drained(0, 1), drained(1, 0), drained(0, 0, 1), drained(undefined, 1)]).toEqual([
      'INV-119',
      'INV-119',
      'INV-119',
      'INV-119',
    ]);
  });

  test('are reported on the CPU that has them', () => {
    const told = (first: number, second: number) =>
      brokenRule(() =>
        lists().report((into: Inspection) => {
          into.cachedBlock(0, 0, first);
          into.cachedBlock(1, 0, second);
        }),
      );
    expect([told(0, 1), told(1, 1), told(0, 0)]).toEqual([null, 'INV-118', 'INV-118']);
  });
});

describe('the first operation', () => {
  test('holds page 0 like any other', () => {
    const scene = new Scene(mirrored);
    const handle = scene.allocate('buffer', 0, { order: 1 });
    scene.pin(handle, 'short', 0);
    expect(brokenRule(() => scene.report((into) => into.pins(0, 1, 0)))).toBeNull();
    expect(brokenRule(() => scene.report((into) => into.usedBlock(0, 1)))).toBeNull();
    expect([scene.oracle.where(handle), scene.oracle.placeOf(handle), scene.oracle.placeOf(9)]).toEqual([
      0, 0, -1,
    ]);
  });

  test('takes a range at page 0 that counts as used', () => {
    const scene = new Scene(plain, 'none');
    scene.contigAllocate(0, 6, DONE, [
      ['isolated', 0],
      ['unisolated', 0],
    ]);
    const told = (...blocks: readonly (readonly [number, number])[]) =>
      brokenRule(() => scene.report((into) => blocks.map(([pfn, order]) => into.usedBlock(pfn, order))));
    expect([told([0, 2], [4, 1]), told([0, 2]), told()]).toEqual([null, 'INV-103', null]);
  });

  test('has page 0 on a free list when it is over', () => {
    const scene = new Scene(plain, 'none', GROUPED);
    scene.free(scene.allocate('user', 0));
    const whole = (into: Inspection): void => {
      into.freeBlock(0, 4, MOVABLE);
      into.freeBlock(16, 4, MOVABLE);
    };
    expect(brokenRule(() => scene.report(whole))).toBeNull();
  });
});
