import { soundTarget } from '../../impl/target.ts';
import { Objection } from '../../model/oracle/index.ts';
import type { Target } from '../../spec/allocator.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { PRESETS } from '../presets/index.ts';
import { Booted } from '../run/booted.ts';
import { execute } from '../run/execute.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import { type FalseReport, falseReports, itemsOf, tell } from './falseReports.ts';
import { linesOf, type Verdict } from './linesOf.ts';
import { TOKENS } from './tokens.ts';

/** Lies after each operation. */
const LIES = 10;

/**
 * What the oracle says to lies about the state of a target: in each scenario, after each operation, the sound allocator's report of
 * itself is told with one thing in it changed. A line for each way to lie.
 */
export function reportVerdicts(tokens: readonly string[] = TOKENS, target: Target = soundTarget): string[] {
  return linesOf(tokens.flatMap((token) => [...verdictsIn(token, target)]));
}

function* verdictsIn(token: string, target: Target): Generator<Verdict> {
  const { layout, design, operations } = scenarioOfToken(token, PRESETS);
  const run = new Booted(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target);
  const count = operationCount(operations);
  run.restart(count + 1);
  for (let number = 0; number < count; number++) {
    execute(run, operations, number);
    const items = itemsOf((into) => run.allocator.inspect(into));
    for (const report of falseReports(items, LIES, number))
      yield { lied: report.what, verdict: verdictOn(run, report) };
  }
}

function verdictOn({ oracle }: Booted, { items }: FalseReport): string {
  try {
    oracle.judgeReport((into) => tell(items, into));
    return 'accepted';
  } catch (error) {
    if (error instanceof Objection) return error.invariant;
    throw error;
  }
}
