import { ERROR_REAL } from '../../spec/operations/arguments.ts';
import * as outcome from '../../spec/operations/outcome.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { type Log, mustEnd, mustRefuse } from './log.ts';
import { isUnmovable, type Memory, must, type Page } from './memory.ts';
import { putBack } from './requests.ts';

/** A memory error: the page leaves circulation, or its mark stays until it is free. */
export function poison(memory: Memory, pfn: number, error: number, answer: number, log: Log): void {
  const page = memory.pages[pfn];
  if (!page || page.zone === NO_ZONE) return mustRefuse(answer === outcome.NOT_ONLINE, 'INV-3', log);
  putBack(memory, log);
  mustEnd(log);
  const [expected, rule] = resultOf(page, error);
  must(answer === expected, rule, `the result is ${expected}`);
  must(answer !== outcome.POISON_RECOVERED || !page.list, 'INV-193', 'the page is still private');
  if (answer >= outcome.POISON_ALREADY) return;
  page.bad = true;
  if (answer <= outcome.POISON_LOST) memory.release(page);
}

/** The one result of a memory error, and the rule that asks for it. */
function resultOf({ bad, mirror, state, holder }: Page, error: number): [result: number, rule: string] {
  if (bad) return [outcome.POISON_ALREADY, 'INV-196'];
  if (error === ERROR_REAL && mirror === 'protected') return [outcome.POISON_CORRECTED, 'INV-162'];
  if (state === 'free' || state === 'private') return [outcome.POISON_RECOVERED, 'INV-193'];
  if (!holder || isUnmovable(holder.claim) || holder.claim === 'driver')
    return [outcome.POISON_IGNORED, 'INV-195'];
  if (holder.short + holder.long > 0 || holder.order > 0) return [outcome.POISON_FAILED, 'INV-195'];
  return [outcome.POISON_LOST, 'INV-192'];
}
