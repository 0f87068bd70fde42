import { expect, test } from 'vitest';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { PRESETS } from '../presets/index.ts';
import { argumentEnds } from './argumentEnds.ts';

test.each(Object.values(PRESETS))(
  'what arguments stay below on $name is what its memory map has',
  (layout) => {
    const map = memoryMapOf(layout, DESIGNS.none);
    expect(argumentEnds(layout)).toMatchObject({
      nodes: map.nodeCount,
      blocks: map.blockStates.length,
      frames: map.frameCount,
    });
  },
);
