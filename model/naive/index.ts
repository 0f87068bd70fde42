export { NAIVE_OPERATIONS, type NaiveOperation, NaiveReference } from './naiveReference.ts';
