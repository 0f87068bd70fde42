export * from './compiledMachine.ts';
export * from './compileMachine.ts';
export * from './pageTable.ts';
export * from './stepMask.ts';
