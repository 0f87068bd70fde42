import { LEAF } from '../../spec/pages/leaf.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { setMarks } from './boot.ts';
import { soil } from './content.ts';
import { stepMemoryBlock } from './memoryBlock.ts';
import { FACT_ISOLATED, FACT_MIRROR, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';

const POISONED = 1 << LEAF['offline.poisoned'];

/** Every frame must be withheld or retired by now, as its machine says; then the block leaves its zone. */
export function takeBlockAway(s: WorldState, block: number): void {
  const start = block * s.blockPages;
  const end = start + s.blockPages;
  const zone = s.zone[start]!; // `firstThatStays` has seen one zone.
  stepMemoryBlock(s, block, 'offlineCommit'); // With the facts of the moment: the frames have not left yet.
  for (let frame = start; frame < end; frame++) {
    if (s.belief[frame] !== POISONED) s.isolatedFree[zone]!--;
    if ((s.facts[frame]! & FACT_MIRROR) === 0) s.mirrored[zone]!--;
  }
  stepFrames(s, PAGE_EVENT.takeOffline, start, s.blockPages);
  for (let frame = start; frame < end; frame++) s.facts[frame]! &= ~FACT_ISOLATED;
  soil(s, start, s.blockPages);
  s.zone.fill(NO_ZONE, start, end);
  s.managed[zone]! -= s.blockPages;
  setMarks(s);
}
