import { expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { machine, mirrored, plain } from '../testing/machines.ts';
import { retire, Scene } from '../testing/scene.ts';
import { expectIsolate, expectUnisolate } from './expectIsolation.ts';
import { firstNotIsolated, isInService, whyNotIsolated } from './isolationCulprits.ts';

/** A scene, its pageblock in question, and what is said of its first frame that must stay. */
interface Case {
  readonly what: string;
  readonly scene: () => Scene;
  readonly pageblock: number;
  readonly frame: number;
  readonly why: string;
}

const where =
  (deed: (scene: Scene) => unknown, layout = mirrored, design: DesignName = 'kernelcore') =>
  (): Scene => {
    const scene = new Scene(layout, design);
    deed(scene);
    return scene;
  };
const orphan = (request: string, pfn: number) =>
  where((scene) => {
    const handle = scene.allocate(request, pfn);
    scene.getRef(handle);
    scene.free(handle);
  });

const STAYS: readonly Case[] = [
  {
    what: 'a hole',
    scene: () => new Scene(machine('M0-32 U32-44 U46-64')),
    pageblock: 5,
    frame: 44,
    why: 'there is no memory in service',
  },
  {
    what: 'another zone',
    scene: () => new Scene(machine('U0-12 1:U12-32')),
    pageblock: 1,
    frame: 12,
    why: 'it lies in Node 1 Normal, the first page of the pageblock in another zone',
  },
  {
    what: 'an isolation',
    scene: where((scene) => scene.isolate(4, DONE, [['isolated', 32]])),
    pageblock: 4,
    frame: 32,
    why: 'its pageblock is isolated already',
  },
  {
    what: 'CMA',
    scene: () => new Scene({ ...mirrored, cma: [{ start: 24, end: 32 }] }),
    pageblock: 3,
    frame: 24,
    why: 'its pageblock is CMA',
  },
  {
    what: 'boot memory',
    scene: () => new Scene({ ...mirrored, reserved: [{ start: 40, end: 41, why: 'memory map' }] }),
    pageblock: 5,
    frame: 40,
    why: 'it is pinned.fixed',
  },
  {
    what: 'kernel memory',
    scene: where((scene) => scene.allocate('kernel', 3), plain, 'none'),
    pageblock: 0,
    frame: 3,
    why: 'it is pinned.kernel',
  },
  {
    what: 'kernel memory in the mirror',
    scene: where((scene) => scene.allocate('kernel', 7)),
    pageblock: 0,
    frame: 7,
    why: 'it is mirrored.kernel',
  },
  {
    what: 'what a hypervisor has',
    scene: where((scene) => scene.inflate(0), plain, 'none'),
    pageblock: 0,
    frame: 0,
    why: 'it is offline.lent',
  },
  {
    what: 'a page without owner',
    scene: orphan('buffer', 2),
    pageblock: 0,
    frame: 2,
    why: 'it is pinned.orphan',
  },
  {
    what: 'a page without owner in ZONE_MOVABLE',
    scene: orphan('user', 34),
    pageblock: 4,
    frame: 34,
    why: 'it is pinned.orphan',
  },
  {
    what: 'a page that a memory error retired',
    scene: where((scene) => retire(scene, 7, 8)),
    pageblock: 0,
    frame: 7,
    why: 'it was retired by a memory error',
  },
];

test.each(STAYS)(
  '$what keeps a pageblock in service, and nothing before it does',
  ({ scene, pageblock, frame, why }) => {
    const { state } = scene();
    const start = pageblock * 8;
    expect([firstNotIsolated(state, start), whyNotIsolated(state, frame, start)]).toEqual([frame, why]);
    expect(isInService(state, start)).toBe(true);
    expect(expectIsolate(state, pageblock)).toBe(
      `BUSY because of a page such as 0x${frame.toString(16)}: ${why}`,
    );
  },
);

test.each([
  ['free memory', where(() => {}), 4],
  ['user memory', where((scene) => scene.allocate('user', 32, { order: 3 })), 4],
  ['a pinned page', where((scene) => scene.pin(scene.allocate('user', 32), 'short', 32)), 4],
  ['a retired page of ZONE_MOVABLE', where((scene) => retire(scene, 32, 33)), 4],
  ['kernel memory behind it', where((scene) => scene.allocate('kernel', 8)), 0],
  ['another zone behind it', () => new Scene(machine('U0-16 1:U16-32')), 1],
] as const)('%s keeps no pageblock in service', (_, scene, pageblock) => {
  const { state } = scene();
  expect([firstNotIsolated(state, pageblock * 8), expectIsolate(state, pageblock)]).toEqual([-1, 'DONE']);
});

test('a pageblock is in service if a frame of it is', () => {
  const inService = (layout: string) => {
    const { state } = new Scene(machine(layout));
    return Array.from({ length: 4 }, (_, pageblock) => isInService(state, pageblock * 8));
  };
  expect(inService('U8-9 U23-24')).toEqual([false, true, true, false]);
  expect(inService('U0-16 U16-32o')).toEqual([true, true, false, false]);
  const { state } = new Scene(machine('U0-20 U20-32'));
  state.zone[31] = 2;
  expect(isInService({ ...state, frameCount: 24 }, 24)).toBe(false); // Behind the end there is nothing, whatever the books hold.
});

test('what went offline is no memory in service, whatever an error did to it before', () => {
  const scene = new Scene(mirrored);
  retire(scene, 33, 34);
  scene.offline(2, DONE, [
    ['isolated', 32],
    ['isolated', 40],
  ]);
  expect(whyNotIsolated(scene.state, 33, 32)).toBe('there is no memory in service');
  expect(expectIsolate(scene.state, 4)).toBe('NOT_ONLINE: there is no memory in service');
  expect(expectUnisolate(scene.state, 4)).toBe('NOT_ONLINE: there is no memory in service');
});

test('an isolation ends where a caller began it', () => {
  const scene = new Scene(mirrored);
  expect(expectUnisolate(scene.state, 4)).toBe('INVALID: no caller isolated it');
  scene.isolate(4, DONE, [['isolated', 32]]);
  expect([3, 4].map((pageblock) => expectUnisolate(scene.state, pageblock))).toEqual([
    'INVALID: no caller isolated it',
    'DONE',
  ]);
});
