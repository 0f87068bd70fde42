import { expect, test } from 'vitest';
import { machine, NO_MARKS } from '../testing/machines.ts';
import { retire, Scene } from '../testing/scene.ts';
import { allowed } from './allowed.ts';
import { candidatesFor } from './candidates.ts';
import type { Asked } from './outcome.ts';
import type { TargetHabits } from './state.ts';

/** No operation below makes so many allocations. */
const HANDLE = 9;

const geometry = { maxOrder: 2, pageblockOrder: 1, memoryBlockPages: 4, dmaEnd: 0, dma32End: 0 };
/** The mirror below 4, ZONE_MOVABLE above: two memory blocks that may leave. */
const layout = machine('M0-4 U4-12', { geometry, tuning: NO_MARKS });
const fresh = (habits: Partial<TargetHabits> = {}) => new Scene(layout, 'kernelcore', habits);

/** Two pages in the mirror, so many in the memory block at 4, each the first that is free. */
const holding = (count: number, habits: Partial<TargetHabits> = {}) => {
  const scene = fresh(habits);
  scene.allocate(
    'kernel',
    0,
    habits.groupsByMobility
      ? {
          effects: [
            ['typeChanged', 0, 0],
            ['typeChanged', 2, 0],
          ],
        }
      : {},
  );
  scene.allocate('kernel', 1);
  for (let pfn = 4; pfn < 4 + count; pfn++) scene.allocate('user', pfn);
  return scene;
};
/** The same, and nothing else is free. */
const full = () => {
  const scene = holding(1);
  retire(scene, 2, 4);
  retire(scene, 5, 12);
  return scene;
};
/** Two pages on private lists. */
const cached = () => {
  const scene = fresh();
  const handles = [scene.allocate('user', 4), scene.allocate('user', 6)];
  scene.free(handles[0]!, [['cached', 4, 0]]);
  scene.free(handles[1]!, [['cached', 6, 0]]);
  scene.allocate('user', 8);
  return scene;
};
/** The first memory block of ZONE_MOVABLE is out of service. */
const gone = () => {
  const scene = fresh();
  scene.offline(1, 0, [
    ['isolated', 4, 0],
    ['isolated', 6, 0],
  ]);
  return scene;
};

const WORLDS: readonly (readonly [what: string, scene: () => Scene, operation: Asked])[] = [
  ['a request', fresh, { kind: 'allocate', class: 'user', order: 1, node: 0, cpu: 0 }],
  [
    'a request of another type',
    () => fresh({ groupsByMobility: true }),
    { kind: 'allocate', class: 'kernel', order: 0, node: 0, cpu: 0 },
  ],
  [
    'a request that needs what is on private lists',
    cached,
    { kind: 'allocate', class: 'user', order: 2, node: 0, cpu: 0 },
  ],
  ['freeing', cached, { kind: 'free', of: 2, cpu: 0 }],
  ['a long-term pin that moves its page', () => holding(1), { kind: 'pin', of: 2, term: 'long' }],
  [
    'one that claims a pageblock',
    () => {
      const s = fresh({ groupsByMobility: true });
      s.allocate('user', 4);
      return s;
    },
    { kind: 'pin', of: 0, term: 'long' },
  ],
  ['one without room', full, { kind: 'pin', of: 2, term: 'long' }],
  [
    'unpinning',
    () => {
      const s = holding(1);
      s.pin(2, 'short', 4);
      return s;
    },
    { kind: 'unpin', of: 2, term: 'short' },
  ],
  ['reclaim', () => holding(2), { kind: 'reclaim', pages: 2, node: 0, zone: 3 }],
  ['offlining an empty memory block', fresh, { kind: 'offline', block: 1 }],
  ['offlining two pages', () => holding(2), { kind: 'offline', block: 1 }],
  [
    'offlining one page of two',
    () => {
      const s = holding(1);
      s.allocate('user', 8);
      return s;
    },
    { kind: 'offline', block: 1 },
  ],
  ['offlining without room', full, { kind: 'offline', block: 1 }],
  ['offlining beside private lists', cached, { kind: 'offline', block: 2 }],
  ['onlining', gone, { kind: 'online', block: 1, to: 'movable' }],
  ['poisoning', cached, { kind: 'poison', pfn: 4, error: 'real' }],
  ['draining', cached, { kind: 'drain', cpu: -1 }],
];

/** As one line: the answer, and behind it what was done. */
const textOf = ({ answer, effects }: ReturnType<typeof allowed>[number]): string =>
  [answer, ...effects.map(([kind, first, second]) => `${kind}(${first}, ${second})`)].join(' ');

/**
 * How much is thought of, and what of it is legal: what is not thought of is never said to be allowed. `npx vitest run
 * model/oracle/candidates -u` writes the lists anew: read the difference.
 */
test.each(WORLDS)('what an allocator may say to %s', async (what, scene, operation) => {
  const { oracle } = scene();
  const all = candidatesFor(oracle.state, operation);
  const lines = allowed(oracle, operation, HANDLE).map(textOf);
  const text = [`${lines.length} of ${all.length}`, ...lines].join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot(`allowed/${what.replaceAll(' ', '-')}.txt`);
});

test('a private block of more than one page is thought of where it is, and once', () => {
  const scene = fresh();
  scene.free(scene.allocate('user', 4, { order: 1 }), [['cached', 4, 1]]);
  const asked: Asked = { kind: 'allocate', class: 'user', order: 0, node: 0, cpu: 0 };
  const drained = candidatesFor(scene.state, { kind: 'drain', cpu: -1 }).map(textOf);
  expect(new Set(drained).size).toBe(drained.length);
  expect(candidatesFor(scene.state, asked).map(textOf)).toContain('4 putBack(4, 1)');
  expect(candidatesFor(scene.state, asked).map(textOf)).not.toContain('4 putBack(4, 0)');
});
