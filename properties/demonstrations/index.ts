import { blockDemonstrations } from './blocks.ts';
import { bootDemonstrations } from './boots.ts';
import { compactionDemonstrations } from './compaction.ts';
import { contiguousDemonstrations } from './contiguous.ts';
import type { Demonstration } from './demonstration.ts';
import { highatomicDemonstrations } from './highatomic.ts';
import { hotplugDemonstrations } from './hotplug.ts';
import { hotplugStepDemonstrations } from './hotplugSteps.ts';
import { mirrorDesignDemonstrations } from './mirrorDesigns.ts';
import { moveDemonstrations } from './moves.ts';
import { otherPlaceDemonstrations } from './otherPlaces.ts';
import { pageblockDemonstrations } from './pageblocks.ts';
import { pressureDemonstrations } from './pressure.ts';
import { progressDemonstrations } from './progress.ts';
import { referenceDemonstrations } from './references.ts';
import { requestDemonstrations } from './requests.ts';
import { runDemonstrations } from './runs.ts';
import { worldDemonstrations } from './worlds.ts';

export type { Demonstration } from './demonstration.ts';

/** Every rule seen to fail: at least one demonstration each, by theme. */
export const DEMONSTRATIONS: readonly Demonstration[] = [
  ...runDemonstrations,
  ...worldDemonstrations,
  ...bootDemonstrations,
  ...blockDemonstrations,
  ...requestDemonstrations,
  ...pageblockDemonstrations,
  ...moveDemonstrations,
  ...referenceDemonstrations,
  ...hotplugDemonstrations,
  ...hotplugStepDemonstrations,
  ...contiguousDemonstrations,
  ...highatomicDemonstrations,
  ...progressDemonstrations,
  ...mirrorDesignDemonstrations,
  ...pressureDemonstrations,
  ...compactionDemonstrations,
  ...otherPlaceDemonstrations,
];
