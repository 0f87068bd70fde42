import { describe, expect, test } from 'vitest';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { HIGHATOMIC } from '../../spec/zones/migratetype.ts';
import { machine, mirrored, NO_MARKS, plain } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';
import { PASSES, RUNG_MIN, zonePasses } from './marks.ts';

const MARKS = { ...NO_MARKS, minFreePages: 8 };

/** One zone with min 8 and low 10, of which so many pages are free; they are the highest. */
function left(pages: number): Scene {
  const scene = new Scene(machine('U0-32', { tuning: MARKS }));
  retire(scene, 0, 32 - pages);
  return scene;
}

const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

describe('a request leaves its mark behind', () => {
  const ask = (free: number, request: string, answer: number, order = 0) =>
    brokenRule(() => left(free).allocate(request, answer, { order }));

  test('an ordinary one needs more than min', () => {
    expect(ask(9, 'kernel', 31)).toBeNull();
    expect(ask(9, 'kernel', NO_MEMORY)).toBe('INV-3');
    expect(ask(8, 'kernel', 31)).toBe('INV-128');
    expect(ask(8, 'kernel', NO_MEMORY)).toBeNull();
  });

  test('a larger one needs more than min after all its pages but one are gone', () => {
    expect(ask(10, 'kernel', 30, 1)).toBeNull();
    expect(ask(10, 'kernel', NO_MEMORY, 1)).toBe('INV-3');
    expect(ask(9, 'kernel', 30, 1)).toBe('INV-128');
    expect(ask(9, 'kernel', NO_MEMORY, 1)).toBeNull();
  });

  test('one that cannot wait gets no discount', () => {
    expect(ask(9, 'nowait', 31)).toBeNull();
    expect(ask(8, 'nowait', 31)).toBe('INV-128');
  });

  test('an atomic one leaves three eighths of min', () => {
    expect(ask(4, 'atomic', 31)).toBeNull();
    expect(ask(4, 'atomic', NO_MEMORY)).toBe('INV-3');
    expect(ask(3, 'atomic', 31)).toBe('INV-129');
    expect(ask(3, 'atomic', NO_MEMORY)).toBeNull();
  });

  test('__GFP_HIGH that may wait leaves half of min', () => {
    const passes = (free: number) => {
      const { state, oracle } = left(free);
      const terms = { ...oracle.book.classes[requestClassNumber('kernel')]!, right: 1 };
      return zonePasses(state, terms, 2, 0, RUNG_MIN) === PASSES;
    };
    expect([passes(5), passes(4)]).toEqual([true, false]);
  });

  test('MEMALLOC takes the last page', () => {
    expect(ask(1, 'memalloc', 31)).toBeNull();
    expect(ask(1, 'memalloc', NO_MEMORY)).toBe('INV-3');
    expect(ask(0, 'memalloc', NO_MEMORY)).toBeNull();
  });

  test('below low, and with rights below min, a campaign hears of it', () => {
    const scene = left(11);
    scene.allocate('kernel', 31);
    expect(met(scene, 'below-low')).toBe(false);
    scene.allocate('kernel', 30);
    expect(met(scene, 'below-low')).toBe(true);
    expect(met(scene, 'reserve-used')).toBe(false);
    retire(scene, 21, 23);
    scene.allocate('atomic', 29);
    expect(met(scene, 'reserve-used')).toBe(true);
  });

  test('without the habit of keeping marks the last page may go', () => {
    const scene = new Scene(machine('U0-32', { tuning: MARKS }), 'none', { keepsWatermarks: false });
    retire(scene, 0, 31);
    expect(brokenRule(() => scene.allocate('kernel', 31))).toBeNull();
  });
});

describe('the first zone that passes serves', () => {
  /** DMA below 32 and Normal above, each with min 8 and low 10. */
  function zones(freeNormal: number, freeDma = 32): Scene {
    const geometry = { ...plain.geometry, dmaEnd: 32, dma32End: 32 };
    const scene = new Scene(machine('U0-64', { geometry, tuning: { ...MARKS, minFreePages: 16 } }), 'none');
    retire(scene, 0, 32 - freeDma);
    retire(scene, 32, 64 - freeNormal);
    return scene;
  }
  const ask = (scene: Scene, answer: number) => brokenRule(() => scene.allocate('kernel', answer));

  test('the highest, while it is above low', () => {
    expect(ask(zones(11), 63)).toBeNull();
    expect(ask(zones(11), 31)).toBe('INV-125');
  });

  test('a lower one above low goes before a higher one above min', () => {
    expect(ask(zones(10), 31)).toBeNull();
    expect(ask(zones(10), 63)).toBe('INV-125');
  });

  test('with all at or below low, the highest above min', () => {
    expect(ask(zones(9, 10), 63)).toBeNull();
    expect(ask(zones(9, 10), 31)).toBe('INV-125');
    expect(ask(zones(8, 9), 31)).toBeNull();
    expect(ask(zones(8, 9), 63)).toBe('INV-125');
    expect(ask(zones(8, 9), NO_MEMORY)).toBe('INV-3');
    expect(ask(zones(8, 8), NO_MEMORY)).toBeNull();
  });

  test('MEMALLOC takes from the first zone with a page, and only if none is above min', () => {
    const scene = () => zones(1, 8);
    expect(brokenRule(() => scene().allocate('memalloc', 63))).toBeNull();
    expect(brokenRule(() => scene().allocate('memalloc', 31))).toBe('INV-125');
    expect(brokenRule(() => zones(1, 9).allocate('memalloc', 63))).toBe('INV-125');
  });

  test('memory of another node waits until the own is at its mark', () => {
    const nodes = () => new Scene(machine('U0-32 1:U32-64'), 'none');
    expect(brokenRule(() => nodes().allocate('kernel', 32, { node: 0 }))).toBe('INV-125');
    const scene = nodes();
    retire(scene, 0, 32);
    expect(brokenRule(() => scene.allocate('kernel', 32, { node: 0 }))).toBeNull();
    expect(met(scene, 'other-node')).toBe(true);
  });
});

