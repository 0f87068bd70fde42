import type { Layout } from '../../spec/layout/layout.ts';

/**
 * Two mirrored ranges above 4 GiB with unmirrored memory between and behind them: the spans of ZONE_NORMAL and ZONE_MOVABLE
 * overlap. Recorded from a real kernel.
 */
export const linux61Interleaved: Layout = {
  name: 'linux-6.1-interleaved',
  origin:
    'Linux 6.1.0-56-amd64 under qemu, booted with kernelcore=mirror: two mirrored ranges interleaved with unmirrored ones above 4 GiB',
  ranges: [
    { start: 1, end: 160, node: 0, mirrored: true },
    { start: 256, end: 2054, node: 0, mirrored: true },
    { start: 2056, end: 2064, node: 0, mirrored: true },
    { start: 2304, end: 126602, node: 0, mirrored: true },
    { start: 126860, end: 129260, node: 0, mirrored: true },
    { start: 130046, end: 130796, node: 0, mirrored: true },
    { start: 1048576, end: 1114112, node: 0, mirrored: true },
    { start: 1114112, end: 1245184, node: 0, mirrored: false },
    { start: 1245184, end: 1310720, node: 0, mirrored: true },
    { start: 1310720, end: 1441792, node: 0, mirrored: false },
  ],
  cpus: 2,
  geometry: { maxOrder: 10, pageblockOrder: 9, memoryBlockPages: 32768, dmaEnd: 4096, dma32End: 1048576 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 4635, movableMinPages: [5800, 5800] },
  reserved: [
    { start: 1903, end: 2054, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 2056, end: 2064, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 2304, end: 4096, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 106351, end: 126602, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 126860, end: 129260, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 130046, end: 130796, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 1247232, end: 1250818, why: 'kernel code' },
    { start: 1251328, end: 1253611, why: 'kernel rodata' },
    { start: 1253888, end: 1254473, why: 'kernel data' },
    { start: 1256208, end: 1260544, why: 'kernel bss' },
    { start: 1298551, end: 1310720, why: 'boot allocations, place estimated from zoneinfo' },
  ],
};
