import * as fc from 'fast-check';
import type { Layout } from '../../spec/layout/layout.ts';
import { OPERATION, OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { type ArgumentEnds, argumentEnds } from '../scenario/argumentEnds.ts';
import { FIELDS, type Field, setValueIn } from '../scenario/fields.ts';
import { makesAllocation } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';

/** A scenario as commands write it down: each knows its arguments, and the allocation it is about by counting. */
interface Script {
  readonly operations: Int32Array[];
  readonly made: number[];
}

export type Commands = Iterable<fc.Command<object, Script>>;

/** Scenarios as fast-check's own commands, as its documentation shows them: one arbitrary a kind of operation. */
export function commandScenarios(
  kinds: readonly OperationKind[],
  layout: Layout,
  mostCommands: number,
): fc.Arbitrary<Commands> {
  const ends = argumentEnds(layout);
  const each = kinds.map((kind) => {
    const values = FIELDS[OPERATION[kind]]!.map((field) => valueArbitrary(field, ends, mostCommands));
    return fc.tuple(...values).map((drawn) => new Command(OPERATION[kind], drawn));
  });
  return fc.commands(each, { maxCommands: mostCommands, size: 'max' });
}

/** What the commands come to. */
export function operationsOf(commands: Commands): OperationWords {
  const { operations, made }: Script = { operations: [], made: [] };
  fc.modelRun(() => ({ model: {}, real: { operations, made } }), commands);
  const words = new Int32Array(operations.length * OPERATION_WORDS);
  operations.forEach((operation, index) => {
    words.set(operation, index * OPERATION_WORDS);
  });
  return words;
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

function valueArbitrary({ kind }: Field, ends: ArgumentEnds, mostCommands: number): fc.Arbitrary<number> {
  if (kind.subject) return fc.nat(mostCommands - 1);
  const most = kind.below ? ends[kind.below] - 1 : Math.min(kind.most, kind.least + 16);
  return fc.integer({ min: kind.least, max: kind.names ? kind.names.length - 1 : most });
}
