import { median } from './median.ts';
import type { Session } from './session.ts';

/** A row as it came out, or why it did not. */
export type Result =
  | {
      readonly name: string;
      readonly ratio: number;
      readonly target: number;
      readonly ok: boolean;
      /** By round. */
      readonly ratios: readonly number[];
      readonly good: string;
    }
  | { readonly name: string; readonly target: number; readonly skipped: string }
  | {
      readonly name: string;
      readonly ratio: null;
      readonly target: number;
      readonly ok: false;
      readonly failed: string;
    };

/** Rows, then figures: medians with the least and the most. */
export function asText(results: readonly Result[], session: Pick<Session, 'names' | 'figures'>): string {
  const lines = results.map(rowText);
  const width = Math.max(...session.names.map(({ length }) => length), 0);
  for (const name of session.names) {
    const figures = session.figures(name);
    lines.push(`      ${name.padEnd(width)} ${short(median(figures))} ${spread(figures)}`);
  }
  return `${lines.join('\n')}\n`;
}

function rowText(result: Result): string {
  if ('skipped' in result) return `skip                              ${result.name} (${result.skipped})`;
  if ('failed' in result) return `MISS                              ${result.name} (${result.failed})`;
  const { name, ratio, target, ok, ratios, good } = result;
  const verdict = ok ? 'ok  ' : 'MISS';
  return `${verdict}  ${short(ratio)} ${spread(ratios).padEnd(16)} ${good} ${String(target).padEnd(4)}  ${name}`;
}

const short = (figure: number): string => figure.toPrecision(3).padStart(6);

const spread = (figures: readonly number[]): string =>
  `[${Math.min(...figures).toPrecision(3)}..${Math.max(...figures).toPrecision(3)}]`;
