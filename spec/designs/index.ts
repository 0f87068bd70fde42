import type { Design, DesignName } from './design.ts';
import { kernelcore } from './kernelcore.ts';
import { none } from './none.ts';
import { nonmirror } from './nonmirror.ts';

/** Every design that scenarios can run under, by name. */
export const DESIGNS: Readonly<Record<DesignName, Design>> = { none, kernelcore, nonmirror };

export const DESIGN_NAMES = Object.keys(DESIGNS) as DesignName[]; // Keys of the record above, nothing else.
