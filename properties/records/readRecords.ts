import type { Canary } from '../campaign/canary.ts';
import { presetLayout } from '../campaign/presetLayout.ts';
import { InputError, showValue } from '../input/inputError.ts';
import { emptyTally } from './emptyTally.ts';
import type { RecordHeader } from './recordHeader.ts';
import { parsedLine, restored } from './recordText.ts';
import { addTally } from './sparseTally.ts';
import type { StepRecord } from './stepRecord.ts';

/** What a file of records holds. */
export interface Records {
  /** Null: its writer was killed before it said what campaign this is, and there are no records. */
  readonly header: RecordHeader | null;
  /** By step, each once. */
  readonly steps: readonly StepRecord[];
  /** How long they took together. */
  readonly milliseconds: number;
  /** The campaign came to its own end, and was not interrupted. */
  readonly done: boolean;
  /** Of its last end, if it came to one without a violation. */
  readonly canary?: Canary | undefined;
}

/** What a line behind the header says: a step is done, or the campaign has ended for now. */
export type RecordLine = { readonly milliseconds: number } & (
  | { readonly record: StepRecord }
  | { readonly end: 'done' | 'interrupted'; readonly canary?: Canary }
);

/**
 * Reads a file of records. What follows the last line break is what a killed process did not finish writing, and does not count.
 *
 * @param file its name, for messages
 * @param version of the package: others count other things
 * @throws InputError if it is no such file, or of another version
 */
export function readRecords(text: string, file: string, version: string): Records {
  const [first, ...rest] = text.split('\n').slice(0, -1);
  if (first === undefined) return { header: null, steps: [], milliseconds: 0, done: false };
  const header = headerOf(first, file, version);
  const steps = new Map<number, StepRecord>();
  const scratch = emptyTally();
  let milliseconds = 0;
  let done = false;
  let canary: Canary | undefined;
  for (const [index, line] of rest.entries()) {
    const said = read(line, file, index + 2, (value) => {
      const known = value as RecordLine; // A misfit throws here, or when it is added.
      if ('record' in known) addTally(scratch, known.record.tally);
      else if (known.end !== 'done' && known.end !== 'interrupted') throw new TypeError();
      return known;
    });
    milliseconds = said.milliseconds;
    done = 'end' in said && said.end === 'done';
    if ('end' in said) canary = said.canary;
    if ('record' in said) steps.set(said.record.step, restored(said.record));
  }
  const inOrder = [...steps.values()].sort((one, other) => one.step - other.step);
  return { header, steps: inOrder, milliseconds, done, canary };
}

function headerOf(line: string, file: string, version: string): RecordHeader {
  const header = read(line, file, 1, (value) => {
    const known = value as RecordHeader; // As above.
    if (known.zoneproof !== 'records' || typeof known.plan.seed !== 'number') throw new TypeError();
    return known;
  });
  if (header.version !== version)
    throw new InputError({
      place: file,
      expected: `records written by zoneproof ${version}`,
      found: showValue(header.version),
      remedy: 'start the campaign again in another file, or go on with the version that began it',
    });
  return { ...header, plan: { ...header.plan, layouts: header.plan.layouts.map(presetLayout) } };
}

function read<Value>(line: string, file: string, number: number, check: (value: unknown) => Value): Value {
  try {
    return check(parsedLine(line));
  } catch (cause) {
    const expected = number === 1 ? 'the records of a campaign' : 'the record of a step';
    const found = showValue(line.slice(0, 40));
    const remedy = 'name a file that check --checkpoint or check --shard wrote';
    throw new InputError({ place: `${file}, line ${number}`, expected, found, remedy }, { cause });
  }
}
