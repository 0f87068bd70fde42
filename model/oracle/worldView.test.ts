import { describe, expect, test } from 'vitest';
import { machine } from '../testing/machines.ts';
import { mixedRun } from '../testing/mixedRun.ts';
import { Scene } from '../testing/scene.ts';
import { fingerprint } from './fingerprint.ts';
import { BLOCK_GOING_OFFLINE } from './state.ts';

const layout = machine('M0-32 U32-64 U64-80o', {
  reserved: [{ start: 0, end: 1, why: 'kernel image' }],
  cma: [{ start: 24, end: 32 }],
});

/** Frames by what is known of them, as `leaf claim zone`, with their number. */
const kinds = (scene: Scene) =>
  new Map(
    scene.oracle
      .world()
      .kinds()
      .map(({ page, count }) => [`${page.leaves.join('|')} ${page.claim ?? 'nobody'} ${page.zone}`, count]),
  );

test('every frame is of one kind', () => {
  const scene = new Scene(layout);
  mixedRun(scene);
  const counts = scene.oracle
    .world()
    .kinds()
    .map(({ count }) => count);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(80);
  expect(counts.every((count) => count > 0)).toBe(true);
});

test('frames of one kind are counted together, wherever they are', () => {
  const scene = new Scene(layout);
  scene.allocate('user', 40);
  scene.allocate('user', 48, { order: 2 });
  const seen = kinds(scene);
  expect(seen.get('movable.mapped user 3')).toBe(5);
  expect(seen.get('pinned.fixed nobody 2')).toBe(1);
  expect(seen.get('free.available nobody 3')).toBe(27);
  expect(seen.get('offline.present nobody 255')).toBe(16);
});

test('kinds differ in everything that a rule may ask for', () => {
  const scene = new Scene(layout);
  scene.pin(scene.allocate('user', 40), 'short', 40);
  scene.poison(41, 'injected', 0);
  const kindOf = (pfn: number) =>
    scene.oracle
      .world()
      .kinds()
      .find(({ first }) => first === pfn)?.page;
  expect(kindOf(0)).toMatchObject({ mirror: 'protected', blockType: 'ordinary', block: 'online', bad: 'no' });
  expect(kindOf(24)).toMatchObject({ blockType: 'cma', isolated: false, claim: null });
  expect(kindOf(40)).toMatchObject({ mirror: 'bare', claim: 'user', shortPins: true, longPins: false });
  expect(kindOf(41)).toMatchObject({ leaves: ['offline.poisoned'], bad: 'injected' });
  expect(kindOf(64)).toMatchObject({ block: 'offline', zone: 255 });
});

test('ledgers are the counters of the zones', () => {
  const scene = new Scene(layout);
  scene.allocate('user', 40);
  scene.free(scene.allocate('user', 41), [['cached', 41, 0]]);
  const { ledgers } = scene.oracle.world();
  expect(ledgers.map(({ zone }) => zone)).toEqual([0, 1, 2, 3]);
  expect(ledgers[3]).toMatchObject({ managed: 32, free: 30, cached: 1, freeCma: 0, isolatedFree: 0 });
  expect(ledgers[2]).toMatchObject({ managed: 31, free: 31, freeCma: 8, reserve: [0, 0, 0, 0] });
});

test('a fingerprint differs when anything does that a user of memory could notice', () => {
  const { state } = new Scene(layout);
  const before = fingerprint(state);
  const { belief, tag, zone, free, freeCma, cached, isolatedFree, managed, mirrored, memoryBlock } = state;
  const noticed = { belief, tag, zone, free, freeCma, cached, isolatedFree, managed, mirrored, memoryBlock };
  for (const [name, array] of Object.entries(noticed)) {
    for (const at of [0, array.length - 1].filter((index) => index < 80)) {
      array[at]! ^= 1;
      expect([name, at, fingerprint(state) === before]).toEqual([name, at, false]);
      array[at]! ^= 1;
    }
  }
  expect(fingerprint(state)).toBe(before);
});

test('a fingerprint does not look at the types of pageblocks', () => {
  const { state } = new Scene(layout);
  const before = fingerprint(state);
  state.blockType[0] = 2;
  expect(fingerprint(state)).toBe(before);
});

test('what its owner has freed is claimed by nobody', () => {
  const scene = new Scene(layout);
  const handle = scene.allocate('user', 40);
  scene.getRef(handle);
  scene.free(handle);
  expect(kinds(scene).get('pinned.orphan nobody 3')).toBe(1);
});

