import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { replaceFile } from '../properties/failures/replaceFile.ts';
import { InputError, showValue } from '../properties/input/inputError.ts';

/** The text of a file that the user named; `place` is the option that named it. */
export function readTextFile(file: string, place: string, expected: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = codeOf(cause);
    const found = code === 'ENOENT' ? showValue(file) : `${showValue(file)}, which cannot be read (${code})`;
    throw new InputError({ place, expected, found, remedy: 'check the name' }, { cause });
  }
}

/** Writes a file that the user named: all of it, or, if that fails, nothing. */
export function writeTextFile(file: string, place: string, text: string): void {
  try {
    replaceFile(file, text);
  } catch (cause) {
    const found = `${showValue(file)}, which cannot be written (${codeOf(cause)})`;
    const expected = 'a file that can be written';
    throw new InputError({ place, expected, found, remedy: 'name another file' }, { cause });
  }
}

/** Refuses a file that could not be written, before the work begins that would be written to it; `place` is the option that named it. */
export function requireWritable(file: string, place: string): void {
  const folder = dirname(resolve(file));
  const refusal = (expected: string, found: string, remedy: string): InputError =>
    new InputError({ place, expected, found, remedy });
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw refusal('a file in a folder that exists', showValue(file), `mkdir -p ${dirname(file)}`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw refusal('a file', `${showValue(file)}, which is a folder`, 'name another file');
}

/** Reads the value of an option that names a file to write; see {@link requireWritable}. */
export const writableFile =
  (option: string) =>
  (file: string): string => {
    requireWritable(file, option);
    return file;
  };

/** Parsed JSON out of a file. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(
      { place: file, expected: 'JSON', found, remedy: 'check quotes and commas' },
      { cause },
    );
  }
}

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? String(cause);
