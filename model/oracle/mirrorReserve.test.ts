import { describe, expect, test } from 'vitest';
import { FINDING } from '../../spec/findings.ts';
import { DONE, NO_MEMORY, NOT_PERMITTED } from '../../spec/operations/outcome.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { mirrored } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';

/** One zone: the reserve below 32, ordinary memory from there on. */
const scene = () => new Scene(mirrored, 'reserve');

describe('a mirror reserve', () => {
  test('is free memory that is not counted free', () => {
    const { state } = scene();
    expect([state.free[2], state.freeMirror[2], state.managed[2]]).toEqual([32, 32, 64]);
    expect([state.belief[0], state.belief[32]]).toEqual([
      1 << LEAF['free.reserve'],
      1 << LEAF['free.available'],
    ]);
  });

  test('serves kernel memory that has a right to it', () => {
    const reserve = scene();
    const handle = reserve.allocate('kernelCritical', 8);
    expect(reserve.state.belief[8]).toBe(1 << LEAF['mirrored.kernel']);
    expect(reserve.state.freeMirror[2]).toBe(31);
    reserve.free(handle);
    expect(reserve.state.belief[8]).toBe(1 << LEAF['free.reserve']);
    expect(reserve.state.free[2]).toBe(32);
  });

  test('INV-2: serves it, or nobody does', () => {
    expect(brokenRule(() => scene().allocate('kernelCritical', 40))).toBe('INV-2');
  });

  test('INV-154 and INV-151: serves nobody else', () => {
    for (const request of ['kernel', 'reclaimable', 'atomic', 'memalloc', 'buffer'])
      expect(brokenRule(() => scene().allocate(request, 8))).toBe('INV-154');
    for (const request of ['user', 'driver'])
      expect(brokenRule(() => scene().allocate(request, 8))).toBe('INV-151');
    expect(brokenRule(() => scene().allocate('kernel', 32, { effects: [['took', 8, 0]] }))).toBe('INV-154');
  });

  test('INV-118: is on no private list', () => {
    const reserve = scene();
    const handle = reserve.allocate('kernelCritical', 8);
    expect(brokenRule(() => reserve.free(handle, [['cached', 8, 0]]))).toBe('INV-118');
  });

  test('is refused only when it is empty, and free memory elsewhere does not matter', () => {
    expect(brokenRule(() => scene().allocate('kernelCritical', NO_MEMORY))).toBe('INV-3');
    const empty = scene();
    retire(empty, 0, 32);
    expect(brokenRule(() => empty.allocate('kernelCritical', NO_MEMORY))).toBeNull();
    expect(empty.state.findings[FINDING['mirror-full']]).toBe(1);
    expect(empty.state.findings[FINDING['out-of-memory-movable-free']]).toBe(0);
  });

  test('does not help a request without a right to it, which is a finding', () => {
    const full = scene();
    retire(full, 32, 64);
    expect(brokenRule(() => full.allocate('kernel', NO_MEMORY))).toBeNull();
    expect(full.state.findings[FINDING['out-of-memory-reserve-free']]).toBe(1);
    expect(brokenRule(() => full.allocate('user', NO_MEMORY))).toBeNull();
    expect(full.state.findings[FINDING['out-of-memory-mirror-free']]).toBe(1);
  });

  test('INV-154: is left out of the free pages of a report', () => {
    const told = (free: number) => brokenRule(() => scene().report((into) => into.zone(2, free, 64)));
    expect([told(32), told(64), told(40)]).toEqual([null, 'INV-154', 'INV-111']);
    const grouped = new Scene(mirrored, 'reserve', { groupsByMobility: true });
    expect(brokenRule(() => grouped.report((into) => into.freeBlock(0, 4, MOVABLE)))).toBe('INV-108');
    expect(brokenRule(() => scene().report((into) => into.freeBlock(0, 4, MIRROR)))).toBe('INV-110');
  });

  test('loses a page to a memory error like any free memory, and to a real one none', () => {
    const reserve = scene();
    reserve.poison(3, 'injected', 0);
    expect([reserve.state.freeMirror[2], reserve.state.free[2]]).toEqual([31, 32]);
    expect(brokenRule(() => reserve.poison(4, 'real', 5))).toBeNull();
  });

  test('goes offline with its block and comes back with it', () => {
    const reserve = scene();
    reserve.offline(1, DONE, [
      ['isolated', 16],
      ['isolated', 24],
    ]);
    expect([reserve.state.freeMirror[2], reserve.state.free[2]]).toEqual([16, 32]);
    reserve.online(1, 'kernel', DONE, [['zoneChosen', 2]]);
    expect([reserve.state.freeMirror[2], reserve.state.free[2]]).toEqual([32, 32]);
    expect(reserve.state.belief[16]).toBe(1 << LEAF['free.reserve']);
  });

  test('exists in no other design: the request is not permitted', () => {
    for (const design of ['none', 'full', 'kernelcore', 'nonmirror', 'migratetype'] as const) {
      expect(
        brokenRule(() => new Scene(mirrored, design).allocate('kernelCritical', NOT_PERMITTED)),
      ).toBeNull();
      expect(brokenRule(() => new Scene(mirrored, design).allocate('kernelCritical', 8))).toBe('INV-152');
    }
  });
});
