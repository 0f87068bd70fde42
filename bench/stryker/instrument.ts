import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { ACTIVE, PASSED } from './build.ts';
import { isSentence, MESSAGES } from './messages.ts';

/** One small change of a source file, as StrykerJS makes them. */
export interface Mutant {
  readonly number: number;
  /** What is changed to what, and where: stays the same when lines move. */
  readonly name: string;
  readonly file: string;
  /** From 1. */
  readonly row: number;
  /** The line it begins in, without indentation. */
  readonly line: string;
  /** The kind of change. */
  readonly mutator: string;
  readonly from: string;
  readonly to: string;
  /** Where the place begins and ends in the text of the file, in characters. */
  readonly range: readonly [number, number];
  /** What is put there. */
  readonly replacement: string;
  /** Why it is not tried, or null. */
  readonly excluded: string | null;
}

/** A source file with a switch for each of its mutants. */
export interface Instrumented {
  readonly file: string;
  /** With switches alone, for speed. */
  readonly switched: string;
  /** With notes of what is passed. */
  readonly noting: string;
}

/**
 * Makes the mutants of some files.
 *
 * @param root folder of the project
 * @param files paths from there
 */
export async function instrument(
  root: string,
  files: readonly string[],
): Promise<{ mutants: readonly Mutant[]; texts: readonly Instrumented[] }> {
  const sources = files.map((name) => ({
    name,
    content: readFileSync(join(root, name), 'utf8'),
    mutate: true,
  }));
  const made = await new Instrumenter(QUIET).instrument(sources, {
    ignorers: [MESSAGES],
    excludedMutations: [],
    plugins: null,
    noHeader: true,
  });
  const linesOf = new Map(sources.map(({ name, content }) => [name, content.split('\n')]));
  const startsOf = new Map([...linesOf].map(([name, lines]) => [name, startsIn(lines)]));
  const names = new Map<string, number>();
  const mutants = made.mutants.map((mutant, number): Mutant => {
    const { start, end } = mutant.location;
    const lines = linesOf.get(mutant.fileName)!; // One of the files given.
    const line = lines[start.line]!.trim();
    const from = textBetween(lines, start, end);
    const starts = startsOf.get(mutant.fileName)!; // As above.
    const to = oneLine(mutant.replacement ?? '');
    const said = `${mutant.fileName}: ${from} => ${to} in: ${line}`;
    const before = names.get(said) ?? 0;
    names.set(said, before + 1);
    return {
      number,
      name: before === 0 ? said : `${said} (${before + 1})`,
      file: mutant.fileName,
      row: start.line + 1,
      line,
      mutator: mutant.mutatorName,
      from,
      to,
      range: [starts[start.line]! + start.column, starts[end.line]! + end.column],
      replacement: mutant.replacement ?? '',
      excluded:
        mutant.statusReason ??
        (mutant.mutatorName === 'StringLiteral' && isSentence(mutant.fileName, from)
          ? 'words of an explanation'
          : null),
    };
  });
  const texts = made.files.map(({ name, content }) => ({
    file: name,
    switched: switched(content),
    noting: noting(content),
  }));
  return { mutants, texts };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function textBetween(lines: readonly string[], start: Place, end: Place): string {
  if (start.line === end.line) return lines[start.line]!.slice(start.column, end.column);
  const inner = lines.slice(start.line + 1, end.line);
  return oneLine(
    [lines[start.line]!.slice(start.column), ...inner, lines[end.line]!.slice(0, end.column)].join(' '),
  );
}

/** Where each line begins. */
function startsIn(lines: readonly string[]): number[] {
  let sum = 0;
  return lines.map((line) => {
    const start = sum;
    sum += line.length + 1;
    return start;
  });
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The functions of StrykerJS look numbers up by text; a hot loop is a hundred times slower for it. */
const withSwitches = (text: string): string =>
  text.replace(/stryMutAct_9fa48\("(\d+)"\)/g, (_, number: string) => `(${ACTIVE} === ${number})`);

const switched = (text: string): string => withSwitches(text).replace(/stryCov_9fa48\([^)]*\)/g, '0');

const noting = (text: string): string =>
  withSwitches(text).replace(
    /stryCov_9fa48\(([^)]*)\)/g,
    (_, numbers: string) => `(${numbers.replace(/"(\d+)"/g, `${PASSED}[$1] = 1`)})`,
  );

const silent = (): void => {};
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const QUIET = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => true,
  isErrorEnabled: () => true,
  isFatalEnabled: () => true,
  trace: silent,
  debug: silent,
  info: silent,
  warn: say,
  error: say,
  fatal: say,
};
