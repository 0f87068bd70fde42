import type { Layout } from '../../spec/layout/layout.ts';
import type { Fault } from '../faults/index.ts';
import { DEFAULT_LAYOUTS } from '../presets/defaultLayouts.ts';
import { PRESETS } from '../presets/index.ts';

/** The machines on which a fault is looked for. */
export const layoutsFor = ({ layouts }: Fault): Layout[] =>
  (layouts ?? DEFAULT_LAYOUTS).map((name) => PRESETS[name]!); // Faults name presets.
