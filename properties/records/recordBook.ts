import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { RecordBook } from '../campaign/campaignInWorker.ts';
import type { Canary } from '../campaign/canary.ts';
import { InputError } from '../input/inputError.ts';
import { type RecordLine, readRecords } from './readRecords.ts';
import { differenceBetween, type RecordHeader } from './recordHeader.ts';
import { lineOf } from './recordText.ts';
import type { StepRecord } from './stepRecord.ts';
import type { TargetFacts } from './targetFacts.ts';

/** Which campaign the records are of; its target is known once it was loaded. */
export type BookTitle = Omit<RecordHeader, 'zoneproof' | 'target'>;

/**
 * A file that a campaign writes its records to, each as soon as its step is done and in one write, so that a process may be killed at
 * any time and the next goes on where it was.
 */
export class FileBook implements RecordBook {
  readonly done: readonly StepRecord[];
  readonly milliseconds: number;
  readonly #file: string;
  readonly #title: BookTitle;
  readonly #before: RecordHeader | null;
  #opened: number | null = null;

  /** Reads what is there. @throws InputError if that is of another campaign, or no records at all */
  constructor(file: string, title: BookTitle) {
    const text = textOf(file);
    const { header, steps, milliseconds } = readRecords(text, file, title.version);
    this.#file = file;
    this.#title = title;
    this.#before = header;
    // What was not made minimal, as when it was interrupted, is walked again: that comes to the same, and ends well.
    this.done = steps.filter(({ found }) => found?.minimal !== false);
    this.milliseconds = milliseconds;
    if (header !== null) this.#require({ ...header, ...title });
    // Half a line would spoil the next one.
    const whole = Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1));
    if (whole < Buffer.byteLength(text)) truncateSync(file, whole);
  }

  begin(target: TargetFacts): void {
    const header: RecordHeader = { zoneproof: 'records', ...this.#title, target };
    if (this.#before !== null) this.#require(header);
    this.#opened = attempt(this.#file, () => openSync(this.#file, 'a'));
    if (this.#before === null) this.#append(header);
  }

  write(record: StepRecord, milliseconds: number): void {
    this.#say({ milliseconds: Math.round(milliseconds), record });
    if (record.found !== undefined && this.#opened !== null) fsyncSync(this.#opened);
  }

  end(how: 'done' | 'interrupted', milliseconds: number, canary?: Canary): void {
    const line = { milliseconds: Math.round(milliseconds), end: how };
    this.#say(canary === undefined ? line : { ...line, canary });
    if (this.#opened !== null) closeSync(this.#opened);
    this.#opened = null;
  }

  #say(line: RecordLine): void {
    this.#append(line);
  }

  #append(value: unknown): void {
    if (this.#opened !== null) writeSync(this.#opened, lineOf(value));
  }

  #require(header: RecordHeader): void {
    if (this.#before === null) return;
    const { index, of } = this.#before.shard;
    const otherShard = index === header.shard.index ? '' : `shard ${index}/${of}`;
    const difference = differenceBetween(header, this.#before) || otherShard;
    if (difference === '') return;
    const remedy = 'name another file, or remove this one to start again';
    throw new InputError({
      place: this.#file,
      expected: 'records of this campaign',
      found: difference,
      remedy,
    });
  }
}

const textOf = (file: string): string =>
  attempt(file, () => (existsSync(file) ? readFileSync(file, 'utf8') : ''));

function attempt<Value>(file: string, work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    const found = `one that cannot be (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`;
    const expected = 'a file that can be read and written';
    throw new InputError({ place: file, expected, found, remedy: 'name another file' }, { cause });
  }
}
