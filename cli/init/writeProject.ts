import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, showValue } from '../../properties/input/inputError.ts';
import { packageVersion } from '../packageVersion.ts';
import { type ProjectFile, projectFiles } from './files.ts';

/** What became of a file. */
export interface WrittenFile extends ProjectFile {
  /** Not if it was there before: then it was left as it is. */
  readonly written: boolean;
}

/** Writes the files of a project into a folder, but never over one that is there. */
export function writeProject(folder: string): WrittenFile[] {
  const place = resolve(folder);
  try {
    if (statSync(place, { throwIfNoEntry: false })?.isDirectory() === false)
      throw notWritten(folder, 'a file');
    return projectFiles(projectName(place), packageVersion()).map((file) => writeNew(place, file));
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw notWritten(
      folder,
      `one that cannot be written (${(cause as NodeJS.ErrnoException).code ?? cause})`,
    );
  }
}

function writeNew(place: string, file: ProjectFile): WrittenFile {
  const path = join(place, file.path);
  if (existsSync(path)) return { ...file, written: false };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.text, { flag: 'wx' });
  return { ...file, written: true };
}

/** Whether `npm test` runs vitest there. */
export function testsRun(folder: string): boolean {
  try {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof scripts?.test === 'string' && scripts.test.includes('vitest');
  } catch {
    return false;
  }
}

/** Names of packages are lower-case words. */
const projectName = (place: string): string =>
  basename(place)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'allocator';

const notWritten = (folder: string, found: string): InputError =>
  new InputError({
    place: `init ${showValue(folder)}`,
    expected: 'a folder to write to',
    found,
    remedy: 'name another folder',
  });
