import type { ARRIVE_EVENTS, SERVE_EVENTS } from '../pageEvents.ts';
import type { PageRuleName } from '../pageRules.ts';
import { obeys, type PageTransition, type PageTransitions } from '../pageSetup.ts';

/** Whoever asks: a withheld page and a poisoned one are never handed out. */
const IN_SERVICE = ['INV-134 page is not isolated', 'INV-192 page is not poisoned'] as const;

/** A request whose ceiling is below ZONE_MOVABLE and whose pages cannot move. */
const FOR_KERNEL = [...IN_SERVICE, 'INV-1 page is below ZONE_MOVABLE', 'INV-139 page is not CMA'] as const;

/** A request of user space under a design that keeps it out of the kernel's zones. */
const FOR_OUTSIDE = [...IN_SERVICE, 'INV-151 page is in ZONE_MOVABLE'] as const;

/** Buffers of file systems: they move, but only between kernel zones. */
const FOR_KERNEL_MOVABLE = [...IN_SERVICE, 'INV-122 page is below ZONE_MOVABLE'] as const;

/** A right to mirrored memory: mirrored, or refused. */
const FOR_CRITICAL = [...IN_SERVICE, 'INV-1 page is below ZONE_MOVABLE', 'INV-2 frame is mirrored'] as const;

/** A page on its way to a long-term pin leaves ZONE_MOVABLE and CMA. */
const FOR_LONGTERM = [
  ...IN_SERVICE,
  'INV-165 target is below ZONE_MOVABLE',
  'INV-165 target is not CMA',
] as const;

const GFP_ZONE = 'include/linux/gfp.h: gfp_zone; mm/page_alloc.c: get_page_from_freelist';
const KERNELCORE = 'Taku Izumi, "mm: Introduce kernelcore=mirror option", December 2015';
const MADV_MIRROR = 'LWN, LSFMM 2016, "Partial address-space mirroring"';
const ZSMALLOC = 'mm/zsmalloc.c: zs_page_migrate; include/linux/migrate.h: struct movable_operations';
const MIGRATE = 'mm/migrate.c: alloc_migration_target, migrate_folio_move';
const LONGTERM = 'mm/gup.c: migrate_longterm_unpinnable_folios';

/** A free page is handed out. The leaf follows the claim: what the holder says it needs. */
export const serve = {
  serveUser: handOver('movable.mapped', IN_SERVICE, 'User memory may lie on any page in service.', GFP_ZONE),
  serveUserOutside: handOver(
    'movable.mapped',
    FOR_OUTSIDE,
    'The design keeps user memory out of kernel zones.',
    MADV_MIRROR,
  ),
  serveKernel: handOver(
    'pinned.kernel',
    FOR_KERNEL,
    'Kernel memory, without a promise, stays where it is.',
    GFP_ZONE,
  ),
  serveKernelPromised: promised('Kernel memory'),
  serveReclaimable: handOver(
    'pinned.kernel',
    FOR_KERNEL,
    'A kernel cache, without a promise, stays where it is.',
    GFP_ZONE,
  ),
  serveReclaimablePromised: promised('A kernel cache'),
  serveKernelMovable: handOver(
    'movable.mapped',
    FOR_KERNEL_MOVABLE,
    'A file-system buffer can move, but only between kernel zones.',
    GFP_ZONE,
  ),
  serveDriver: handOver(
    'movable.driver',
    IN_SERVICE,
    'A callback of the driver will move the page.',
    ZSMALLOC,
  ),
  serveDriverOutside: handOver(
    'movable.driver',
    FOR_OUTSIDE,
    'The design keeps movable driver memory out of kernel zones.',
    MADV_MIRROR,
  ),
  serveCritical: handOver(
    'mirrored.critical',
    FOR_CRITICAL,
    'A right to mirrored memory is met or refused.',
    MADV_MIRROR,
  ),
  serveMigration: handOver(
    'movable.migrating',
    IN_SERVICE,
    'The page is the target of a migration; the rest is judged when the content arrives.',
    MIGRATE,
  ),
} satisfies PageTransitions<(typeof SERVE_EVENTS)[number]>;

/** The content of another page arrives here, with its claim; the rules are those of a new page under that claim. */
export const arrive = {
  arriveUser: handOver('movable.mapped', IN_SERVICE, 'User memory may move to any page in service.', MIGRATE),
  arriveUserOutside: handOver(
    'movable.mapped',
    FOR_OUTSIDE,
    'User memory moves, but not into kernel zones.',
    MADV_MIRROR,
  ),
  arriveKernelMovable: handOver(
    'movable.mapped',
    FOR_KERNEL_MOVABLE,
    'A buffer moves to another kernel zone.',
    MIGRATE,
  ),
  arriveDriver: handOver(
    'movable.driver',
    IN_SERVICE,
    'A callback of the driver moved its content here.',
    ZSMALLOC,
  ),
  arriveDriverOutside: handOver(
    'movable.driver',
    FOR_OUTSIDE,
    'Driver memory moves, but not into kernel zones.',
    MADV_MIRROR,
  ),
  arriveCritical: handOver(
    'mirrored.critical',
    FOR_CRITICAL,
    'Critical memory moves from mirror to mirror.',
    MADV_MIRROR,
  ),
  arriveLongterm: handOver(
    'pinned.longterm',
    FOR_LONGTERM,
    'User memory moves to where it may be pinned for long.',
    LONGTERM,
  ),
  arriveCriticalLongterm: handOver(
    'mirrored.criticalPinned',
    [...FOR_LONGTERM, 'INV-2 frame is mirrored'],
    'Critical memory moves to where it may be pinned for long, within the mirror.',
    LONGTERM,
  ),
} satisfies PageTransitions<(typeof ARRIVE_EVENTS)[number]>;

/** One way to a leaf, open if all the rules hold. */
function handOver(
  leaf: string,
  rules: readonly PageRuleName[],
  description: string,
  source: string,
): PageTransition {
  return { target: `#page.${leaf}`, guard: obeys(...rules), description, meta: { source } };
}

/** Under a design that protects the kernel: mirrored, or on a frame exempt from the promise, or refused. */
function promised(what: string): readonly PageTransition[] {
  return [
    handOver(
      'mirrored.kernel',
      ['frame is protected', ...FOR_KERNEL],
      `${what} on a protected frame is under the guarantee of the mirror.`,
      KERNELCORE,
    ),
    handOver(
      'pinned.kernel',
      [...FOR_KERNEL, 'INV-2 frame is mirrored, or exempt from the promise'],
      `${what} on an exempt frame: legal, but a finding with its reason.`,
      KERNELCORE,
    ),
  ];
}
