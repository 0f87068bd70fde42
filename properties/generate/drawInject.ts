import { FAILURE_POINTS } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';

/** Arms a failure point for one of the next memory blocks that come or go; soon, since few pages move for one block. */
export function drawInject(draft: Draft): boolean {
  const { blocks, random } = draft;
  if (blocks.count === 0) return false;
  write(draft, OPERATION.inject, random.below(FAILURE_POINTS.length), random.below(4));
  draft.hotplugIn = Math.min(draft.hotplugIn, 1 + random.below(64));
  return true;
}
