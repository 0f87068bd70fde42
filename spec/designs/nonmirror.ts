import type { Design } from './design.ts';

/**
 * What was proposed in 2016 and not merged: user pages stay out of mirrored memory for good, and a privileged
 * process may ask for mirrored memory as a right: such a request is mirrored or fails.
 */
export const nonmirror: Design = {
  name: 'nonmirror',
  title: '__GFP_NONMIRROR and MADV_MIRROR as proposed',
  source: 'LWN, LSFMM 2016, "Partial address-space mirroring"',
  carrier: 'zone',
  zonesFollowMirror: true,
  protects: ['kernel', 'reclaimable', 'critical'],
  userInMirror: 'never',
  kernelFallsBack: false,
  mirrorCountsFree: 'everyone',
  criticalRequests: true,
  reserveRequests: false,
  expands: true,
};
