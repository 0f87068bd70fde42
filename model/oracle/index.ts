export { holderAt } from './allocations.ts';
export { firstPoisoned, firstThatStays } from './culprits.ts';
export {
  expectAllocate,
  expectOffline,
  expectOnline,
  expectPin,
  expectPoison,
  isUsedMask,
} from './expectation.ts';
export { fingerprint } from './fingerprint.ts';
export { hex, Objection } from './objection.ts';
export { Oracle } from './oracle.ts';
export type { TargetHabits, WorldState } from './state.ts';
export { walkedTransitions } from './walkedTransitions.ts';
