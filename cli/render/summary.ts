import type { CampaignResult } from '../../properties/campaign/result.ts';
import { type Field, fields } from './fields.ts';
import type { Ink } from './ink.ts';
import { count, counted, duration, percentage, rate } from './numbers.ts';
import { outcomeTable } from './outcomes.ts';

/** What a campaign saw, verdict first. Its violations are reported apart, by `failureReport`. */
export function campaignSummary(result: CampaignResult, ink: Ink): string {
  const { seed, lastSeed, coverage } = result;
  const found = result.verdict === 'violation';
  return [
    verdictLine(result, ink),
    ...fields(
      [
        ...result.doubts.map((doubt): Field => ['doubt', doubt]),
        ['target', result.target],
        ['design', result.design],
        ['layouts', result.layouts.join(', ')],
        ['seed', lastSeed === seed ? String(seed) : `${seed} first, ${lastSeed} last`],
        ...(result.silent ?? []).map((what): Field => ['not judged', what]),
        ['operations', operationsOf(result)],
        ['decisions', decisionsOf(result)],
        ['states', reachedOf(coverage.leaves, 'covered')],
        ['transitions', transitionsOf(result)],
        ...(found ? [] : missingOf(result)),
        ...coverage.surprises.map(
          ({ transition, why }): Field => ['  taken', `${transition}, though ${why}`],
        ),
        ['witnesses', reachedOf(result.witnesses, 'met')],
        ...(found ? [] : unmetOf(result)),
        ['canary', canaryOf(result)],
      ],
      ink,
    ),
    ...findingsOf(result, ink),
    '',
    ...outcomeTable(result.outcomes),
  ].join('\n');
}

function verdictLine(result: CampaignResult, ink: Ink): string {
  const ran = `${counted(result.operations, 'operation')} in ${counted(result.runs, 'run')}`;
  if (result.verdict === 'pass') return `${ink.good(ink.strong('pass'))}: nothing found in ${ran}`;
  if (result.verdict === 'inconclusive')
    return `${ink.notable(ink.strong('inconclusive'))}: nothing found in ${ran}, but they prove too little`;
  const broken = result.violations.map(({ violation }) => violation.invariant).join(', ');
  return `${ink.bad(ink.strong('violation'))}: ${broken} is broken, found after ${ran}`;
}

function operationsOf({ operations, skipped, milliseconds }: CampaignResult): string {
  const perSecond = (1000 * operations) / Math.max(1, milliseconds);
  const lost = skipped === 0 ? '' : `, ${count(skipped)} skipped since their subject did not exist`;
  return `${count(operations)} in ${duration(milliseconds)} (${rate(perSecond)}/s)${lost}`;
}

function decisionsOf({ decisions }: CampaignResult): string {
  const { taken, undecided } = decisions;
  return `${count(taken)} taken, ${count(undecided)} undecided (${percentage(undecided, taken + undecided)})`;
}

function canaryOf({ canary }: CampaignResult): string {
  if (canary === undefined || !canary.caught) return ''; // One that was not caught is a doubt.
  return `the suite can turn red: ${canary.fault} was caught in ${counted(canary.operations, 'operation')}`;
}

const reachedOf = ({ reached, total }: { reached: number; total: number }, verb: string): string =>
  `${reached} of ${total} ${verb}`;

function transitionsOf({ coverage: { transitions } }: CampaignResult): string {
  const beyond = transitions.unreachable === 0 ? '' : `, ${transitions.unreachable} cannot be reached here`;
  return `${reachedOf(transitions, 'covered')}${beyond}`;
}

const SHOWN = 4;

function missingOf({ coverage }: CampaignResult): Field[] {
  if (coverage.missing.length === 0) return [];
  const shown = coverage.missing.slice(0, SHOWN).join('; ');
  const more = coverage.missing.length - SHOWN;
  return [['  never', more > 0 ? `${shown}; and ${more} more` : shown]];
}

/** A few with their meaning, many by name. */
function unmetOf({ witnesses }: CampaignResult): Field[] {
  const unmet = witnesses.counts.filter(({ count }) => count === 0);
  if (unmet.length > SHOWN) return [['  never', unmet.map(({ name }) => name).join(', ')]];
  return unmet.map(({ name, meaning }) => ['  never', `${name}: ${meaning}`]);
}

function findingsOf({ findings }: CampaignResult, ink: Ink): string[] {
  if (findings.length === 0) return [];
  const lines = findings.map(
    (finding): Field => [
      finding.kind,
      finding.count > 1 ? `${finding.sentence} (${count(finding.count)} times)` : finding.sentence,
    ],
  );
  return ['', ink.notable('findings: legal, but worth knowing'), ...fields(lines, ink)];
}
