import { closeSync, openSync, writeSync } from 'node:fs';
import type { Violation } from '../run/violation.ts';
import { describeOperation } from '../scenario/describeOperation.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { tokenOf } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';

/** Where the runs of a campaign are written down. Plain data: it travels to the threads. */
export interface Observed {
  readonly file: string;
  /** When it began, in seconds since 1970: what lines of one campaign have in common. */
  readonly start: number;
}

/** A run, and what came of it. */
export interface ObservedRun {
  readonly scenario: Scenario;
  readonly violation: Pick<Violation, 'invariant' | 'sentence'> | null;
  readonly how: 'generated' | 'minimal';
  readonly milliseconds: number | null;
  /** Where the generator started for its step; null where that is not known. */
  readonly seed: number | null;
}

/** Operations written out; what is longer is known by its seed. */
const SHOWN = 40;

/**
 * A file with a JSON line for each run, in the format of Hypothesis' observability, which Tyche reads. A line is written at once and in one
 * piece, so threads may share the file, and what a killed campaign did is in it.
 */
export class ObservationLog {
  readonly #file: number;
  readonly #start: number;
  readonly #target: string;

  constructor({ file, start }: Observed, target: string) {
    this.#file = openSync(file, 'a');
    this.#start = start;
    this.#target = target;
  }

  write(run: ObservedRun): void {
    writeSync(this.#file, `${JSON.stringify(observationOf(run, this.#target, this.#start))}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function observationOf(
  { scenario, violation, how, milliseconds, seed }: ObservedRun,
  target: string,
  start: number,
) {
  const { layout, design, operations } = scenario;
  const count = operationCount(operations);
  return {
    type: 'test_case',
    run_start: start,
    property: `${target} under ${design}`,
    status: violation === null ? 'passed' : 'failed',
    status_reason: violation === null ? '' : `${violation.invariant}: ${violation.sentence}`,
    representation: representationOf(scenario, count),
    arguments: { layout: layout.name, design, operations: count },
    how_generated: how === 'minimal' ? 'made minimal' : 'generated',
    features: { layout: layout.name, operations: count, ...kindsOf(scenario, count) },
    coverage: null,
    timing: milliseconds === null ? {} : { 'execute:test': milliseconds / 1000 },
    metadata: { seed, token: count <= SHOWN ? tokenOf(scenario) : null },
  };
}

function representationOf({ operations }: Scenario, count: number): string {
  const shown = Array.from({ length: Math.min(count, SHOWN) }, (_, number) =>
    describeOperation(operationAt(operations, number), number),
  );
  return [...shown, ...(count > SHOWN ? [`... and ${count - SHOWN} more operations`] : [])].join('\n');
}

/** How often each kind of operation is in it. */
function kindsOf({ operations }: Scenario, count: number): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (let number = 0; number < count; number++) {
    const { kind } = operationAt(operations, number);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}
