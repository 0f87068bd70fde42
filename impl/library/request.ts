import { OWNERS, REQUEST_CLASSES, requestClassNumber } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { AllocatorError } from './allocatorError.ts';

/** Who asks for a block, and how. */
export interface Request {
  /** The kind of caller, by its name in `REQUEST_CLASSES` of `zoneproof/spec`: `kernel` (default), `user`, `atomic`, `dma32`, ... */
  readonly class?: string;
  /** Flags of `GFP` instead of a class. */
  readonly gfp?: number;
  /** The node whose zones are tried first. Default 0. */
  readonly node?: number;
  /** The CPU whose private lists may serve. Default 0. */
  readonly cpu?: number;
  /** The process it is for, 1 to 7; 0 (default) is the kernel, or nobody in particular. */
  readonly process?: number;
}

/** Flags of a request. @throws AllocatorError for a class that there is none of */
export function flagsOf(place: string, { class: name = 'kernel', gfp }: Request): number {
  if (gfp !== undefined) return gfp;
  const asked = REQUEST_CLASSES[requestClassNumber(name)];
  if (asked !== undefined) return asked.gfp;
  const names = REQUEST_CLASSES.map((entry) => entry.name).join(', ');
  throw invalid(`${place}: class`, `one of ${names}`, `'${name}'`, 'name one of these, or give gfp');
}

/** Throws an AllocatorError for the first number of a request that the machine has nothing for. */
export function checkRequest(memory: Memory, place: string, order: number, request: Request): void {
  checkNumber(`${place}: order`, order, memory.maxOrder, 'ask for several smaller blocks, or use takeRange');
  checkNumber(`${place}: node`, request.node ?? 0, memory.nodeCount - 1, 'name a node of the machine');
  checkNumber(`${place}: cpu`, request.cpu ?? 0, memory.cpuCount - 1, 'name a CPU of the machine');
  checkNumber(`${place}: process`, request.process ?? 0, OWNERS - 1, 'number the processes from 1');
}

/** Throws an AllocatorError unless a value is a whole number from 0 to `most`. */
export function checkNumber(place: string, value: number, most: number, remedy: string): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw invalid(place, `a whole number from 0 to ${most}`, String(value), remedy);
}

const invalid = (place: string, expected: string, found: string, remedy: string): AllocatorError =>
  new AllocatorError({ code: 'INVALID', place, expected, found, remedy });
