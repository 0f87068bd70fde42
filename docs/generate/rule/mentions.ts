import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../measured/places.ts';

/** A line of a source file that names a rule. */
export interface Mention {
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
}

const FOLDERS = ['spec/invariants', 'model/machines', 'model/oracle', 'model/boot', 'properties/run'];

/** Where each rule is named in what states and judges rules, in the order of files. */
export function readMentions(): ReadonlyMap<string, readonly Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const file of FOLDERS.flatMap(sourcesOf)) {
    const lines = readFileSync(new URL(file, ROOT), 'utf8').split('\n');
    for (const [place, said] of lines.entries())
      for (const [id] of said.matchAll(/\bINV-\d+\b/g)) {
        if (/^\s*(\*|\/\/|\/\*)/.test(said)) continue; // Talk about a rule is not the rule.
        const known = mentions.get(id) ?? [];
        mentions.set(id, known);
        if (known.at(-1)?.file !== file || known.at(-1)?.line !== place + 1)
          known.push({ file, line: place + 1 });
      }
  }
  return mentions;
}

export const sourcesOf = (folder: string): string[] => {
  const root = fileURLToPath(ROOT);
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) =>
      relative(root, join(root, folder, name))
        .split(sep)
        .join('/'),
    )
    .sort();
};

/** The object in which a rule is written down, from its opening brace to the closing one. */
export function definitionOf({ file, line }: Mention): string {
  const lines = readFileSync(new URL(file, ROOT), 'utf8').split('\n');
  const indent = /^\s*/.exec(lines[line - 1]!)![0].slice(2); // The line is there, and anything has a beginning.
  const first = lines.lastIndexOf(`${indent}{`, line - 1);
  const last = lines.findIndex(
    (each, place) => place >= line && /^\s*\},?;?$/.test(each) && each.startsWith(`${indent}}`),
  );
  const from = first < 0 ? line - 1 : first;
  return lines
    .slice(from, last + 1)
    .map((each) => each.slice(indent.length))
    .join('\n');
}
