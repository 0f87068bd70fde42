import { describe, expect, test } from 'vitest';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { machine, NO_MARKS } from '../testing/machines.ts';
import { retire, Scene } from '../testing/scene.ts';
import { allowed } from './allowed.ts';
import type { Asked } from './outcome.ts';

const geometry = { maxOrder: 2, pageblockOrder: 1, memoryBlockPages: 4, dmaEnd: 0, dma32End: 0 };
const layout = machine('U0-8', { geometry, tuning: NO_MARKS });
const fresh = () => new Scene(layout, 'none', { groupsByMobility: true });
const ask = (order: number, name = 'user'): Asked => ({
  kind: 'allocate',
  class: name,
  order,
  node: 0,
  cpu: 0,
});

describe('the allowed outcomes', () => {
  test('of a request are every free block, straight or by way of a private list', () => {
    const answers = allowed(fresh().oracle, ask(2), 0);
    expect(answers).toEqual([
      { answer: 0, effects: [] },
      { answer: 4, effects: [] },
      { answer: 0, effects: [['took', 0, 2]] },
      { answer: 4, effects: [['took', 4, 2]] },
    ]);
  });

  test('of a request of another type begin with the claim of a largest block', () => {
    const answers = allowed(fresh().oracle, ask(2, 'kernel'), 0);
    const claims = answers.map(({ effects }) => effects.filter(([kind]) => kind === 'typeChanged'));
    expect(answers).toHaveLength(4);
    expect(claims.every(([first, second]) => second![1] - first![1] === 2)).toBe(true);
  });

  test('of a request without memory are one refusal', () => {
    const scene = fresh();
    retire(scene, 0, 8);
    expect(allowed(scene.oracle, ask(0), 0)).toEqual([{ answer: NO_MEMORY, effects: [] }]);
  });

  test('of freeing are the buddy lists or a private list', () => {
    const scene = fresh();
    const handle = scene.allocate('user', 6, { order: 1 });
    expect(allowed(scene.oracle, { kind: 'free', of: handle, cpu: 0 }, 1)).toEqual([
      { answer: 0, effects: [] },
      { answer: 0, effects: [['cached', 6, 1]] },
    ]);
  });

  test('are found without changing the world', () => {
    const scene = fresh();
    scene.free(scene.allocate('user', 0), [['cached', 0, 0]]);
    const arrays = () =>
      structuredClone(Object.values(scene.state).filter((value) => ArrayBuffer.isView(value)));
    const { belief, tag, at, free, cached } = scene.state;
    const before = structuredClone([belief, tag, at, free, cached]);
    expect(arrays().length).toBeGreaterThan(20);
    for (const operation of [
      ask(1),
      { kind: 'reclaim', pages: 1, node: 0, zone: 3 },
      { kind: 'offline', block: 0 },
    ])
      allowed(scene.oracle, operation as Asked, 1);
    expect([belief, tag, at, free, cached]).toEqual(before);
  });
});
