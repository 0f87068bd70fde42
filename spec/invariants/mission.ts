import { ZONE_MOVABLE, zoneIndexOf } from '../zones/zone.ts';
import { everyPage, type Invariant, isPromised } from './invariant.ts';

/** The rules zoneproof exists for, and those that give every other rule its teeth. */
export const missionInvariants: readonly Invariant[] = [
  {
    id: 'INV-0',
    claim: 'the target answers every operation, in the terms of the contract',
    why: 'an allocator that throws, hangs or answers nonsense has no promises to check',
    source: 'the contract, spec/allocator.ts',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-1',
    claim: 'a kernel page is never in ZONE_MOVABLE',
    why: 'one unmovable page makes its memory block impossible to remove, and puts kernel data on unmirrored memory',
    source: 'LWN, LSFMM 2016, "Partial address-space mirroring"; include/linux/mmzone.h, ZONE_MOVABLE',
    designs: 'all',
    scope: 'world',
    violators: everyPage(
      ({ leaves, zone }) =>
        zoneIndexOf(zone) !== ZONE_MOVABLE ||
        !(leaves.includes('pinned.kernel') || leaves.includes('mirrored.kernel')),
    ),
  },
  {
    id: 'INV-2',
    claim: 'a request that requires mirrored memory is served from mirrored memory or fails',
    why: 'a fallback nobody sees voids the protection that half of the memory was spent on',
    source: 'LWN, LSFMM 2016: "no fallback"; mm/page_alloc.c, zonelists',
    designs: ['full', 'kernelcore', 'nonmirror', 'reserve'],
    scope: 'world',
    violators: everyPage((page, world) => !isPromised(page, world) || page.mirror !== 'bare'),
  },
  {
    id: 'INV-3',
    claim: 'a refusal gives a reason, and the reason holds at that moment',
    why: 'an allocator that may refuse at will keeps every other rule by doing nothing',
    source: 'mm/page_alloc.c, get_page_from_freelist; mm/memory_hotplug.c, offline_pages',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-4',
    claim: 'an operation changes only what it is entitled to, and reports what cannot be inferred',
    why: 'if anything may move or disappear at any time, no history contradicts any model',
    source: 'the contract, spec/operations/effects.ts',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-5',
    claim: 'the memory behind a block is exchanged only while no device writes it, and no page notices',
    why: 'what a device writes into the old memory during the copy is lost, and nobody sees it',
    source: 'Ingo Molnar, November 2005, on hot-replace: totals stay constant, DMA has to be tracked',
    designs: 'all',
    scope: 'operation',
  },
];
