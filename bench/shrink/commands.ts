import * as fc from 'fast-check';
import type { Arena } from '../../properties/campaign/arena.ts';
import type { Fault } from '../../properties/faults/index.ts';
import { type ArgumentEnds, argumentEnds } from '../../properties/scenario/argumentEnds.ts';
import { FIELDS, type Field, setValueIn } from '../../properties/scenario/fields.ts';
import { makesAllocation } from '../../properties/scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords } from '../../properties/scenario/words.ts';
import { OPERATION, OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { arenasOf, DRAWN, LENGTH, layout } from './hunt.ts';

/** What fast-check's own commands made of a failure. */
export interface ByCommands {
  readonly rule: string;
  readonly length: number;
  readonly runs: number;
}

/** A scenario as commands write it down: each knows its arguments, and the allocation it is about by counting. */
interface Script {
  readonly operations: Int32Array[];
  readonly made: number[];
}

class Command implements fc.Command<object, Script> {
  readonly #kind: number;
  readonly #values: readonly number[];

  constructor(kind: number, values: readonly number[]) {
    this.#kind = kind;
    this.#values = values;
  }

  check(): boolean {
    return true;
  }

  run(_model: object, { operations, made }: Script): void {
    const words = new Int32Array(OPERATION_WORDS);
    words[0] = this.#kind;
    for (const [place, field] of FIELDS[this.#kind]!.entries()) {
      const value = this.#values[place]!; // One for each field.
      if (field.kind.subject && made.length === 0) return;
      setValueIn(words, 0, field, field.kind.subject ? made[value % made.length]! : value);
    }
    if (makesAllocation(this.#kind)) made.push(operations.length);
    operations.push(words);
  }

  toString(): string {
    return OPERATION_KINDS[this.#kind]!;
  }
}

/** Finds and shortens with `fc.commands`, as its documentation shows it; null if the seed finds nothing. */
export function shrinkByCommands(fault: Fault, seed: number): ByCommands | null {
  const arena = arenasOf(fault)({ layout });
  let runs = 0;
  let first = 0;
  let rule: string | null = null;
  let length = 0;
  const property = fc.property(commandsFor(arena), (commands) => {
    const script: Script = { operations: [], made: [] };
    fc.modelRun(() => ({ model: {}, real: script }), commands);
    runs++;
    const violation = arena.run(wordsOf(script));
    if (violation === null || (rule !== null && violation.invariant !== rule)) return;
    if (rule === null) first = runs;
    rule = violation.invariant;
    length = script.operations.length;
    throw new Error(violation.sentence);
  });
  fc.check(property, { seed, numRuns: DRAWN, interruptAfterTimeLimit: PATIENCE });
  return rule === null ? null : { rule, length, runs: runs - first };
}

/** Some failures keep fast-check busy for minutes. */
const PATIENCE = 10_000;

function commandsFor(arena: Arena): fc.Arbitrary<Iterable<fc.Command<object, Script>>> {
  const ends = argumentEnds(layout);
  const each = arena.offered().map((kind) => {
    const values = FIELDS[OPERATION[kind]]!.map((field) => valueArbitrary(field, ends));
    return fc.tuple(...values).map((drawn) => new Command(OPERATION[kind], drawn));
  });
  return fc.commands(each, { maxCommands: LENGTH, size: 'max' });
}

function valueArbitrary({ kind }: Field, ends: ArgumentEnds): fc.Arbitrary<number> {
  if (kind.subject) return fc.nat(LENGTH - 1);
  const most = kind.below ? ends[kind.below] - 1 : Math.min(kind.most, kind.least + 16);
  return fc.integer({ min: kind.least, max: kind.names ? kind.names.length - 1 : most });
}

function wordsOf({ operations }: Script): OperationWords {
  const words = new Int32Array(operations.length * OPERATION_WORDS);
  operations.forEach((operation, index) => {
    words.set(operation, index * OPERATION_WORDS);
  });
  return words;
}
