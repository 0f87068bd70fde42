import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../input/inputError.ts';
import { scenarioHash } from '../scenario/scenarioHash.ts';
import { failureText, readFailure, type StoredFailure } from './failureFile.ts';
import { HALF, replaceFile } from './replaceFile.ts';

/** Longer than any process takes to write a file. */
const HALF_MILLISECONDS = 60_000;

/**
 * A folder with a file for each failure, named by the hash of its scenario. Files appear whole and at once, so several campaigns may
 * use it, and any of them may be killed.
 */
export class FailureStore {
  readonly #folder: string;

  /** @param folder is made when the first failure is kept */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The file of a failure with that hash, whether it is there or not. */
  fileOf(hash: string): string {
    return join(this.#folder, `${hash}.json`);
  }

  /** Every failure by its hash, and what is wrong with the files that hold none. */
  read(): { readonly failures: ReadonlyMap<string, StoredFailure>; readonly damaged: readonly InputError[] } {
    const failures = new Map<string, StoredFailure>();
    const damaged: InputError[] = [];
    for (const name of this.#names()) {
      const hash = name.slice(0, -'.json'.length);
      const file = this.fileOf(hash);
      try {
        failures.set(hash, readFailure(readFileSync(file, 'utf8'), file, hash));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (error instanceof InputError) damaged.push(error);
        else if ('code' in error && error.code !== 'ENOENT')
          damaged.push(unreadable(file, String(error.code)));
        else if (!('code' in error)) throw error; // Removed meanwhile is nothing; a mistake of ours is.
      }
    }
    return { failures, damaged };
  }

  /** @returns the hash it is kept under */
  keep(failure: StoredFailure): string {
    const hash = scenarioHash(failure.scenario);
    mkdirSync(this.#folder, { recursive: true });
    replaceFile(this.fileOf(hash), failureText(failure));
    return hash;
  }

  remove(hash: string): void {
    rmSync(this.fileOf(hash), { force: true });
  }

  /** In order, so that two campaigns replay alike; what a killed process left half-written goes. */
  #names(): string[] {
    const names = statSync(this.#folder, { throwIfNoEntry: false })?.isDirectory()
      ? readdirSync(this.#folder)
      : [];
    for (const half of names.filter((name) => HALF.test(name))) {
      const written = statSync(join(this.#folder, half), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - written > HALF_MILLISECONDS) rmSync(join(this.#folder, half), { force: true });
    }
    return names.filter((name) => /^[^.].*\.json$/.test(name)).sort();
  }
}

const unreadable = (place: string, code: string): InputError =>
  new InputError({
    place,
    expected: 'a file that can be read',
    found: code,
    remedy: 'look at its permissions',
  });
