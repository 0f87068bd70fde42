import type { Layout } from '../../spec/layout/layout.ts';

/**
 * The lowest memory above 4 GiB is not mirrored, so ZONE_NORMAL is empty and 256 MiB of mirrored memory belong to no zone. Recorded
 * from a real kernel, which boots with this and prints "Bad page state".
 */
export const linux61LostMirror: Layout = {
  name: 'linux-6.1-lost-mirror',
  origin:
    'Linux 6.1.0-56-amd64 under qemu, booted with kernelcore=mirror: the lowest memory above 4 GiB is not mirrored, so 256 MiB of mirrored memory belong to no zone',
  ranges: [
    { start: 1, end: 160, node: 0, mirrored: true },
    { start: 256, end: 2054, node: 0, mirrored: true },
    { start: 2056, end: 2064, node: 0, mirrored: true },
    { start: 2304, end: 126602, node: 0, mirrored: true },
    { start: 126860, end: 129260, node: 0, mirrored: true },
    { start: 130046, end: 130796, node: 0, mirrored: true },
    { start: 1048576, end: 1081344, node: 0, mirrored: false },
    { start: 1081344, end: 1146880, node: 0, mirrored: true },
    { start: 1146880, end: 1212416, node: 0, mirrored: false },
  ],
  cpus: 2,
  geometry: { maxOrder: 10, pageblockOrder: 9, memoryBlockPages: 32768, dmaEnd: 4096, dma32End: 1048576 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 4423, movableMinPages: [2938, 2938] },
  reserved: [
    { start: 106351, end: 126602, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 126860, end: 129260, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 130046, end: 130796, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 1127424, end: 1131010, why: 'kernel code' },
    { start: 1131520, end: 1133803, why: 'kernel rodata' },
    { start: 1134080, end: 1134665, why: 'kernel data' },
    { start: 1136400, end: 1140736, why: 'kernel bss' },
  ],
};
