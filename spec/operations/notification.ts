/**
 * What the rest of the kernel is told of a memory block, in the order of its number. Who hears GOING_* may object, and then
 * CANCEL_* follows; everything else is news. Every GOING_* is followed by exactly one of the other two of its kind.
 * Source: include/linux/memory.h, MEM_GOING_ONLINE and the others; Documentation/core-api/memory-hotplug.rst.
 */
export const NOTIFICATIONS = [
  'GOING_ONLINE',
  'ONLINE',
  'CANCEL_ONLINE',
  'GOING_OFFLINE',
  'OFFLINE',
  'CANCEL_OFFLINE',
] as const;

/** Number of the announcement that a block is about to go online; a listener may object. */
export const GOING_ONLINE = 0;
/** Number of the news that a block is online. */
export const WENT_ONLINE = 1;
/** Number of the news that it is not, after all. */
export const CANCEL_ONLINE = 2;
/** Number of the announcement that a block is about to go offline; a listener may object. */
export const GOING_OFFLINE = 3;
/** Number of the news that a block is offline. */
export const WENT_OFFLINE = 4;
/** Number of the news that it stays online, after all. */
export const CANCEL_OFFLINE = 5;
