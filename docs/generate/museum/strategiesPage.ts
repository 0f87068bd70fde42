import type { StrategyScore } from '../../../properties/score/compareStrategies.ts';
import { median } from '../../../properties/score/median.ts';
import { STRATEGIES, STRATEGY_TEXTS, type Strategy } from '../../../properties/score/strategy.ts';
import type { MeasuredStrategies } from '../measured/strategies.ts';
import { type BookPage, sections } from '../page/bookPage.ts';
import { counted, facts, link, sentence, table, text } from '../page/html.ts';

/** Ways to look for the seeded faults, side by side: which found which, after how many operations. */
export function strategiesPage(measured: MeasuredStrategies | null): BookPage {
  return {
    slug: 'museum/strategies',
    title: 'Ways to look for a fault',
    body: measured === null ? '<p class="note">Not measured yet.</p>' : comparison(measured),
  };
}

function comparison({ origin, most, faults }: MeasuredStrategies): string {
  const missedByMost = faults.filter(({ by }) => STRATEGIES.filter((each) => isFound(by, each)).length <= 2);
  return sections(
    `<p class="lead">${counted(faults.length, 'broken allocator')}, looked for in ${STRATEGIES.length} ways with the same seed, until a rule is broken or ${figure(most)} operations are over.</p>`,
    `<p>Nothing is made minimal here, and the rule that breaks first need not be the one that the fault is known for. ${missedByMost.length} of them are found in no more than two of the ways. Measured: ${text(origin)}.</p>`,
    facts(STRATEGIES.map((strategy) => [strategy, sentence(`tries ${STRATEGY_TEXTS[strategy]}`)])),
    '## In all',
    table(
      ['', ...STRATEGIES],
      [
        ['found', ...STRATEGIES.map((strategy) => `${foundBy(faults, strategy).length} of ${faults.length}`)],
        [
          'operations, median',
          ...STRATEGIES.map((strategy) => medianOf(foundBy(faults, strategy), strategy)),
        ],
        ['operations, most', ...STRATEGIES.map((strategy) => mostOf(foundBy(faults, strategy), strategy))],
      ],
    ),
    '## Fault by fault',
    table(
      ['fault', '', ...STRATEGIES],
      faults.map(({ id, name, by }) => [
        link(`museum/${name}`, text(name)),
        id === name ? '' : text(id),
        ...STRATEGIES.map((strategy) => (isFound(by, strategy) ? figure(by[strategy].executed) : 'missed')),
      ]),
    ),
  );
}

const isFound = (by: StrategyScore['by'], strategy: Strategy): boolean => by[strategy].invariant !== null;

const foundBy = (faults: readonly StrategyScore[], strategy: Strategy): readonly StrategyScore[] =>
  faults.filter(({ by }) => isFound(by, strategy));

const operations = (faults: readonly StrategyScore[], strategy: Strategy): number[] =>
  faults.map(({ by }) => by[strategy].executed);

function medianOf(faults: readonly StrategyScore[], strategy: Strategy): string {
  const middle = median(operations(faults, strategy));
  return middle === null ? '' : figure(middle);
}

const mostOf = (faults: readonly StrategyScore[], strategy: Strategy): string =>
  faults.length === 0 ? '' : figure(Math.max(...operations(faults, strategy)));

const figure = (value: number): string => value.toLocaleString('en-US');
