import type { Design, DesignName } from './design.ts';
import { full } from './full.ts';
import { kernelcore } from './kernelcore.ts';
import { migratetype } from './migratetype.ts';
import { none } from './none.ts';
import { nonmirror } from './nonmirror.ts';
import { reserve } from './reserve.ts';

/** Every design that scenarios can run under, by name. */
export const DESIGNS: Readonly<Record<DesignName, Design>> = {
  none,
  full,
  kernelcore,
  nonmirror,
  reserve,
  migratetype,
};

/** In the order in which they are compared. */
export const DESIGN_NAMES = Object.keys(DESIGNS) as DesignName[]; // Keys of the record above, nothing else.
