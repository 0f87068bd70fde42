import { expect, test } from 'vitest';
import { TOKENS } from '../lies/tokens.ts';
import { countsOf } from './counts.ts';

/** What a campaign says it has met and walked is only worth what is counted. `npx vitest run properties/counts -u` writes it anew. */
test('the oracle counts in kept scenarios what it counted when somebody last looked, and meets every situation', async () => {
  const counts = countsOf(TOKENS);
  expect(counts.filter((line) => line.startsWith('0 '))).toEqual([]);
  await expect(`${counts.join('\n')}\n`).toMatchFileSnapshot('counts.txt');
}, 60_000);
