import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { USE_BITS } from '../impl/memory/pageBits.ts';
import { LISTED_ROUTE } from '../impl/requests/routeRecord.ts';

const builtText = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../dist/impl/fast/${name}.js`, import.meta.url)), 'utf8');

test('the fast path is built with numbers in place of names, and they are those of the sources', () => {
  const names = /\b(USE_BITS|HEAD_BITS|ZONE_WORDS|QUEUE_WORDS|ROW_WORDS|ROUTES_PER_NODE|LIST_WORDS)\b/;
  for (const name of ['createFastPath', 'fastBuddy', 'fastQueues', 'fastLru', 'places'])
    expect(builtText(name), name).not.toMatch(names);
  expect(builtText('fastBuddy')).toContain(`& ${~USE_BITS}`);
  expect(builtText('createFastPath')).toContain(`& ${LISTED_ROUTE})`);
});

test('the fast path is built without `const`, for the engine asks at each use of one whether it was set', () => {
  for (const name of ['createFastPath', 'fastBuddy', 'fastQueues', 'fastLru'])
    expect(builtText(name), name).not.toMatch(/\b(const|let)\b/);
});
