export { holderAt } from './allocations.ts';
export { firstPoisoned, firstThatStays } from './culprits.ts';
export {
  expectAdd,
  expectAllocate,
  expectOffline,
  expectOnline,
  expectPin,
  expectPoison,
  expectPutRef,
  expectRemove,
  isUsedMask,
} from './expectation.ts';
export { expectIsolate, expectUnisolate } from './expectIsolation.ts';
export { fingerprint } from './fingerprint.ts';
export { followLock } from './followLock.ts';
export { followAdd, followRemove } from './followPlug.ts';
export { followGetRef, followPutRef } from './followReference.ts';
export { followSetRetries } from './followSetRetries.ts';
export { hex, Objection } from './objection.ts';
export { Oracle } from './oracle.ts';
export type { TargetHabits, WorldState } from './state.ts';
export { walkedTransitions } from './walkedTransitions.ts';
