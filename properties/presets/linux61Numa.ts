import type { Layout } from '../../spec/layout/layout.ts';

/**
 * Two nodes, the second without any mirrored memory: all of it is ZONE_MOVABLE, with its own memory map inside. Recorded from a real
 * kernel.
 */
export const linux61Numa: Layout = {
  name: 'linux-6.1-numa',
  origin:
    'Linux 6.1.0-56-amd64 under qemu, booted with kernelcore=mirror: two nodes, the second without mirrored memory',
  ranges: [
    { start: 1, end: 160, node: 0, mirrored: true },
    { start: 256, end: 2054, node: 0, mirrored: true },
    { start: 2056, end: 2064, node: 0, mirrored: true },
    { start: 2304, end: 126602, node: 0, mirrored: true },
    { start: 126860, end: 129260, node: 0, mirrored: true },
    { start: 130046, end: 130796, node: 0, mirrored: true },
    { start: 1048576, end: 1179648, node: 0, mirrored: true },
    { start: 1179648, end: 1376256, node: 1, mirrored: false },
  ],
  cpus: 2,
  geometry: { maxOrder: 10, pageblockOrder: 9, memoryBlockPages: 32768, dmaEnd: 4096, dma32End: 1048576 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 5609, movableMinPages: [5064, 5064] },
  reserved: [
    { start: 1903, end: 2054, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 2056, end: 2064, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 2304, end: 4096, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 28672, end: 32258, why: 'kernel code' },
    { start: 32768, end: 35051, why: 'kernel rodata' },
    { start: 35328, end: 35913, why: 'kernel data' },
    { start: 37648, end: 41984, why: 'kernel bss' },
    { start: 105823, end: 126602, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 126860, end: 129260, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 130046, end: 130796, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 1172827, end: 1179648, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 1373184, end: 1376256, why: 'boot allocations, place estimated from zoneinfo' },
  ],
};
