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

  test('knows the knobs as they are turned', () => {
    const { state } = new Scene(layout);
    const before = stateNumber(state);
    state.tuning = { ...state.tuning, watermarkScaleFactor: 77 };
    expect(stateNumber(state)).not.toBe(before);
  });
});
