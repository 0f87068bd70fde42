import type { RESERVE_EVENTS, SERVE_EVENTS } from '../pageEvents.ts';
import { type PageTransition, type PageTransitions, refuse } from '../pageSetup.ts';
import {
  FOR_CRITICAL,
  FOR_KERNEL,
  FOR_KERNEL_MOVABLE,
  FOR_OUTSIDE,
  GFP_ZONE,
  handOver,
  IN_SERVICE,
  KERNELCORE,
  MADV_MIRROR,
  MIGRATE,
  RESERVE,
  ZSMALLOC,
} from './claims.ts';

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
  ...refuse(
    ['serveKernelCritical'],
    'INV-2 page is in the mirror reserve',
    'A right to the mirror reserve is met from the reserve or refused.',
    RESERVE,
  ),
} satisfies PageTransitions<(typeof SERVE_EVENTS | typeof RESERVE_EVENTS)[number]>;

/** A page of the mirror reserve is handed out to those with a right to it, and to nobody else. */
export const serveFromReserve = {
  serveKernelCritical: handOver(
    'mirrored.kernel',
    [...FOR_KERNEL, 'INV-2 frame is mirrored'],
    'Unmovable kernel memory with a right to the mirror reserve.',
    RESERVE,
  ),
  ...refuse(
    ['serveUser', 'serveUserOutside', 'serveDriver', 'serveDriverOutside', 'serveCritical'],
    'INV-151 page is outside the mirror reserve',
    'The mirror reserve is not for user space.',
    RESERVE,
  ),
  ...refuse(
    [
      'serveKernel',
      'serveKernelPromised',
      'serveReclaimable',
      'serveReclaimablePromised',
      'serveKernelMovable',
      'serveMigration',
    ],
    'INV-154 request has a right to the mirror reserve',
    'Who does not name the mirror reserve does not see it.',
    RESERVE,
  ),
} satisfies PageTransitions<(typeof SERVE_EVENTS | typeof RESERVE_EVENTS)[number]>;

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
