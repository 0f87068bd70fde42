import { bootMirrorInvariants } from '../../../spec/invariants/bootMirror.ts';
import { buddyInvariants } from '../../../spec/invariants/buddy.ts';
import { contentInvariants } from '../../../spec/invariants/content.ts';
import { contiguousInvariants } from '../../../spec/invariants/contiguous.ts';
import { freeListInvariants } from '../../../spec/invariants/freeLists.ts';
import { hotplugInvariants } from '../../../spec/invariants/hotplug.ts';
import { hotplugStepInvariants } from '../../../spec/invariants/hotplugSteps.ts';
import { hugePageInvariants } from '../../../spec/invariants/hugePages.ts';
import type { Invariant } from '../../../spec/invariants/invariant.ts';
import { migratetypeInvariants } from '../../../spec/invariants/migratetypes.ts';
import { migrationInvariants } from '../../../spec/invariants/migration.ts';
import { mirroringInvariants } from '../../../spec/invariants/mirroring.ts';
import { mirrorPolicyInvariants } from '../../../spec/invariants/mirrorPolicies.ts';
import { missionInvariants } from '../../../spec/invariants/mission.ts';
import { movabilityInvariants } from '../../../spec/invariants/movability.ts';
import { progressInvariants } from '../../../spec/invariants/progress.ts';
import { reserveInvariants } from '../../../spec/invariants/reserves.ts';
import { zoneInvariants } from '../../../spec/invariants/zones.ts';

export interface Theme {
  readonly title: string;
  readonly rules: readonly Invariant[];
}

/** The catalogue as it is told: a test holds it against the whole. */
export const THEMES: readonly Theme[] = [
  { title: 'What zoneproof exists for', rules: missionInvariants },
  { title: 'Movable and pinned memory', rules: movabilityInvariants },
  { title: 'Mirrored memory', rules: mirroringInvariants },
  { title: 'Policies of mirroring', rules: mirrorPolicyInvariants },
  { title: 'Boot with a mirror', rules: bootMirrorInvariants },
  { title: 'Hotplug', rules: hotplugInvariants },
  { title: 'Hotplug, step by step', rules: hotplugStepInvariants },
  { title: 'The buddy algorithm', rules: buddyInvariants },
  { title: 'Free lists', rules: freeListInvariants },
  { title: 'Zones and marks', rules: zoneInvariants },
  { title: 'Reserves', rules: reserveInvariants },
  { title: 'Migratetypes, isolation, CMA', rules: migratetypeInvariants },
  { title: 'Contiguous ranges', rules: contiguousInvariants },
  { title: 'Migration', rules: migrationInvariants },
  { title: 'Huge pages', rules: hugePageInvariants },
  { title: 'Content of pages', rules: contentInvariants },
  { title: 'Progress of requests', rules: progressInvariants },
];
