import { OPERATION } from '../../spec/operations/operation.ts';

/** By kind number: whether the first argument names an allocation. */
const HAS_SUBJECT = new Uint8Array(64);
for (const kind of ['free', 'pin', 'unpin', 'poisonOf'] as const) HAS_SUBJECT[OPERATION[kind]] = 1;

/** Whether operations of this kind are about an allocation, named by their first argument. */
export const hasSubject = (kind: number): boolean => HAS_SUBJECT[kind] === 1;