describe('a page of each kind', () => {
  const scene = () => new Scene(layout);
  const kindAt = (made: Scene, pfn: number) =>
    made.oracle
      .world()
      .kinds()
      .find(({ first }) => first === pfn)?.page;

  test('is pinned for as long as it is', () => {
    const pins = (...terms: readonly ('short' | 'long')[]) => {
      const made = new Scene(layout, 'none');
      const handle = made.allocate('user', 8);
      for (const term of terms) made.pin(handle, term, 8);
      const { shortPins, longPins } = kindAt(made, 8)!;
      return [shortPins, longPins];
    };
    expect([pins(), pins('short'), pins('long'), pins('short', 'long')]).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  test('is another one where only the pins differ, or the claim', () => {
    const made = new Scene(layout, 'none');
    const handles = [8, 9, 10, 11].map((pfn) => made.allocate('user', pfn));
    made.pin(handles[1]!, 'short', 9);
    made.pin(handles[2]!, 'long', 10);
    made.pin(handles[3]!, 'short', 11);
    made.pin(handles[3]!, 'long', 11);
    const kinds = made.oracle.world().kinds();
    expect([8, 9, 10, 11].map((pfn) => kinds.find(({ first }) => first === pfn)?.count)).toEqual([
      1, 1, 1, 1,
    ]);
    const claims = new Scene(layout, 'none');
    claims.allocate('kernel', 8);
    claims.allocate('reclaimable', 9);
    expect([kindAt(claims, 8)?.claim, kindAt(claims, 9)?.claim]).toEqual(['kernel', 'reclaimable']);
  });

  test('belongs to nobody once its owner has freed it, or behind the end of an allocation', () => {
    const made = scene();
    const handle = made.allocate('user', 40, { order: 1 });
    made.getRef(handle);
    expect(kindAt(made, 40)).toMatchObject({ claim: 'user' });
    made.free(handle);
    expect(kindAt(made, 40)).toMatchObject({ claim: null });
    const other = scene();
    other.pin(other.allocate('user', 32, { order: 1 }), 'short', 32);
    expect(kindAt(other, 32)).toMatchObject({ claim: 'user', shortPins: true });
    expect(kindAt(other, 34)).toMatchObject({ claim: null, shortPins: false, longPins: false });
  });

  test('lies in a pageblock that somebody isolated, or in a memory block on its way out', () => {
    const made = scene();
    made.isolate(4, 0, [['isolated', 32]]);
    expect(kindAt(made, 32)).toMatchObject({ isolated: true, isolatedByCaller: true, block: 'online' });
    const leaving = scene();
    leaving.beginOffline(2, 0, [
      ['isolated', 32],
      ['isolated', 40],
    ]);
    expect(kindAt(leaving, 32)).toMatchObject({ isolated: true, isolatedByCaller: true, block: 'online' });
    expect(kindAt(scene(), 32)).toMatchObject({ isolated: false, isolatedByCaller: false, block: 'online' });
  });

  test('lies in a memory block that is there, or is not', () => {
    const made = scene();
    expect(kindAt(made, 64)).toMatchObject({ block: 'offline' });
    made.remove(4, 0);
    expect(kindAt(made, 64)).toMatchObject({ block: 'absent', leaves: ['offline.absent'] });
  });
});

describe('two pages are of two kinds', () => {
  const countAt = ({ oracle }: Scene, pfn: number) =>
    oracle
      .world()
      .kinds()
      .find(({ first }) => first === pfn)?.count;

  test('where only what becomes of their memory blocks differs', () => {
    const scene = new Scene(layout);
    expect([countAt(scene, 32), countAt(scene, 48)]).toEqual([32, undefined]);
    scene.state.memoryBlock[3] = BLOCK_GOING_OFFLINE;
    expect([countAt(scene, 32), countAt(scene, 48)]).toEqual([16, 16]);
  });

  test('where one is somebody’s and the other nobody’s', () => {
    const scene = new Scene(layout);
    scene.allocate('user', 40);
    scene.state.belief[50] = scene.state.belief[40]!;
    expect([countAt(scene, 40), countAt(scene, 50)]).toEqual([1, 1]);
  });

  test('where only one of two pinned for a moment is pinned for good too', () => {
    const scene = new Scene(layout, 'nonmirror');
    const [short, both, long] = [8, 9, 10].map((pfn) => scene.allocate('critical', pfn));
    for (const [handle, pfn] of [
      [short!, 8],
      [both!, 9],
    ] as const)
      scene.pin(handle, 'short', pfn);
    scene.pin(both!, 'long', 9);
    scene.pin(long!, 'long', 10);
    expect(new Set([8, 9, 10].map((pfn) => scene.state.belief[pfn])).size).toBe(1);
    expect([8, 9, 10].map((pfn) => countAt(scene, pfn))).toEqual([1, 1, 1]);
  });
});

test('what was claimed for different ends is of one kind once it is nobody’s', () => {
  const scene = new Scene(layout, 'none');
  for (const [request, pfn] of [
    ['user', 8],
    ['buffer', 9],
  ] as const) {
    const handle = scene.allocate(request, pfn);
    scene.getRef(handle);
    scene.free(handle);
  }
  expect(kinds(scene).get('pinned.orphan nobody 2')).toBe(2);
});
