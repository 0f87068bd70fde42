/**
 * zoneproof in a test file of your own.
 *
 * ```js
 * import { checkAllocator } from 'zoneproof/vitest';
 *
 * checkAllocator('my allocator', new URL('./allocator.mjs', import.meta.url));
 * ```
 *
 * @packageDocumentation
 */
export { type AllocatorFactory, type CheckAllocatorOptions, checkAllocator } from './checkAllocator.ts';
