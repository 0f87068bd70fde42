import type { Target } from '../../spec/allocator.ts';
import { EFFECT_KINDS, Effects } from '../../spec/operations/effects.ts';

const HIDDEN: readonly string[] = ['took', 'putBack', 'cached'];

/** Hands everything on but what concerns private lists. */
class DiscreetEffects extends Effects {
  constructor(to: Effects) {
    super();
    for (const kind of EFFECT_KINDS)
      Object.assign(this, { [kind]: HIDDEN.includes(kind) ? () => {} : to[kind].bind(to) });
  }
}

/**
 * The same target, silent about its private lists. What remains is the least that a target must tell.
 *
 * @param cachedPagesAtMost how much it says it may hide on the lists of one CPU and zone; default: it says nothing
 */
export const discreet = (target: Target, cachedPagesAtMost?: number): Target => ({
  ...target,
  name: `${target.name}, discreet`,
  reportsCache: false,
  ...(cachedPagesAtMost !== undefined && { cachedPagesAtMost }),
  boot: (map, design, effects) => target.boot(map, design, new DiscreetEffects(effects)),
});
