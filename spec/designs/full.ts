import { CLAIMS } from '../pages/claim.ts';
import type { Design } from './design.ts';

/**
 * Firmware mirrors all memory: every frame has two copies, so every claim is protected wherever it lies, and nothing in the
 * kernel has to change. It costs half of the installed memory.
 */
export const full: Design = {
  name: 'full',
  title: 'everything mirrored by firmware',
  source:
    'Michal Hocko and Mel Gorman, LSFMM 2016: "mirror everything"; EFI_MEMORY_MORE_RELIABLE on all ranges',
  carrier: 'firmware',
  zonesFollowMirror: false,
  protects: CLAIMS,
  userInMirror: 'anywhere',
  kernelFallsBack: false,
  mirrorCountsFree: 'everyone',
  criticalRequests: false,
  reserveRequests: false,
  expands: false,
};
