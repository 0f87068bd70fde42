import type { Layout } from '../../spec/layout/layout.ts';
import { PRESETS } from '../presets/index.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** The preset that this layout is a copy of, or the layout itself: on its way between threads a preset loses its identity. */
export function presetLayout(layout: Layout): Layout {
  const preset = Object.hasOwn(PRESETS, layout.name) ? PRESETS[layout.name] : undefined;
  return preset !== undefined && JSON.stringify(preset) === JSON.stringify(layout) ? preset : layout;
}

/** The same for the layout of a scenario. */
export const presetScenario = (scenario: Scenario): Scenario => ({
  ...scenario,
  layout: presetLayout(scenario.layout),
});
