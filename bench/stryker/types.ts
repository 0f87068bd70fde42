import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Mutant } from './instrument.ts';
import type { Part } from './parts.ts';

/** Says what the compiler objects to in a mutant, or null. */
export type Complaint = (mutant: Mutant) => string | null;

/**
 * What the compiler says of mutants, one after the other: one that does not compile could not be built. Only the file of the mutant is
 * looked at, and names that are no longer used are no complaint: another check says that, and it says nothing about the change.
 *
 * @param root folder of the project
 */
export function compilerOf(root: string, part: Part): Complaint {
  const tree = new Changed(root, part);
  const service = ts.createLanguageService(tree, ts.createDocumentRegistry());
  const complaint = (file: string): string | null => {
    const path = join(root, file);
    const [first] = [
      ...service.getSyntacticDiagnostics(path),
      ...service.getSemanticDiagnostics(path),
    ].filter(({ category }) => category === ts.DiagnosticCategory.Error);
    return first === undefined ? null : `TS${first.code}`;
  };
  return (mutant) => {
    const before = complaint(mutant.file);
    if (before !== null) throw new Error(`${mutant.file} does not compile as it is: ${before}`);
    tree.change(mutant);
    try {
      return complaint(mutant.file);
    } finally {
      tree.change(null);
    }
  };
}

/** The sources with at most one change. */
class Changed implements ts.LanguageServiceHost {
  readonly #root: string;
  readonly #options: ts.CompilerOptions;
  readonly #files: string[];
  readonly #versions = new Map<string, number>();
  #mutant: Mutant | null = null;
  #next = 1;

  constructor(root: string, part: Part) {
    const read = (path: string) => ts.readConfigFile(path, ts.sys.readFile).config as { include: string[] };
    const config = ts.parseJsonConfigFileContent(
      read(join(root, part, 'tsconfig.json')),
      ts.sys,
      join(root, part),
    );
    this.#root = root;
    this.#options = { ...config.options, composite: false, incremental: false, noEmit: true, rootDir: root };
    this.#files = config.fileNames;
  }

  /** Takes back the last change, and makes another. */
  change(mutant: Mutant | null): void {
    for (const file of [this.#mutant?.file, mutant?.file])
      if (file !== undefined) this.#versions.set(join(this.#root, file), this.#next++);
    this.#mutant = mutant;
  }

  getScriptSnapshot(path: string): ts.IScriptSnapshot | undefined {
    if (!ts.sys.fileExists(path)) return undefined;
    const text = readFileSync(path, 'utf8');
    const mutant = this.#mutant;
    if (mutant === null || path !== join(this.#root, mutant.file)) return ts.ScriptSnapshot.fromString(text);
    const [start, end] = mutant.range;
    return ts.ScriptSnapshot.fromString(text.slice(0, start) + mutant.replacement + text.slice(end));
  }

  getScriptFileNames = (): string[] => this.#files;
  getScriptVersion = (path: string): string => `${this.#versions.get(path) ?? 0}`;
  getCompilationSettings = (): ts.CompilerOptions => this.#options;
  getCurrentDirectory = (): string => this.#root;
  getDefaultLibFileName = ts.getDefaultLibFilePath;
  fileExists = ts.sys.fileExists;
  readFile = ts.sys.readFile;
  directoryExists = ts.sys.directoryExists;
  getDirectories = ts.sys.getDirectories;
}
