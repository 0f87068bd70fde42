import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/index.ts';
import { pageTable } from '../../model/index.ts';
import { DESIGN_NAMES, DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { tiny } from '../presets/tiny.ts';
import { OPERATION_WORDS } from '../scenario/words.ts';
import { openSession } from './openSession.ts';

const open = (design: (typeof DESIGN_NAMES)[number]) =>
  openSession(memoryMapOf(tiny, DESIGNS[design]), DESIGNS[design], soundTarget);

test.each(DESIGN_NAMES)(
  'under %s a session that forgot still knows what boot walked, and only that',
  (design) => {
    const session = open(design);
    const booted = [...session.tally.transitions];
    const free = pageTable.transitions.findIndex(({ target }) => target === LEAF['free.available']);
    expect(booted[free], 'boot hands free pages over').toBe(1);
    const drained = new Int32Array(OPERATION_WORDS);
    drained[0] = OPERATION.drain;
    expect(session.run(drained)).toBeNull(); // The questions of the end walk more.
    expect([...session.tally.transitions]).not.toEqual(booted);
    session.forget();
    expect([...session.tally.transitions]).toEqual(booted);
  },
);

test('a target that cannot be asked to drain is not accused of what waits on private lists', () => {
  const target = { ...soundTarget, operations: ['allocate', 'free'] as const };
  const session = openSession(memoryMapOf(tiny, DESIGNS.kernelcore), DESIGNS.kernelcore, target);
  expect(session.run(new Int32Array(0))).toBeNull();
});
