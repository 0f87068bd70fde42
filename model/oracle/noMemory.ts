import { isOutOfMemory } from './judgeZone.ts';
import { settleDoubts } from './release.ts';
import type { Serving } from './serving.ts';
import type { WorldState } from './state.ts';

/**
 * What is wrong with the answer that there is no memory for a request; null if it is justified: no eligible zone passes the
 * last rung that the request reaches, nothing was taken on its behalf, and if it may wait, every private list is empty.
 */
export function whyNotOutOfMemory(s: WorldState, serving: Serving): string | null {
  const { terms, node, order, pledgedZone } = serving;
  if (pledgedZone >= 0) return 'although a zone was refilled from or claimed in for it';
  if (terms.mayWait && !s.habits.reportsCache) settleDoubts(s);
  if (!isOutOfMemory(s, terms, node, order)) return 'although an eligible zone passes its check';
  const cached = terms.mayWait && s.habits.reportsCache ? s.cached.reduce((sum, pages) => sum + pages, 0) : 0;
  return cached > 0 ? `with ${cached} pages on private lists, though it may wait` : null;
}
