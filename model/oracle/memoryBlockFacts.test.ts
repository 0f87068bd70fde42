import { expect, test } from 'vitest';
import { DONE, POISON_FAILED } from '../../spec/operations/outcome.ts';
import type { MemoryBlockFacts } from '../machines/memoryBlockRules.ts';
import { machine, mirrored } from '../testing/machines.ts';
import { retire, Scene } from '../testing/scene.ts';
import { memoryBlockFacts } from './memoryBlockFacts.ts';

const EASY: MemoryBlockFacts = { singleZone: true, whole: true, movable: true, poisoned: false };

interface Case {
  readonly what: string;
  readonly scene: () => Scene;
  readonly block?: number;
  readonly but: Partial<MemoryBlockFacts>;
}

/** A scene in which something was done, of the mirrored machine. */
const where =
  (deed: (scene: Scene) => void, layout = mirrored) =>
  (): Scene => {
    const scene = new Scene(layout);
    deed(scene);
    return scene;
  };

const CASES: readonly Case[] = [
  { what: 'nothing', scene: where(() => {}), but: {} },
  { what: 'user memory', scene: where((scene) => scene.allocate('user', 32, { order: 4 })), but: {} },
  { what: 'memory of a driver', scene: where((scene) => scene.allocate('driver', 32)), but: {} },
  {
    what: 'a frame of another zone at its end',
    scene: () => new Scene(machine('M0-32 U32-47 1:U47-64')),
    but: { singleZone: false },
  },
  {
    what: 'a frame of another zone at its begin',
    scene: () => new Scene(machine('M0-32 U32-33 1:U33-64')),
    but: { singleZone: false },
  },
  {
    what: 'a hole',
    scene: () => new Scene(machine('M0-32 U32-40 U41-64')),
    but: { singleZone: false, whole: false, movable: false },
  },
  {
    what: 'a hole at its begin',
    scene: () => new Scene(machine('M0-32 U33-64')),
    but: { singleZone: false, whole: false, movable: false },
  },
  { what: 'the end of memory', scene: () => new Scene(machine('M0-32 U32-47')), but: { whole: false } },
  { what: 'memory behind it', scene: () => new Scene(machine('M0-32 U32-48 1:U48-64')), but: {} },
  {
    what: 'a pinned page',
    scene: where((scene) => scene.pin(scene.allocate('user', 47), 'short', 47)),
    but: { movable: false },
  },
  {
    what: 'a pinned page behind it',
    scene: where((scene) => scene.pin(scene.allocate('user', 48), 'short', 48)),
    but: {},
  },
  {
    what: 'a pageblock of CMA',
    scene: () => new Scene({ ...mirrored, cma: [{ start: 24, end: 32 }] }),
    block: 1,
    but: { movable: false },
  },
  {
    what: 'a pageblock isolated by a caller',
    scene: where((scene) => scene.isolate(5, DONE, [['isolated', 40]])),
    but: { movable: false },
  },
  {
    what: 'a contiguous range of a device',
    scene: where((scene) =>
      scene.contigAllocate(40, 2, DONE, [
        ['isolated', 40],
        ['unisolated', 40],
      ]),
    ),
    but: { movable: false },
  },
  {
    what: 'a page that a memory error retired',
    scene: where((scene) => retire(scene, 47, 48)),
    but: { poisoned: true },
  },
  {
    what: 'a page in use with the mark of a memory error',
    scene: where((scene) => {
      scene.allocate('user', 46, { order: 1 });
      scene.poison(47, 'injected', POISON_FAILED);
    }),
    but: { poisoned: true, movable: false },
  },
];

test.each(CASES)('a memory block with $what', ({ scene, block = 2, but }) => {
  expect(memoryBlockFacts(scene().state, block)).toEqual({ ...EASY, ...but });
});
