import type { StrategyScore } from '../../properties/score/compareStrategies.ts';
import { median } from '../../properties/score/median.ts';
import { STRATEGIES, STRATEGY_TEXTS, type Strategy } from '../../properties/score/strategy.ts';
import { columns } from './columns.ts';
import type { Ink } from './ink.ts';
import { count } from './numbers.ts';

/** Which strategy found which fault, after how many operations. */
export function strategyTable(scores: readonly StrategyScore[], most: number, ink: Ink): string {
  const heads = [
    { title: 'bug' },
    { title: 'fault' },
    ...STRATEGIES.map((title) => ({ title, align: 'right' as const })),
  ];
  const rows = scores.map(({ id, name, by }) => ({
    cells: [
      id === name ? '' : id,
      name,
      ...STRATEGIES.map((strategy) =>
        by[strategy].invariant === null ? 'missed' : count(by[strategy].executed),
      ),
    ],
  }));
  const found = ['', 'found', ...STRATEGIES.map((each) => `${strategySummary(scores, each).found}`)];
  const middle = ['', 'median', ...STRATEGIES.map((each) => medianText(scores, each))];
  return [
    `${ink.strong('operations until a rule is broken')}, at most ${count(most)}`,
    '',
    ...columns(heads, [...rows, { cells: [] }, { cells: found }, { cells: middle }], '  '),
    '',
    ...columns(
      [{ title: '' }, { title: '', most: 84 }],
      STRATEGIES.map((strategy) => ({ cells: [strategy, STRATEGY_TEXTS[strategy]] })),
      '  ',
    ),
  ].join('\n');
}

function medianText(scores: readonly StrategyScore[], strategy: Strategy): string {
  const { executed } = strategySummary(scores, strategy);
  return executed === null ? '' : count(executed);
}

/** What `faults --strategies --json` prints. */
export const strategyReport = (scores: readonly StrategyScore[], seed: number, most: number) => ({
  seed,
  operations: most,
  total: scores.length,
  strategies: STRATEGIES.map((strategy) => ({
    strategy,
    meaning: STRATEGY_TEXTS[strategy],
    ...strategySummary(scores, strategy),
  })),
  faults: scores.map(({ id, name, by }) => ({
    id,
    name,
    strategies: STRATEGIES.map((strategy) => ({
      strategy,
      found: by[strategy].invariant !== null,
      ...by[strategy],
    })),
  })),
});

/** How many it found, and the median of the operations that took. */
function strategySummary(scores: readonly StrategyScore[], strategy: Strategy) {
  const found = scores.map(({ by }) => by[strategy]).filter(({ invariant }) => invariant !== null);
  return { found: found.length, executed: median(found.map(({ executed }) => executed)) };
}
