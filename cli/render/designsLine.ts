import type { CampaignResult } from '../../properties/campaign/result.ts';
import { worstOfAsked } from '../exitCode.ts';
import type { Ink } from './ink.ts';
import { counted } from './numbers.ts';

type Outcome = Pick<CampaignResult, 'design' | 'verdict' | 'operations'>;

/**
 * The verdict over several designs in one line, which names those that did not pass.
 *
 * @param asked number of designs; an interruption leaves some out
 */
export function designsLine(results: readonly Outcome[], asked: number, ink: Ink): string {
  const verdict = worstOfAsked(
    results.map((result) => result.verdict),
    asked,
  );
  const colour = { pass: ink.good, inconclusive: ink.notable, violation: ink.bad }[verdict];
  const total = results.reduce((sum, { operations }) => sum + operations, 0);
  const named = (['violation', 'inconclusive'] as const).flatMap((kind) => {
    const designs = results.filter((result) => result.verdict === kind).map(({ design }) => design);
    return designs.length > 0 ? [`${kind} under ${designs.join(', ')}`] : [];
  });
  const left = asked - results.length;
  const rest = left > 0 ? [`${counted(left, 'design')} not tried`] : [];
  const parts = [`${counted(results.length, 'design')}, ${counted(total, 'operation')}`, ...named, ...rest];
  return `${colour(ink.strong(verdict))}: ${parts.join('; ')}`;
}
