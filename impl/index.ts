/**
 * The allocator: sound, optimized, and open at every mechanism for one that is not. {@link createAllocator} makes one for use;
 * {@link PageAllocator} is the whole contract, {@link soundTarget} what a campaign boots.
 *
 * @packageDocumentation
 */
export * from './core/buddyCore.ts';
export { AllocatorError, type ErrorCode } from './library/allocatorError.ts';
export type { BlockReport } from './library/blockReport.ts';
export { createAllocator } from './library/createAllocator.ts';
export type { EffectReport } from './library/effectReport.ts';
export { FrameAllocator, type PinTerm } from './library/frameAllocator.ts';
export type { AllocatorOptions } from './library/options.ts';
export type { Request } from './library/request.ts';
export type { ZoneReport } from './library/zoneReport.ts';
export type { Memory } from './memory/memory.ts';
export * from './pageAllocator.ts';
export * from './target.ts';
