import type { Comparison, DesignScore } from '../../properties/compare/comparison.ts';
import { MEASURES, type MeasureName } from '../../properties/compare/measures.ts';
import { columns } from './columns.ts';
import type { Ink } from './ink.ts';
import { count, counted, duration } from './numbers.ts';

/** How the designs fared: what was run, then each measure as a count and per million operations, a column a design. */
export function comparisonText(comparison: Comparison, ink: Ink): string {
  const { violation } = comparison;
  if (violation !== null)
    return `${ink.bad(`error[${violation.invariant}]`)}: under ${violation.design}, ${violation.sentence}`;
  return [
    headline(comparison, ink),
    '',
    ...table(comparison, 'counts', ({ measures }, name) => count(measures[name])),
    '',
    ...table(comparison, 'per million operations', ({ measures, operations }, name) =>
      perMillion(measures[name], operations),
    ),
    '',
    ...columns(
      [{ title: 'design' }, { title: '', most: 72 }],
      comparison.designs.map(({ design, title }) => ({ cells: [design, title] })),
      '  ',
    ),
  ].join('\n');
}

/** Where a comparison stands, in one line. */
export const comparisonLine = ({ scenarios, operations, milliseconds }: Comparison, layout: string): string =>
  [
    `comparing on ${layout}`,
    counted(scenarios, 'scenario'),
    `${count(operations)} operations`,
    duration(milliseconds),
  ].join(' | ');

/** What `compare --json` prints. */
export const comparisonReport = (comparison: Comparison) => ({
  ...comparison,
  designs: comparison.designs.map(({ measures, ...score }) => ({
    ...score,
    measures,
    perMillion: Object.fromEntries(
      MEASURES.map(({ name }) => [name, millionth(measures[name], score.operations)]),
    ),
  })),
});

function headline(
  { designs, scenarios, operations, layouts, untried, cma, seed, interrupted, milliseconds }: Comparison,
  ink: Ink,
) {
  const what = `${counted(scenarios, 'scenario')} of ${count(operations)} operations in all`;
  const carried = cma === null ? '' : ` with CMA kept by ${cma}`;
  const where = `on ${layouts.join(', ')}${carried}, seed ${seed}, in ${duration(milliseconds)}`;
  const left = untried.length > 0 ? `; not tried: ${untried.join(', ')}` : '';
  const early = interrupted ? `${ink.notable('interrupted')}, ` : '';
  return `${ink.strong('compared')}: ${early}${designs.length} designs given the same ${what}, ${where}${left}`;
}

const table = (
  { designs }: Comparison,
  title: string,
  cell: (score: DesignScore, name: MeasureName) => string,
): string[] =>
  columns(
    [{ title, most: 52 }, ...designs.map(({ design }) => ({ title: design, align: 'right' as const }))],
    MEASURES.map(({ name, meaning }) => ({ cells: [meaning, ...designs.map((score) => cell(score, name))] })),
    '  ',
  );

const millionth = (amount: number, operations: number): number =>
  Math.round((1e7 * amount) / Math.max(1, operations)) / 10;

const perMillion = (amount: number, operations: number): string => {
  const share = millionth(amount, operations);
  return share > 0 && share < 10 ? share.toFixed(1) : count(share);
};
