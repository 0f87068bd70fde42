export { NAIVE_EFFECTS, NAIVE_OPERATIONS } from './known.ts';
export { type BrokenRule, NaiveReference } from './naiveReference.ts';
