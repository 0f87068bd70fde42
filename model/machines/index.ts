export * from './memoryBlockMachine.ts';
export * from './memoryBlockRules.ts';
export * from './pageEvents.ts';
export * from './pageFacts.ts';
export * from './pageMachine.ts';
export * from './pageRules.ts';
export * from './requestMachine.ts';
export * from './requestRules.ts';
