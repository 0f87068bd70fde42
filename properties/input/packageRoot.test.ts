import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from './packageRoot.ts';

test('the package is found from where its code lies', () => {
  const { name } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { name: string };
  expect(name).toBe('zoneproof');
});
