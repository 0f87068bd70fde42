import type { Layout } from '../../spec/layout/layout.ts';

/**
 * Mirrored ranges that begin and end inside a pageblock, and half of the memory below 4 GiB unmirrored: zone borders exact to the
 * page, and a rounding gap. Recorded from a real kernel.
 */
export const linux61Misaligned: Layout = {
  name: 'linux-6.1-misaligned',
  origin:
    'Linux 6.1.0-56-amd64 under qemu, booted with kernelcore=mirror: mirrored ranges that begin and end inside a pageblock',
  ranges: [
    { start: 1, end: 160, node: 0, mirrored: true },
    { start: 256, end: 2054, node: 0, mirrored: true },
    { start: 2056, end: 2064, node: 0, mirrored: true },
    { start: 2304, end: 65536, node: 0, mirrored: true },
    { start: 65536, end: 126602, node: 0, mirrored: false },
    { start: 126860, end: 129260, node: 0, mirrored: false },
    { start: 130046, end: 130796, node: 0, mirrored: false },
    { start: 1048576, end: 1123141, node: 0, mirrored: true },
    { start: 1123141, end: 1179649, node: 0, mirrored: false },
    { start: 1179649, end: 1216512, node: 0, mirrored: true },
    { start: 1216512, end: 1310720, node: 0, mirrored: false },
  ],
  cpus: 2,
  geometry: { maxOrder: 10, pageblockOrder: 9, memoryBlockPages: 32768, dmaEnd: 4096, dma32End: 1048576 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 5362, movableMinPages: [4200, 4200] },
  reserved: [
    { start: 1903, end: 2054, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 2056, end: 2064, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 2304, end: 4096, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 106351, end: 126602, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 126860, end: 129260, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 130046, end: 130796, why: 'boot allocations, place estimated from zoneinfo' },
    { start: 1076736, end: 1080322, why: 'kernel code' },
    { start: 1080832, end: 1083115, why: 'kernel rodata' },
    { start: 1083392, end: 1083977, why: 'kernel data' },
    { start: 1085712, end: 1090048, why: 'kernel bss' },
    { start: 1206390, end: 1216512, why: 'boot allocations, place estimated from zoneinfo' },
  ],
};
