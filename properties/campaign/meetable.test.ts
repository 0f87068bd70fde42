import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/index.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { WITNESSES, type WitnessName } from '../../spec/witnesses.ts';
import { tiny } from '../presets/tiny.ts';
import { tinyNuma } from '../presets/tinyNuma.ts';
import { meetableWitnesses } from './meetable.ts';

function isMeetable(name: WitnessName, layout = tiny, target = soundTarget, design = DESIGNS.kernelcore) {
  const meetable = meetableWitnesses(memoryMapOf(layout, design), design, target);
  return meetable[WITNESSES.findIndex((witness) => witness.name === name)];
}

test('other nodes are met only where there are some', () => {
  expect([isMeetable('other-node'), isMeetable('other-node', tinyNuma)]).toEqual([false, true]);
});

test('mandatory mirrored requests are met only where the design has them', () => {
  expect(isMeetable('critical-granted')).toBe(false);
  expect(isMeetable('critical-granted', tiny, soundTarget, DESIGNS.nonmirror)).toBe(true);
  expect(isMeetable('user-in-mirror', tiny, soundTarget, DESIGNS.nonmirror)).toBe(false);
});

test('nothing is expected of a target that it does not do', () => {
  const plain = { ...soundTarget, keepsWatermarks: false, operations: ['allocate', 'free'] as const };
  expect(isMeetable('refused-at-mark', tiny, plain)).toBe(false);
  expect(isMeetable('offlined-empty', tiny, plain)).toBe(false);
  expect(isMeetable('largest-block', tiny, plain)).toBe(true);
  for (const name of ['locked', 'orphaned', 'migrated', 'split-freed', 'collapsed', 'returned'] as const)
    expect([isMeetable(name, tiny, plain), isMeetable(name)]).toEqual([false, true]);
  expect(isMeetable('zeroed', tiny, { ...plain, reportsClearing: false })).toBe(false);
});

test('without mirroring there is no ZONE_MOVABLE to pin out of', () => {
  expect(isMeetable('pin-moved-from-movable', tiny, soundTarget, DESIGNS.none)).toBe(false);
});
