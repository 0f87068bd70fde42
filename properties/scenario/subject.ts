import { MAKES_ALLOCATION, OPERATION } from '../../spec/operations/operation.ts';
import { FIELDS } from './fields.ts';

/** By kind number: how many of the first arguments name allocations. */
const SUBJECTS = Uint8Array.from(FIELDS, (fields) => fields.filter(({ kind }) => kind.subject).length);

const MAKERS = new Uint8Array(SUBJECTS.length);
for (const kind of MAKES_ALLOCATION) MAKERS[OPERATION[kind]] = 1;

/** Whether operations of this kind are about an allocation, named by their first argument. */
export const hasSubject = (kind: number): boolean => SUBJECTS[kind]! > 0;

/** How many allocations an operation of this kind is about: its first arguments name them. */
export const subjectCount = (kind: number): number => SUBJECTS[kind]!;

/** Whether an operation of this kind makes an allocation that later ones may name. */
export const makesAllocation = (kind: number): boolean => MAKERS[kind] === 1;
