import type { CampaignProgress } from '../../properties/campaign/progress.ts';
import { count, duration, rate } from './numbers.ts';

/** Where a campaign stands, in one line. */
export function progressLine({ phase, layout, soFar }: CampaignProgress): string {
  const { design, runs, operations, milliseconds, witnesses } = soFar;
  const perSecond = (1000 * operations) / Math.max(1, milliseconds);
  return [
    `${phase === 'check' ? 'checking' : 'shrinking'} ${layout}, ${design}`,
    `${count(runs)} runs`,
    `${count(operations)} operations`,
    `${rate(perSecond)}/s`,
    duration(milliseconds),
    `witnesses ${witnesses.reached}/${witnesses.total}`,
  ].join(' | ');
}
