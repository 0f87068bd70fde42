import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { InputError } from '../input/inputError.ts';

/** A text file of a machine, kept by lines so that errors can name one. */
export interface TextFile {
  /** Its name inside the directory, for messages. */
  readonly name: string;
  readonly lines: readonly string[];
}

/** Boot logs with everything switched on have some hundred kilobytes. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Reads a text file, unpacked if its name ends in `.gz`. Throws InputError if it cannot be read. */
export function readTextFile(directory: string, name: string): TextFile {
  try {
    const path = join(directory, name);
    if (statSync(path).size > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} bytes`);
    const bytes = readFileSync(path);
    const text = name.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes;
    return { name, lines: text.toString('utf8').split(/\r?\n/) };
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    const remedy = 'copy it again, as text or compressed with gzip';
    throw new InputError(
      { place: join(directory, name), expected: 'a readable text file', found, remedy },
      { cause },
    );
  }
}

/** The first of `names` that exists, searched in each of `places` below `directory`; undefined if there is none. */
export function findTextFile(
  directory: string,
  places: readonly string[],
  names: readonly string[],
): TextFile | undefined {
  for (const place of places) {
    for (const name of names) {
      if (existsSync(join(directory, place, name))) return readTextFile(directory, join(place, name));
    }
  }
  return undefined;
}

/**
 * Where the files of a machine may lie: the directory itself, copied `proc` and `sys` trees, and the earliest of its
 * `snap-*` folders, for recordings with several. Throws InputError if `directory` is none.
 */
export function placesIn(directory: string): string[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    const remedy = 'copy /proc/iomem, /proc/zoneinfo and the output of dmesg into a directory and name that';
    throw new InputError({ place: directory, expected: 'a directory of files copied off a machine', remedy });
  }
  const snapshots = readdirSync(directory)
    .filter((name) => name.startsWith('snap-'))
    .map((name) => ({ name, freed: pagesFreedBefore(join(directory, name)) }))
    .sort((one, two) => one.freed - two.freed || (one.name < two.name ? -1 : 1));
  return ['.', 'proc', 'sys', ...snapshots.slice(0, 1).map(({ name }) => name)];
}

/** `pgfree` only ever grows, so the earliest snapshot has the smallest. */
function pagesFreedBefore(snapshot: string): number {
  if (!existsSync(join(snapshot, 'vmstat'))) return basename(snapshot) === 'snap-pre' ? 0 : Number.MAX_VALUE;
  const line = readTextFile(snapshot, 'vmstat').lines.find((candidate) => candidate.startsWith('pgfree '));
  return Number(line?.slice('pgfree '.length) ?? Number.MAX_VALUE);
}

/** An error at a line of a file; `index` counts from 0. */
export const lineError = (file: TextFile, index: number, expected: string, remedy: string): InputError =>
  new InputError({
    place: `${file.name}:${index + 1}`,
    expected,
    found: JSON.stringify(file.lines[index]?.trim().slice(0, 80) ?? ''),
    remedy,
  });
