import type { Inspection } from '../../spec/world/inspection.ts';
import type { TargetFacts } from '../records/targetFacts.ts';
import { REPORT_KINDS, REPORTS } from '../run/reportLog.ts';
import type { Tally } from '../run/tally.ts';
import type { OutcomeCount } from './result.ts';

type Reports = Pick<Tally, 'heard' | 'due'>;

/**
 * What was not judged since the target says nothing of it, although there was something to say: each line completes "not judged: ...".
 */
export function silentAbout(
  reports: Reports,
  target: TargetFacts,
  outcomes: readonly OutcomeCount[],
): string[] {
  const silent = REPORT_KINDS.filter((_, place) => reports.heard[place] === 0 && reports.due[place]! > 0).map(
    (kind) => `${REPORTS[kind]}, of which the target reports none (${kind})`,
  );
  const toldOf = outcomes.some(({ kind, outcome }) => TELLS.has(kind) && outcome === 'done');
  if (toldOf && !(target.reportsNotifiers ?? false))
    silent.push('whom the target tells of memory blocks, which it does not report (reportsNotifiers)');
  return silent;
}

/** The target says nothing at all that could be held against the books. */
export const saysNothing = ({ heard, due }: Reports): boolean =>
  due.some((times) => times > 0) && ESSENTIAL.every((kind) => heard[REPORT_KINDS.indexOf(kind)] === 0);

const ESSENTIAL: readonly (keyof Inspection)[] = ['freeBlock', 'cachedBlock', 'usedBlock', 'zone'];

const TELLS: ReadonlySet<string> = new Set(['offline', 'online', 'beginOffline']);
