export { type BrokenRule, NAIVE_EFFECTS, NAIVE_OPERATIONS, NaiveReference } from './naiveReference.ts';
