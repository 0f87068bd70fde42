import { expect, test } from 'vitest';
import { acceptanceOf } from './acceptance.ts';
import type { CompiledMachine } from './compiledMachine.ts';
import { hugePageTable } from './hugePageTable.ts';
import { memoryBlockTable } from './memoryBlockTable.ts';
import { pageTable } from './pageTable.ts';
import { pressureTable } from './pressureTable.ts';
import { requestTable } from './requestTable.ts';

const machines: readonly (readonly [name: string, table: CompiledMachine])[] = [
  ['page', pageTable],
  ['memoryBlock', memoryBlockTable],
  ['request', requestTable],
  ['pressure', pressureTable],
  ['hugePage', hugePageTable],
];

test.each(machines)(
  'the %s machine accepts and refuses what it did when somebody last looked',
  async (name, table) => {
    const lines = acceptanceOf(table);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`acceptance/${name}.txt`);
  },
);
