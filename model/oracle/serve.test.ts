import { describe, expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import { INVALID, NO_MEMORY, NOT_PERMITTED } from '../../spec/operations/outcome.ts';
import { machine, mirrored, NO_MARKS, plain } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';

test('an answer names a block that lies in memory', () => {
  expect(brokenRule(() => new Scene(plain).allocate('kernel', 31))).toBeNull();
  expect(brokenRule(() => new Scene(plain).allocate('kernel', 32))).toBe('INV-0');
  expect(brokenRule(() => new Scene(plain).allocate('kernel', 1.5))).toBe('INV-0');
  expect(brokenRule(() => new Scene(plain).allocate('kernel', 31, { order: 1 }))).toBe('INV-0');
});

test('a block is no larger than the largest', () => {
  expect(brokenRule(() => new Scene(plain).allocate('kernel', 0, { order: 4 }))).toBeNull();
  expect(brokenRule(() => new Scene(plain).allocate('kernel', 0, { order: 5 }))).toBe('INV-101');
});

test('a block starts at a multiple of its size', () => {
  expect(brokenRule(() => new Scene(plain).allocate('kernel', 4, { order: 2 }))).toBeNull();
  expect(brokenRule(() => new Scene(plain).allocate('kernel', 2, { order: 2 }))).toBe('INV-101');
});

test('a page in use is not handed out', () => {
  const scene = new Scene(plain);
  scene.allocate('kernel', 4);
  expect(brokenRule(() => scene.allocate('kernel', 5))).toBeNull();
  expect(brokenRule(() => scene.allocate('kernel', 4))).toBe('INV-103');
});

test('a block lies in one zone', () => {
  const border = machine('M0-24 U24-64', { geometry: { ...mirrored.geometry, maxOrder: 3 } });
  const wide = machine('U0-24 1:U24-48');
  expect(brokenRule(() => new Scene(border).allocate('user', 24, { order: 3 }))).toBeNull();
  expect(brokenRule(() => new Scene(wide, 'none').allocate('user', 16, { order: 4 }))).toBe('INV-106');
});

test('a kernel page never lies in ZONE_MOVABLE', () => {
  expect(brokenRule(() => new Scene(mirrored).allocate('kernel', 31))).toBeNull();
  expect(brokenRule(() => new Scene(mirrored).allocate('kernel', 32))).toBe('INV-1');
  expect(brokenRule(() => new Scene(mirrored).allocate('reclaimable', 32))).toBe('INV-1');
});

test('a promised page is never on a bare frame of a kernel zone, and may be on an exempt one', () => {
  const scene = new Scene(machine('M0-32 U32-48 U48-64o'));
  scene.online(3, 'kernel', 0, [['zoneChosen', 2]]);
  expect(brokenRule(() => scene.allocate('kernel', 48))).toBeNull();
  scene.state.facts[49] = 2 << 1;
  expect(brokenRule(() => scene.allocate('kernel', 49))).toBe('INV-2');
});

test('a mandatory mirrored request takes mirrored frames only', () => {
  expect(brokenRule(() => new Scene(mirrored, 'nonmirror').allocate('critical', 8))).toBeNull();
  expect(brokenRule(() => new Scene(mirrored, 'nonmirror').allocate('critical', 40))).toBe('INV-2');
  const scene = new Scene(machine('M0-32 U32-48 U48-64o'), 'nonmirror');
  scene.online(3, 'kernel', 0, [['zoneChosen', 2]]);
  expect(brokenRule(() => scene.allocate('critical', 48))).toBe('INV-2');
});

test('a zone with one unmirrored frame promises nothing to a mandatory mirrored request', () => {
  const scene = new Scene(machine('M0-32 U32-48 U48-64o'), 'nonmirror');
  scene.online(3, 'kernel', 0, [['zoneChosen', 2]]);
  expect(brokenRule(() => scene.allocate('critical', 8))).toBe('INV-125');
  expect(brokenRule(() => scene.allocate('critical', NO_MEMORY))).toBeNull();
});

test('user memory without a right to the mirror stays in ZONE_MOVABLE under nonmirror', () => {
  expect(brokenRule(() => new Scene(mirrored, 'nonmirror').allocate('user', 40))).toBeNull();
  expect(brokenRule(() => new Scene(mirrored, 'nonmirror').allocate('user', 8))).toBe('INV-151');
  expect(brokenRule(() => new Scene(mirrored, 'nonmirror').allocate('driver', 8))).toBe('INV-151');
});

test('file-system buffers never lie in ZONE_MOVABLE', () => {
  expect(brokenRule(() => new Scene(mirrored).allocate('buffer', 8))).toBeNull();
  expect(brokenRule(() => new Scene(mirrored).allocate('buffer', 40))).toBe('INV-122');
});

test('a page lies at most in the zone its request asked for', () => {
  const scene = () =>
    new Scene(machine('U0-64', { geometry: { ...plain.geometry, dmaEnd: 16, dma32End: 32 } }), 'none');
  expect(brokenRule(() => scene().allocate('dma', 15))).toBeNull();
  expect(brokenRule(() => scene().allocate('dma', 16))).toBe('INV-121');
  expect(brokenRule(() => scene().allocate('dma32', 31))).toBeNull();
  expect(brokenRule(() => scene().allocate('dma32', 32))).toBe('INV-121');
});

test('a request bound to its node is not served from another', () => {
  const scene = () => new Scene(machine('U0-32 1:U32-64'), 'none');
  expect(brokenRule(() => scene().allocate('local', 32, { node: 1 }))).toBeNull();
  expect(brokenRule(() => scene().allocate('local', 32, { node: 0 }))).toBe('INV-124');
});

test('flags that contradict each other are refused as invalid, and change nothing', () => {
  expect(brokenRule(() => new Scene(plain).allocate('contradictory', INVALID))).toBeNull();
  expect(brokenRule(() => new Scene(plain).allocate('contradictory', 0))).toBe('INV-123');
  expect(brokenRule(() => new Scene(plain).allocate('contradictory', NO_MEMORY))).toBe('INV-123');
});

test('a mandatory mirrored request without privilege is refused, and changes nothing', () => {
  const ask = (
    answer: number,
    request = 'criticalUnprivileged',
    design: 'nonmirror' | 'kernelcore' = 'nonmirror',
  ) => brokenRule(() => new Scene(mirrored, design).allocate(request, answer));
  expect(ask(NOT_PERMITTED)).toBeNull();
  expect(ask(8)).toBe('INV-152');
  expect(ask(NO_MEMORY)).toBe('INV-152');
  expect(ask(NOT_PERMITTED, 'critical')).toBe('INV-3');
  expect(ask(NOT_PERMITTED, 'critical', 'kernelcore')).toBeNull();
  expect(ask(8, 'critical', 'kernelcore')).toBe('INV-152');
});

test('a request that is not allowed changes nothing', () => {
  const effects = [['took', 8, 0]] as const;
  const scene = () => new Scene(mirrored, 'nonmirror');
  expect(brokenRule(() => scene().allocate('criticalUnprivileged', NOT_PERMITTED, { effects }))).toBe(
    'INV-152',
  );
  expect(brokenRule(() => new Scene(plain, 'none').allocate('contradictory', INVALID, { effects }))).toBe(
    'INV-123',
  );
});

test('a refill comes from no zone that a grant could not come from', () => {
  const refilled = (request: string, pfn: number, design: DesignName = 'kernelcore') =>
    brokenRule(() => new Scene(wide, design).allocate(request, pfn, { effects: [['took', pfn, 0]] }));
  const wide = machine('M0-32 U32-64 1:M64-96 1:U96-128');
  expect(refilled('user', 32)).toBeNull();
  expect(refilled('buffer', 32)).toBe('INV-122');
  expect(refilled('localUser', 96)).toBe('INV-124');
  expect(refilled('user', 0, 'nonmirror')).toBe('INV-151');
});

test('a block across two zones is that, whatever else is wrong with it', () => {
  const wide = machine('U0-24 1:U24-48');
  expect(brokenRule(() => new Scene(wide, 'none').allocate('local', 16, { order: 4, node: 1 }))).toBe(
    'INV-106',
  );
});

describe('where private lists are not told of', () => {
  const HIDDEN = { reportsCache: false, groupsByMobility: true };

  test.each([
    [[4], 0],
    [[4, 5], 0],
    [[4, 16], 1],
    [[16, 17], 2],
  ] as const)('of the pages %j in doubt, a grant of the first sixteen leaves %i', (freed, left) => {
    const scene = new Scene(plain, 'none', HIDDEN);
    const handles = freed.map((pfn) => scene.allocate('user', pfn));
    scene.drain();
    for (const handle of handles) scene.free(handle);
    expect(scene.state.doubtful[2]).toBe(freed.length);
    scene.allocate('user', 0, { order: 4 });
    expect(scene.state.doubtful[2]).toBe(left);
  });

  test('a zone that may have been above its low mark serves before a lower one', () => {
    const geometry = { ...plain.geometry, dmaEnd: 32, dma32End: 32 };
    const tuning = { ...NO_MARKS, minFreePages: 16 };
    const scene = new Scene(machine('U0-64', { geometry, tuning }), 'none', HIDDEN);
    scene.allocate('kernel', 63);
    retire(scene, 32, 53);
    expect(brokenRule(() => scene.allocate('kernel', 62))).toBeNull();
  });

  test('a zone that promises nothing serves no mandatory mirrored request', () => {
    const scene = new Scene(machine('M0-32 U32-48 U48-64o'), 'nonmirror', HIDDEN);
    scene.online(3, 'kernel', 0, [['zoneChosen', 2]]);
    scene.allocate('kernel', 8);
    expect(brokenRule(() => scene.allocate('critical', 9))).toBe('INV-125');
  });
});
