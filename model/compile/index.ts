export * from './compiledMachine.ts';
export * from './compileMachine.ts';
export * from './hugePageTable.ts';
export * from './machineText.ts';
export * from './memoryBlockTable.ts';
export * from './pageTable.ts';
export * from './requestTable.ts';
export * from './stepMask.ts';
