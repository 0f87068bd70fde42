import { everyPage, type Invariant } from './invariant.ts';

/** What single designs promise beyond placement, and what becomes of the promise when the hardware changes. */
export const mirrorPolicyInvariants: readonly Invariant[] = [
  {
    id: 'INV-149',
    claim: 'memory that only kernel zones may hold is never on frames that the design leaves bare',
    why: 'file-system buffers carry metadata that many processes depend on',
    source: 'LWN, LSFMM 2016: "no fallback"; mm/mm_init.c',
    designs: ['kernelcore', 'nonmirror'],
    scope: 'world',
    violators: everyPage(
      ({ mirror, claim }, { inForce }) => !inForce || mirror !== 'bare' || claim !== 'kernelMovable',
    ),
  },
  {
    id: 'INV-154',
    claim:
      'pages of a mirror reserve are not counted free, and a request without a right to it sees memory without them',
    why: 'reserve pages counted free make reclaim stop while the request still fails',
    source: 'Mel Gorman, 30 June 2015, on the mirrored memory RFC',
    designs: ['reserve'],
    scope: 'operation',
  },
  {
    id: 'INV-155',
    claim: 'a zone is balanced for a request only by pages that the request may use',
    why: 'free mirrored pages that nobody may take end in an out-of-memory kill with memory free',
    source: 'Mel Gorman, 30 June 2015, on the mirrored memory RFC; mm/vmscan.c, pgdat_balanced',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-161',
    claim: 'when a mirror breaks, its pages keep owner and zone, and stop counting as protected',
    why: 'a guarantee that has ended and is still believed is worse than none',
    source: 'ACPI, EFI_MEMORY_MORE_RELIABLE; LWN, LSFMM 2016',
    designs: 'all',
    scope: 'operation',
  },
];
