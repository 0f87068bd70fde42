export { type BrokenRule, NAIVE_OPERATIONS, NaiveReference } from './naiveReference.ts';
