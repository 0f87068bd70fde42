import type { Effects } from '../../spec/operations/effects.ts';
import { ALL_CPUS } from '../../spec/operations/operation.ts';
import { DONE, refusalName } from '../../spec/operations/outcome.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import { followDrains, mustEnd } from './effects.ts';
import { Objection } from './objection.ts';
import { settleDoubts } from './release.ts';
import type { WorldState } from './state.ts';

/** Follows a drain: blocks come back, nothing else happens, and after a drain of every CPU nothing is private. */
export function followDrain(s: WorldState, cpu: number, answer: number, effects: Effects): void {
  if (answer !== DONE) throw new Objection('INV-119', `drain was answered ${refusalName(answer) ?? answer}`);
  mustEnd(effects, followDrains(s, effects, 0), 'drain');
  if (cpu !== ALL_CPUS) return;
  settleDoubts(s);
  for (let zone = 0; zone < s.zoneCount; zone++) {
    if (s.cached[zone]! > 0) {
      throw new Objection(
        'INV-119',
        `after a drain of every CPU ${s.cached[zone]} pages of ${zoneTitle(zone)} are still on private lists`,
      );
    }
  }
}
