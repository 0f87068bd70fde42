import type { ArgumentValue } from '../../properties/explain/explanation.ts';
import { ALL_CPUS, RETRY_FOREVER } from '../../spec/operations/arguments.ts';
import { hex } from './numbers.ts';

/** Values that are named; of more only how many. */
const MOST = 4;

/** The value of an argument, as {@link describeOperation} writes it. */
export function valueText(name: string, value: ArgumentValue): string {
  if (typeof value === 'string') return value;
  if (name === 'pfn') return hex(value);
  if (name === 'of' || name === 'with') return `#${value}`;
  if (name === 'cpu' && value === ALL_CPUS) return 'all';
  return name === 'retries' && value === RETRY_FOREVER ? 'for ever' : String(value);
}

/** Several values, neighbouring numbers together: `0 to 3, 7`, `kernel, atomic and 4 more`. */
export function valuesText(name: string, values: readonly ArgumentValue[]): string {
  const parts = rangesOf(values).map(({ first, last, length }) => ({
    length,
    text: length === 1 ? valueText(name, first) : `${valueText(name, first)} to ${valueText(name, last)}`,
  }));
  const shown = parts.length <= MOST + 1 ? parts : parts.slice(0, MOST);
  const more = parts.slice(shown.length).reduce((sum, { length }) => sum + length, 0);
  const text = shown.map((part) => part.text).join(', ');
  return more === 0 ? text : `${text} and ${more} more`;
}

interface Range {
  readonly first: ArgumentValue;
  readonly last: ArgumentValue;
  readonly length: number;
}

/** Three neighbouring numbers or more are one range; ranges and words stay in the order of their nearest. */
function rangesOf(values: readonly ArgumentValue[]): Range[] {
  const numbers = values.filter((value) => typeof value === 'number').sort((one, other) => one - other);
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  const words = values.filter((value) => typeof value === 'string');
  return [
    ...words.map((word) => ({ first: word, last: word, length: 1 })),
    ...runs.flatMap((run): Range[] =>
      run.length > 2
        ? [{ first: run[0]!, last: run.at(-1)!, length: run.length }] // A run has a number.
        : run.map((number) => ({ first: number, last: number, length: 1 })),
    ),
  ];
}
