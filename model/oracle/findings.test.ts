import { describe, expect, test } from 'vitest';
import { FINDING, type FindingKind } from '../../spec/findings.ts';
import { BUSY, DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { machine, mirrored, plain } from '../testing/machines.ts';
import { retire, Scene } from '../testing/scene.ts';

const found = (scene: Scene, kind: FindingKind) => scene.state.findings[FINDING[kind]];
const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

describe('a finding is counted', () => {
  test('when a kernel request is refused although ZONE_MOVABLE is free', () => {
    const scene = new Scene(mirrored);
    retire(scene, 0, 32);
    scene.allocate('kernel', NO_MEMORY);
    expect(found(scene, 'out-of-memory-movable-free')).toBe(1);
    retire(scene, 32, 64);
    scene.allocate('kernel', NO_MEMORY);
    scene.allocate('user', NO_MEMORY);
    expect(found(scene, 'out-of-memory-movable-free')).toBe(1);
  });

  test('when a user page lies in the mirror', () => {
    const scene = new Scene(mirrored);
    scene.allocate('user', 32);
    scene.allocate('kernel', 0);
    expect(found(scene, 'user-in-mirror')).toBe(0);
    retire(scene, 33, 64);
    scene.allocate('user', 1);
    expect(found(scene, 'user-in-mirror')).toBe(1);
    const without = new Scene(machine('M0-32'), 'none');
    without.allocate('user', 0);
    expect(found(without, 'user-in-mirror')).toBe(0);
  });

  test('when a kernel page lies on an unmirrored frame that is exempt', () => {
    const scene = new Scene(machine('M0-32 U32-64o'));
    scene.online(2, 'kernel', DONE, [['zoneChosen', 2]]);
    scene.allocate('kernel', 0);
    expect(found(scene, 'kernel-unprotected')).toBe(0);
    scene.allocate('kernel', 32);
    expect(found(scene, 'kernel-unprotected')).toBe(1);
    scene.allocate('buffer', 33);
    expect(found(scene, 'kernel-unprotected')).toBe(1);
  });

  test('when a long-term pin keeps user memory in the mirror', () => {
    const scene = new Scene(mirrored);
    const handle = scene.allocate('user', 32);
    scene.pin(handle, 'short', 32);
    expect(found(scene, 'pin-in-mirror')).toBe(0);
    scene.unpin(handle, 'short');
    scene.pin(handle, 'long', 0, [['moved', 32, 0]]);
    expect(found(scene, 'pin-in-mirror')).toBe(1);
    const without = new Scene(machine('M0-32'), 'none');
    without.pin(without.allocate('user', 0), 'long', 0);
    expect(found(without, 'pin-in-mirror')).toBe(0);
    const exempt = new Scene(machine('M0-16 U16-32o U32-64'));
    exempt.online(1, 'kernel', DONE, [['zoneChosen', 2]]);
    exempt.pin(exempt.allocate('buffer', 16), 'long', 16);
    expect(found(exempt, 'pin-in-mirror')).toBe(0);
  });

  test('when a page keeps its memory block online', () => {
    const scene = new Scene(mirrored);
    scene.allocate('kernel', 0);
    scene.offline(0, BUSY, [['culprit', 0]]);
    expect(found(scene, 'offline-blocked')).toBe(1);
  });
});

describe('a campaign hears', () => {
  test('of the largest blocks, of lower zones, and of rights that were granted', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.allocate('user', 32, { order: 3 });
    expect(met(scene, 'largest-block')).toBe(false);
    scene.allocate('user', 48, { order: 4 });
    expect([met(scene, 'largest-block'), met(scene, 'lower-zone')]).toEqual([true, false]);
    expect(met(scene, 'critical-granted')).toBe(false);
    scene.allocate('critical', 0);
    expect(met(scene, 'critical-granted')).toBe(true);
    const zones = new Scene(machine('U0-64', { geometry: { ...plain.geometry, dma32End: 32 } }), 'none');
    zones.allocate('kernel', 32);
    expect(met(zones, 'lower-zone')).toBe(false);
    zones.allocate('kernel', 48, { order: 4 });
    zones.allocate('kernel', 40, { order: 3 });
    zones.allocate('kernel', 0, { order: 3 });
    expect([met(zones, 'lower-zone'), met(zones, 'other-node')]).toEqual([true, false]);
  });

  test('of private lists that were filled, used and emptied', () => {
    const scene = new Scene(plain);
    scene.allocate('user', 0, {
      effects: [
        ['took', 0, 0],
        ['took', 1, 0],
      ],
    });
    expect([met(scene, 'refilled'), met(scene, 'served-cached'), met(scene, 'drained')]).toEqual([
      true,
      true,
      false,
    ]);
    scene.drain([['putBack', 1, 0]]);
    expect([met(scene, 'drained'), met(scene, 'cached-on-free')]).toEqual([true, false]);
    scene.free(scene.allocate('user', 1), [['cached', 1, 0]]);
    expect(met(scene, 'cached-on-free')).toBe(true);
  });
});
