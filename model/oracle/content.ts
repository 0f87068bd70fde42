import { WITNESS } from '../../spec/witnesses.ts';
import { holderAt } from './allocations.ts';
import { blockText, hex, Objection } from './objection.ts';
import { mustBeBlock } from './serve.ts';
import { NOBODY, type WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

/** A block was cleared: nobody uses it, and from now on it is clean until it is handed out. */
export function followZeroed(s: WorldState, pfn: number, order: number): void {
  mustBeBlock(s, pfn, order);
  for (let frame = pfn; frame < pfn + (1 << order); frame++) {
    if (holderAt(s, frame) !== NOBODY)
      throw new Objection('INV-120', `frame ${hex(frame)} was cleared while it is in use`, frame);
    if (s.clean[frame] === 0) s.cleanPages++;
    s.clean[frame] = 1;
  }
}

/**
 * A block is handed out: if it must be clean it is, and from now on nobody knows what is in it. Whether it is clean nobody can say of
 * a target that does not report what it clears.
 */
export function handOutContent(s: WorldState, terms: RequestTerms, pfn: number, order: number): void {
  const end = pfn + (1 << order);
  const zeroed = terms.zeroed && s.habits.reportsClearing;
  for (let frame = pfn; frame < end && zeroed; frame++)
    if (s.clean[frame] === 0)
      throw new Objection(
        'INV-120',
        `${blockText(pfn, order)} was granted cleared, but frame ${hex(frame)} was not cleared since it was in use`,
        frame,
      );
  if (zeroed) s.witnesses[WITNESS.zeroed]!++;
  soil(s, pfn, 1 << order);
}

/** What is in these frames is not known any more. */
export function soil(s: WorldState, pfn: number, count: number): void {
  if (s.cleanPages === 0) return;
  for (let frame = pfn; frame < pfn + count; frame++) {
    s.cleanPages -= s.clean[frame]!; // Callers stay within the frames of the map.
    s.clean[frame] = 0;
  }
}
