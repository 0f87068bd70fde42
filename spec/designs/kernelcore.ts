import type { Design } from './design.ts';

/**
 * What Linux merged: the zone carries the attribute. Kernel pages live in mirrored memory because they live in
 * kernel zones; user pages may follow them there when ZONE_MOVABLE is exhausted.
 */
export const kernelcore: Design = {
  name: 'kernelcore',
  title: 'kernelcore=mirror as merged in Linux',
  source: 'Taku Izumi, "mm: Introduce kernelcore=mirror option", December 2015; mm/mm_init.c',
  carrier: 'zone',
  zonesFollowMirror: true,
  protects: ['kernel', 'reclaimable'],
  userInMirror: 'last',
  kernelFallsBack: false,
  mirrorCountsFree: 'everyone',
  criticalRequests: false,
  reserveRequests: false,
  expands: false,
};
