import { readFileSync } from 'node:fs';
import { acceptanceOf } from '../../../model/compile/acceptance.ts';
import { verdicts } from '../../../properties/lies/verdicts.ts';
import { MACHINES } from '../../../properties/stocktaking/machines.ts';
import { NOTICERS } from '../../mutants/noticers.ts';
import type { Noticer } from '../../noticer.ts';
import { noticers as campaigns } from './campaigns.ts';

const keptIn = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const allLies: Noticer = {
  name: 'all lies',
  holds: () => `${verdicts().join('\n')}\n` === keptIn('properties/lies/verdicts.txt'),
};

const LISTS: Readonly<Record<string, string>> = {
  page: 'page',
  'memory block': 'memoryBlock',
  request: 'request',
  'zone pressure': 'pressure',
  'huge page': 'hugePage',
};

/** What each machine accepts and refuses. */
const acceptance = MACHINES.map(
  ({ name, table }): Noticer => ({
    name: `what the machine ${name} accepts`,
    holds: () =>
      `${acceptanceOf(table).join('\n')}\n` === keptIn(`model/compile/acceptance/${LISTS[name]}.txt`),
  }),
);

/** What notices an oracle that is too lax, and campaigns of the sound allocator for one that is too strict. */
export const noticers: readonly Noticer[] = [
  ...NOTICERS,
  allLies,
  ...acceptance,
  ...campaigns.filter(({ name }) => name.startsWith('zoneproof')),
];
