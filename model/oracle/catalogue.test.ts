import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { INVARIANTS, invariantOf } from '../../spec/invariants/index.ts';
import { PENDING } from '../../spec/invariants/pending.ts';

/** The sources of a folder, tests left out. */
const sourcesIn = (folder: URL) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** Whoever judges: the model, and the run, which asks the questions of the end. */
const sources = ['../', '../../properties/run/'].flatMap((folder) =>
  sourcesIn(new URL(folder, import.meta.url)),
);

/** Rules that are broken where the text names them in quotes: in an objection, or as the name of a guard's rule. */
const enforced = sources.flatMap(({ name, text }) =>
  [...text.matchAll(/['"](INV-\d+)(?: [^'"]+)?['"]/g)].map(([, id = '']) => ({ name, id })),
);
const mentioned = sources.flatMap(({ name, text }) =>
  [...text.matchAll(/INV-\d+/g)].map(([id]) => ({ name, id })),
);

describe('the model and the catalogue', () => {
  test('read more than a few sources', () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(enforced.length).toBeGreaterThan(100);
  });

  test('agree on what a number means: the model names no rule that is not in the catalogue', () => {
    expect(mentioned.filter(({ id }) => !invariantOf(id))).toEqual([]);
  });

  test('leave no rule of an operation or a report without somebody who enforces it', () => {
    const ids = new Set(enforced.map(({ id }) => id));
    const dead = INVARIANTS.filter(({ scope }) => scope === 'operation' || scope === 'report')
      .map(({ id }) => id)
      .filter((id) => !ids.has(id) && !PENDING.includes(id));
    expect(dead).toEqual([]);
  });
});
