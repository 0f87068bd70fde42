export { holderAt } from './allocations.ts';
export { allowed, isAllowed } from './allowed.ts';
export { candidatesFor } from './candidates.ts';
export { firstPoisoned, firstThatStays } from './culprits.ts';
export { wouldBeDeferred } from './deferral.ts';
export {
  expectAdd,
  expectAllocate,
  expectOffline,
  expectOnline,
  expectPin,
  expectPoison,
  expectPoolGet,
  expectPutRef,
  expectRemove,
  isUsedMask,
} from './expectation.ts';
export { expectIsolate, expectUnisolate } from './expectIsolation.ts';
export { expectCmaAllocate, expectCmaRelease, expectContigAllocate } from './expectRange.ts';
export { followInject } from './failurePoints.ts';
export { fingerprint } from './fingerprint.ts';
export { followDeflate, followInflate } from './followBalloon.ts';
export { areAlike, followCollapse } from './followCollapse.ts';
export { followCompact } from './followCompact.ts';
export { followKswapd } from './followKswapd.ts';
export { followLock } from './followLock.ts';
export { followMigrate } from './followMigrate.ts';
export { followBreakMirror, followExpandMirror } from './followMirror.ts';
export { followAdd, followRemove } from './followPlug.ts';
export { followPoolEmpty, followPoolGet, followPoolPut, keptElements } from './followPool.ts';
export { followGetRef, followPutRef } from './followReference.ts';
export { firstWritten, followReplace } from './followReplace.ts';
export { followSetRetries } from './followSetRetries.ts';
export { followSetWatermarks } from './followSetWatermarks.ts';
export { followSplit, followUnmapPart } from './followSplit.ts';
export {
  followBeginOffline,
  followCommit,
  followRollbackTask,
  followStep,
  openBlock,
} from './followSteps.ts';
export { followUnpoison, unpoisonAnswer } from './followUnpoison.ts';
export { followUpgrade } from './followUpgrade.ts';
export { isUserMemory } from './hugePages.ts';
export { WorldImage } from './image.ts';
export { mayMove } from './mayMove.ts';
export { hex, Objection } from './objection.ts';
export { Oracle } from './oracle.ts';
export { ASKED_OPERATIONS, type Asked, judge, type Outcome } from './outcome.ts';
export type { TargetHabits, WorldState } from './state.ts';
export { stateNumber } from './stateNumber.ts';
export { walkedTransitions } from './walkedTransitions.ts';
