import {
  type CompiledMachine,
  hugePageTable,
  memoryBlockTable,
  pageTable,
  pressureTable,
  requestTable,
} from '../../model/index.ts';

/** Every machine that is compiled to a table, by the name a reader knows it by. */
export const MACHINES: readonly (readonly [name: string, table: CompiledMachine])[] = [
  ['page', pageTable],
  ['memory block', memoryBlockTable],
  ['request', requestTable],
  ['zone pressure', pressureTable],
  ['huge page', hugePageTable],
];
