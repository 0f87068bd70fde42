/**
 * The allocator: sound, optimized, and open at every mechanism for one that is not.
 *
 * @packageDocumentation
 */
export * from './core/buddyCore.ts';
export type { Memory } from './memory/memory.ts';
export * from './pageAllocator.ts';
export * from './target.ts';
