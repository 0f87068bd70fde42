import { ALL_CPUS } from '../../spec/operations/arguments.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import { answerName } from './answerName.ts';
import { followDrains, mustEnd } from './effects.ts';
import { Objection } from './objection.ts';
import { settleDoubts } from './release.ts';
import { ANY_CPU, type WorldState } from './state.ts';

/** Follows a drain: blocks come back, nothing else happens, and after a drain of every CPU nothing is private. */
export function followDrain(s: WorldState, cpu: number, answer: number, effects: Effects): void {
  if (answer !== DONE) throw new Objection('INV-119', `drain was answered ${answerName(answer)}`);
  mustEnd(effects, followDrains(s, effects, 0, cpu === ALL_CPUS ? ANY_CPU : cpu), 'drain');
  if (cpu !== ALL_CPUS) return mustBeEmpty(s, cpu);
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

function mustBeEmpty(s: WorldState, cpu: number): void {
  const own = s.cachedOn.subarray(cpu * s.zoneCount, (cpu + 1) * s.zoneCount);
  const left = own.reduce((sum, pages) => sum + pages, 0);
  if (left > 0)
    throw new Objection(
      'INV-119',
      `after a drain of CPU ${cpu} ${left} pages are still on its private lists`,
    );
}