describe('user memory in the mirror', () => {
  test('comes after ZONE_MOVABLE', () => {
    expect(brokenRule(() => new Scene(mirrored).allocate('user', 8))).toBe('INV-150');
    const scene = new Scene(mirrored);
    retire(scene, 32, 64);
    expect(brokenRule(() => scene.allocate('user', 8))).toBeNull();
    expect(met(scene, 'user-in-mirror')).toBe(true);
  });

  test('is another matter than a kernel page in a lower zone', () => {
    const geometry = { ...plain.geometry, dma32End: 16 };
    const scene = () => new Scene(machine('M0-32 U32-64', { geometry }));
    expect(brokenRule(() => scene().allocate('kernel', 0))).toBe('INV-125');
    expect(brokenRule(() => scene().allocate('user', 0))).toBe('INV-150');
  });

  test('leaves the lowmem reserve behind, which kernel memory may have', () => {
    /** A user request must leave 32 / 4 = 8 pages of Normal. */
    const free = (pages: number) => {
      const scene = new Scene(
        machine('M0-32 U32-64', { tuning: { ...NO_MARKS, lowmemReserveRatio: [0, 0, 4] } }),
      );
      retire(scene, 32, 64);
      retire(scene, 0, 32 - pages);
      return scene;
    };
    expect(brokenRule(() => free(9).allocate('user', 31))).toBeNull();
    expect(brokenRule(() => free(9).allocate('user', NO_MEMORY))).toBe('INV-3');
    expect(brokenRule(() => free(8).allocate('user', 31))).toBe('INV-128');
    expect(brokenRule(() => free(8).allocate('user', NO_MEMORY))).toBeNull();
    expect(brokenRule(() => free(8).allocate('kernel', 31))).toBeNull();
  });
});

describe('a list that the request may use holds the block', () => {
  const free = { ...plain, cma: [{ start: 24, end: 32 }] };

  test('free CMA pages are no free pages of a kernel request', () => {
    const scene = new Scene(free, 'none');
    retire(scene, 0, 23);
    expect(brokenRule(() => scene.allocate('kernel', 23))).toBeNull();
    expect(brokenRule(() => scene.allocate('kernel', NO_MEMORY))).toBeNull();
    expect(brokenRule(() => scene.allocate('user', NO_MEMORY))).toBe('INV-3');
  });

  test('free CMA blocks are no blocks of a kernel request', () => {
    const scene = new Scene(free, 'none');
    for (let pfn = 0; pfn < 24; pfn += 2) retire(scene, pfn, pfn + 1);
    expect(brokenRule(() => scene.allocate('kernel', NO_MEMORY, { order: 1 }))).toBeNull();
    expect(brokenRule(() => scene.allocate('user', NO_MEMORY, { order: 1 }))).toBe('INV-3');
  });

  test('pages that lie apart are no block', () => {
    const scene = new Scene(free, 'none');
    retire(scene, 0, 16);
    expect(brokenRule(() => scene.allocate('user', 16, { order: 4 }))).toBe('INV-130');
    expect(brokenRule(() => scene.allocate('user', NO_MEMORY, { order: 4 }))).toBeNull();
  });
});

describe('a zone that serves out of turn', () => {
  test('is ZONE_MOVABLE of another node: no user memory in the mirror', () => {
    const scene = new Scene(machine('M0-32 U32-64 1:M64-96 1:U96-128'));
    expect(brokenRule(() => scene.allocate('user', 96))).toBe('INV-125');
  });

  test('has no list for a request that ignores marks', () => {
    const scene = new Scene(plain, 'none');
    const handle = scene.allocate('user', 24, { order: 3 });
    scene.state.blockType[3] = HIGHATOMIC;
    scene.free(handle);
    retire(scene, 0, 24);
    expect(brokenRule(() => scene.allocate('memalloc', 24))).toBe('INV-130');
  });

  test('gives from a private list while one before it has a block', () => {
    const geometry = { ...plain.geometry, dmaEnd: 16, dma32End: 16 };
    const served = (node: number) => {
      const scene = new Scene(machine('U0-16 1:U16-32', { geometry }), 'none');
      scene.free(scene.allocate('user', 16, { node: 1 }), [['cached', 16, 0]]);
      scene.state.low.fill(99);
      scene.state.min.fill(99);
      return brokenRule(() => scene.allocate('memalloc', 16, { node }));
    };
    expect([0, 1].map(served)).toEqual(['INV-125', null]);
  });
});
