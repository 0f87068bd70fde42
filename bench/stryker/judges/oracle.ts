import { readFileSync } from 'node:fs';
import { acceptanceOf } from '../../../model/compile/acceptance.ts';
import { MACHINES } from '../../../properties/stocktaking/machines.ts';
import { NOTICERS } from '../../mutants/noticers.ts';
import type { Noticer } from '../../noticer.ts';
import { noticers as campaigns } from './campaigns.ts';
import { noticers as references } from './references.ts';

const keptIn = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

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
    isAboutLoading: true,
    holds: () =>
      `${acceptanceOf(table).join('\n')}\n` === keptIn(`model/compile/acceptance/${LISTS[name]}.txt`),
  }),
);

/** What notices an oracle that is too lax, and campaigns of the sound allocator for one that is too strict. */
export const noticers: readonly Noticer[] = [
  ...NOTICERS,
  ...acceptance,
  ...references,
  ...campaigns.filter(({ name }) => name.startsWith('zoneproof')),
];
