export { holderAt } from './allocations.ts';
export { firstPoisoned, firstThatStays } from './culprits.ts';
export {
  expectAdd,
  expectAllocate,
  expectOffline,
  expectOnline,
  expectPin,
  expectPoison,
  expectRemove,
  isUsedMask,
} from './expectation.ts';
export { fingerprint } from './fingerprint.ts';
export { followAdd, followRemove } from './followPlug.ts';
export { hex, Objection } from './objection.ts';
export { Oracle } from './oracle.ts';
export type { TargetHabits, WorldState } from './state.ts';
export { walkedTransitions } from './walkedTransitions.ts';
