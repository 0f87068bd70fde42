import { describe, expect, test } from 'vitest';
import { DONE } from '../../spec/operations/outcome.ts';
import { machine } from '../testing/machines.ts';
import { mixedRun } from '../testing/mixedRun.ts';
import { Scene } from '../testing/scene.ts';
import { ALLOCATIONS, CHANGING } from './image.ts';
import { stateNumber } from './stateNumber.ts';

const layout = machine('M0-32 U32-64 U64-80o', { cma: [{ start: 24, end: 32 }] });

describe('the number of what the oracle knows', () => {
  test('is the same after a reset and after the same run', () => {
    const scene = new Scene(layout, 'kernelcore', { reportsCache: true });
    const boot = stateNumber(scene.state);
    mixedRun(scene);
    const then = stateNumber(scene.state);
    expect(then).not.toBe(boot);
    scene.reset();
    expect(stateNumber(scene.state)).toBe(boot);
    mixedRun(scene);
    expect(stateNumber(scene.state)).toBe(then);
  });

  test('tells allocations apart by their places, not by the operations that made them', () => {
    const [one, other] = [new Scene(layout), new Scene(layout)];
    one.allocate('user', 32);
    one.allocate('user', 33);
    other.allocate('user', 33);
    other.allocate('user', 32);
    expect(stateNumber(one.state)).toBe(stateNumber(other.state));
    const three = new Scene(layout);
    three.allocate('user', 32);
    three.allocate('user', 34);
    expect(stateNumber(three.state)).not.toBe(stateNumber(one.state));
  });

  test('knows on whose private list a page is', () => {
    const onListOf = (cpu: number): number => {
      const scene = new Scene({ ...layout, cpus: 2 });
      scene.free(scene.allocate('user', 32), [['cached', 32, 0]], DONE, cpu);
      return stateNumber(scene.state);
    };
    expect(onListOf(1)).not.toBe(onListOf(0));
  });

  test.each(CHANGING.filter((name) => name !== 'holder' && name !== 'pool'))('knows %s', (name) => {
    const { state } = new Scene(layout);
    const before = stateNumber(state);
    const array = state[name];
    for (let place = 0; place < array.length; place++) {
      array[place]! ^= 1;
      expect(stateNumber(state)).not.toBe(before);
      array[place]! ^= 1;
    }
    expect(stateNumber(state)).toBe(before);
  });

  test.each(ALLOCATIONS)('knows %s of an allocation', (name) => {
    const scene = new Scene(layout);
    const handle = scene.allocate('user', 32);
    const before = stateNumber(scene.state);
    scene.state[name][handle]! ^= 1;
    expect(stateNumber(scene.state)).not.toBe(before);
  });

  test.each(['retries', 'upgraded', 'marked', 'cleanPages', 'rolledBack'] as const)('knows %s', (name) => {
    const { state } = new Scene(layout);
    const before = stateNumber(state);
    state[name]++;
    expect(stateNumber(state)).not.toBe(before);
  });

  test.each(['doubts', 'cameHome', 'retired'] as const)('knows the pages of %s', (name) => {
    const { state } = new Scene(layout);
    const numbers = [[], [0], [1], [1, 2], [2, 1]].map((pages) => {
      state[name].splice(0, state[name].length, ...pages);
      return stateNumber(state);
    });
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('knows the lists of private pages, and not what was true of other pages once', () => {
    const scene = new Scene(layout);
    scene.free(scene.allocate('user', 32), [['cached', 32, 0]]);
    scene.allocate('user', 33);
    const before = stateNumber(scene.state);
    const differs = (array: Uint8Array | Int16Array, pfn: number): boolean => {
      array[pfn]! ^= 1;
      const now = stateNumber(scene.state);
      array[pfn]! ^= 1;
      return now !== before;
    };
    const { listType, listCpu } = scene.state;
    expect([32, 33, 34].map((pfn) => [differs(listType, pfn), differs(listCpu, pfn)])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
  });

  test('knows the elements of the pool by their places', () => {
    const kept = (...pfns: readonly number[]) => {
      const scene = new Scene(layout);
      const elements = pfns.map((pfn) => scene.poolGet(pfn));
      for (const element of elements) scene.poolPut(element);
      const { pool } = scene.state;
      return { scene, pool, number: stateNumber(scene.state) };
    };
    const { scene, pool, number } = kept(0, 1);
    [pool[1], pool[2]] = [pool[2]!, pool[1]!];
    expect(stateNumber(scene.state)).not.toBe(number);
    pool[0] = 1;
    const one = stateNumber(scene.state);
    pool[1] = pool[2]!;
    expect(stateNumber(scene.state)).not.toBe(one);
    expect(kept(0, 1).number).not.toBe(kept(1, 0).number);
  });

  test('does not know which operations made the elements of the pool', () => {
    const elements = (first: boolean) => {
      const scene = new Scene(layout);
      if (first) scene.free(scene.allocate('user', 40));
      scene.poolPut(scene.poolGet(0));
      return stateNumber(scene.state);
    };
    expect(elements(true)).toBe(elements(false));
  });

  test('tells knobs that were never turned from any that were', () => {
    const numbers = [{}, { minFreePages: 1 }, { watermarkScaleFactor: 1 }, { minFreePages: 0 }].map(
      (tuning) => {
        const { state } = new Scene(layout);
        state.tuning = tuning;
        return stateNumber(state);
      },
    );
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('knows ranges by their places, their pages and their area', () => {
    const taken = (pfn: number, pages: number, area = -1) => {
      const scene = new Scene(layout);
      const { state } = scene;
      const handle = scene.allocate('user', 40);
      state.rangeAt[3] = pfn;
      state.rangePages[3] = pages;
      state.rangeArea[3] = area;
      expect(handle).toBe(0);
      return stateNumber(state);
    };
    const numbers = [taken(-1, 0), taken(0, 1), taken(1, 1), taken(0, 2), taken(0, 1, 0), taken(0, 1, 1)];
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(taken(-1, 5)).toBe(taken(-1, 6)); // What was a range once.
  });

  test('tells one allocation at page 0 from none', () => {
    const scene = new Scene(layout);
    const before = stateNumber(scene.state);
    scene.state.at[0] = 0;
    expect(stateNumber(scene.state)).not.toBe(before);
  });

  test('is a whole number of 53 bits', () => {
    const numbers = Array.from({ length: 64 }, (_, retries) => {
      const { state } = new Scene(layout);
      state.retries = retries;
      return stateNumber(state);
    });
    expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true);
    expect(numbers.some((number) => number > 2 ** 50)).toBe(true);
    expect(new Set(numbers.map((number) => number % 2 ** 21)).size).toBeGreaterThan(60);
    expect(new Set(numbers.map((number) => Math.floor(number / 2 ** 21))).size).toBe(64);
  });

  test('knows the knobs as they are turned', () => {
    const { state } = new Scene(layout);
    const before = stateNumber(state);
    state.tuning = { ...state.tuning, watermarkScaleFactor: 77 };
    expect(stateNumber(state)).not.toBe(before);
  });
});
