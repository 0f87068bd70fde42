import type { ARRIVE_EVENTS } from '../pageEvents.ts';
import type { PageTransitions } from '../pageSetup.ts';
import {
  FOR_CRITICAL,
  FOR_KERNEL_MOVABLE,
  FOR_LONGTERM,
  FOR_OUTSIDE,
  handOver,
  IN_SERVICE,
  LONGTERM,
  MADV_MIRROR,
  MIGRATE,
  ZSMALLOC,
} from './claims.ts';

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
