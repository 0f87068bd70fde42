import { describe, expect, test } from 'vitest';
import { machine } from '../testing/machines.ts';
import { mixedRun } from '../testing/mixedRun.ts';
import { Scene } from '../testing/scene.ts';
import { WorldImage } from './image.ts';

const layout = machine('M0-32 U32-64 U64-80o', { cma: [{ start: 24, end: 32 }] });

/** Every array and number of the world but those that count over a whole campaign. */
function worldOf(scene: Scene): Record<string, unknown> {
  const campaign = [
    'witnesses',
    'findings',
    'walked',
    'transitions',
    'blockTransitions',
    'requestTransitions',
    'hugePageTransitions',
    'rung',
    'decided',
    'undecided',
    'unclaimable',
  ];
  // A private list's type, and what an allocation was, mean nothing once there are none.
  const leftover = ['listType', 'listCpu', 'order', 'claim'];
  const rest = Object.entries(scene.state).filter(([name]) => ![...campaign, ...leftover].includes(name));
  return Object.fromEntries(
    rest.map(([name, value]) => [name, ArrayBuffer.isView(value) ? structuredClone(value) : value]),
  );
}

describe.each([true, false])('a reset, where private lists are told of: %s', (reportsCache) => {
  test('gives back the world of boot, bit for bit', () => {
    const scene = new Scene(layout, 'kernelcore', { reportsCache });
    const boot = worldOf(scene);
    if (reportsCache) mixedRun(scene);
    else for (let pfn = 32; pfn < 48; pfn++) scene.free(scene.allocate('user', pfn));
    expect(worldOf(scene)).not.toEqual(boot);
    scene.reset();
    expect(worldOf(scene)).toEqual(boot);
    expect(scene.state.doubts).toEqual([]);
  });
});

test('a reset makes room for more operations, and forgets the old ones', () => {
  const scene = new Scene(layout);
  scene.allocate('user', 32);
  scene.oracle.reset(1000);
  expect(scene.state.handles).toBe(1000);
  expect([scene.oracle.where(0), scene.oracle.where(999), scene.oracle.where(5000)]).toEqual([-1, -1, -1]);
  expect([scene.oracle.orderOf(5000), scene.oracle.pinsOf(5000, true)]).toEqual([0, 0]);
});

test('a run can be repeated after a reset', () => {
  const scene = new Scene(layout);
  mixedRun(scene);
  const first = worldOf(scene);
  scene.reset();
  mixedRun(scene);
  expect(worldOf(scene)).toEqual(first);
});

test('an image from the middle of a run brings everything back, allocations included', () => {
  const scene = new Scene(layout);
  mixedRun(scene);
  const held = scene.allocate('user', 67);
  const kept = scene.allocate('user', 68, { order: 1 });
  const before = everythingOf(scene);
  const image = new WorldImage(scene.state);
  scene.pin(held, 'short', 67);
  scene.free(kept, [['cached', 68, 1]]);
  scene.allocate('user', 70, { order: 1 });
  expect(everythingOf(scene)).not.toEqual(before);
  image.restore();
  expect(everythingOf(scene)).toEqual(before);
  scene.free(kept);
});

test('an image brings back whose private lists pages were on', () => {
  const scene = new Scene({ ...layout, cpus: 2 });
  const handle = scene.allocate('user', 32, { cpu: 1 });
  scene.free(handle, [['cached', 32, 0]], 0, 1);
  const image = new WorldImage(scene.state);
  scene.drain([['putBack', 32, 0]]);
  scene.free(scene.allocate('user', 32, { cpu: 0 }), [['cached', 32, 0]], 0, 0);
  expect(scene.state.listCpu[32]).toBe(0);
  image.restore();
  expect(scene.state.listCpu[32]).toBe(1);
});

test.each(['doubts', 'cameHome', 'retired'] as const)('an image brings back the pages of %s', (name) => {
  const { state } = new Scene(layout);
  state[name].push(3, 1);
  const image = new WorldImage(state);
  state[name].push(7);
  image.restore();
  expect(state[name]).toEqual([3, 1]);
  state[name].length = 0;
  image.restore();
  expect(state[name]).toEqual([3, 1]);
});

/** The world, and what allocations are. Where nothing begins, a list's type and CPU mean nothing. */
function everythingOf(scene: Scene): Record<string, unknown> {
  const { order, claim, tag, listType, listCpu } = scene.state;
  const lists = [...tag.keys()].filter((pfn) => tag[pfn]! >= 32 && tag[pfn]! < 64);
  return {
    ...worldOf(scene),
    order: [...order],
    claim: [...claim],
    lists: lists.map((pfn) => [pfn, listType[pfn], listCpu[pfn]]),
  };
}
