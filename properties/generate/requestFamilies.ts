import type { Design } from '../../spec/designs/design.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { GFP, gfpZone } from '../../spec/requests/gfp.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { ZONE_MOVABLE } from '../../spec/zones/zone.ts';
import type { PageBudget } from './pageBudget.ts';

/** Kernel and user requests are steered apart; the list of a handle has the same number. */
export const KERNEL = 0;
export const USER = 1;

/** Family of each class: whether its pages may live in ZONE_MOVABLE. */
export const FAMILY = Uint8Array.from(REQUEST_CLASSES, ({ gfp }) =>
  gfpZone(gfp) === ZONE_MOVABLE ? USER : KERNEL,
);

const CLASS_WEIGHTS: Readonly<Record<string, number>> = {
  kernel: 90,
  user: 160,
  unmovableUser: 16,
  userKernel: 16,
  memalloc: 6,
  huge: 2,
  driver: 24,
  critical: 60,
  criticalUnprivileged: 3,
  contradictory: 1,
  patient: 8,
  nofail: 8,
  light: 8,
  patientUser: 8,
  nofailUser: 8,
  keptAtMarks: 3,
  nofailAtomic: 1,
  kernelCritical: 60,
  nofailLocal: 4,
};

const USUAL_WEIGHT = 20;

/**
 * A class that no zone can serve is asked for now and then; of those without permission, only what its design knows; and requests
 * that may not fail only of a target that makes rounds; cleared memory only of one that reports what it clears.
 */
export function classWeights(
  design: Design,
  budget: PageBudget,
  operations: readonly OperationKind[],
  reportsClearing: boolean,
): number[] {
  return REQUEST_CLASSES.map(({ name, gfp, claim }, number) => {
    if (gfp & GFP.NOFAIL && !operations.includes('setRetries')) return 0;
    if (gfp & GFP.ZERO && !reportsClearing) return 0;
    if (claim === 'critical' && !design.criticalRequests) return 0;
    if (claim === 'kernelCritical' && !design.reserveRequests) return 0;
    const weight = CLASS_WEIGHTS[name] ?? USUAL_WEIGHT;
    return budget.isServable(number) ? weight : Math.min(weight, 2);
  });
}

/** Classes of which a pin takes its rights: where a long pin looks for a place. */
export const PIN_PLACE = Uint8Array.from(REQUEST_CLASSES, ({ claim }) =>
  requestClassNumber(claim === 'critical' ? 'critical' : 'userKernel'),
);

/** Classes whose allocations belong to a process. */
export const OF_PROCESS = Uint8Array.from(REQUEST_CLASSES, ({ name, claim }) =>
  claim === 'user' || claim === 'critical' || name === 'userKernel' ? 1 : 0,
);

/** Classes whose allocations user space holds and may pin. */
export const PINNABLE = Uint8Array.from(REQUEST_CLASSES, ({ claim }) =>
  claim === 'user' || claim === 'kernelMovable' || claim === 'critical' ? 1 : 0,
);
