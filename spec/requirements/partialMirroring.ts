import type { Requirement } from './requirement.ts';

/** LSFMM 2016, "Partial address-space mirroring". */
export const partialMirroring: readonly Requirement[] = [
  {
    id: 'partial-mirroring/1',
    mechanism: 'partial mirroring in firmware, told by the EFI memory map',
    demand: 'the kernel knows which ranges are mirrored, and uses them',
    linux:
      'memblock marks the ranges and prefers them; find_zone_movable_pfns_for_nodes builds zones from them',
    answer: {
      invariants: ['INV-146', 'INV-147', 'INV-148', 'INV-157', 'INV-158', 'INV-159'],
      operations: [],
      properties: ['no-mirror', 'mirror-lost', 'kdump'],
    },
  },
  {
    id: 'partial-mirroring/2',
    mechanism: 'ZONE_MOVABLE for unmirrored memory',
    demand: 'kernel memory stays out of what is not mirrored',
    linux: 'merged as kernelcore=mirror in 4.6',
    answer: {
      invariants: ['INV-1', 'INV-2', 'INV-149', 'INV-173'],
      operations: ['allocate', 'online'],
      properties: ['kernelcore', 'kernel-unprotected', 'keeps every invariant'],
    },
  },
  {
    id: 'partial-mirroring/3',
    mechanism: '__GFP_NONMIRROR',
    demand: 'user pages stay out of ZONE_NORMAL, even when ZONE_MOVABLE is full',
    linux: 'not merged: user pages fall back, held off by lowmem_reserve',
    answer: {
      invariants: ['INV-150', 'INV-151'],
      operations: ['allocate'],
      properties: ['nonmirror', 'user-in-mirror'],
    },
  },
  {
    id: 'partial-mirroring/4',
    mechanism: 'MADV_MIRROR, mandatory or advisory, and for whom',
    demand: 'a mandatory request is mirrored or fails, and only the privileged may make it',
    linux: 'not merged',
    answer: {
      invariants: ['INV-2', 'INV-152', 'INV-153'],
      operations: ['allocate'],
      properties: ['nonmirror', 'critical-granted', 'critical-refused', 'privilege-refused'],
    },
  },
  {
    id: 'partial-mirroring/5',
    mechanism: 'exhaustion of the mirror, and its expansion',
    demand: 'no fallback, since nobody would notice that the protection is gone',
    linux: 'kernel requests fail or kill; mirrored memory cannot be added',
    answer: {
      invariants: ['INV-2', 'INV-3', 'INV-161'],
      operations: ['allocate', 'expandMirror', 'breakMirror'],
      properties: ['out-of-memory-movable-free', 'failures are justified'],
    },
  },
  {
    id: 'partial-mirroring/6',
    mechanism: 'the low-memory problem again, and the 4 to 1 rule of thumb',
    demand: 'Hocko and van Riel: kernel memory runs out while most memory is free',
    linux: 'inherent; no limit is enforced',
    answer: {
      invariants: ['INV-160', 'INV-126'],
      operations: ['allocate'],
      properties: ['movable-ratio', 'out-of-memory-movable-free', 'kernel-refused-movable-free'],
    },
  },
  {
    id: 'partial-mirroring/7',
    mechanism: 'init, libc and shared libraries of a mirrored process',
    demand: 'a process is only as safe as the pages it shares',
    linux: 'not handled',
    answer: {
      invariants: ['INV-153'],
      operations: ['allocate', 'upgrade'],
      properties: ['nonmirror', 'upgraded', 'upgrade-busy'],
    },
  },
  {
    id: 'partial-mirroring/8',
    mechanism: 'opt-out, and the upgrade of libraries that are in use',
    demand: 'Kravetz, Shutemov: pages that are already mapped have to move into the mirror',
    linux: 'not handled',
    answer: {
      invariants: ['INV-153', 'INV-178'],
      operations: ['allocate', 'upgrade'],
      properties: ['nonmirror', 'upgraded', 'upgrade-busy'],
    },
  },
  {
    id: 'partial-mirroring/9',
    mechanism: 'full mirroring instead',
    demand: 'Gorman, Hocko: mirror everything, and no policy is needed',
    linux: 'a choice in firmware setup; the kernel sees half the memory',
    answer: { invariants: ['INV-162'], operations: ['poison'], properties: ['full', 'poison-corrected'] },
  },
  {
    id: 'partial-mirroring/10',
    mechanism: 'fragility of ZONE_MOVABLE and of hotplug',
    demand: 'Arcangeli, Gorman: one pinned or unmovable page defeats the zone',
    linux: 'a list of exceptions, long-term pins that migrate, an offline loop',
    answer: {
      invariants: ['INV-1', 'INV-163', 'INV-173', 'INV-187', 'INV-188'],
      operations: ['pin', 'offline', 'online'],
      properties: ['offline-blocked', 'offline-refused', 'offline then online changes nothing'],
    },
  },
];
