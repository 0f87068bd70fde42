import { bootMirrorInvariants } from './bootMirror.ts';
import { buddyInvariants } from './buddy.ts';
import { contentInvariants } from './content.ts';
import { contiguousInvariants } from './contiguous.ts';
import { freeListInvariants } from './freeLists.ts';
import { hotplugInvariants } from './hotplug.ts';
import { hotplugStepInvariants } from './hotplugSteps.ts';
import { hugePageInvariants } from './hugePages.ts';
import type { Invariant } from './invariant.ts';
import { migratetypeInvariants } from './migratetypes.ts';
import { migrationInvariants } from './migration.ts';
import { mirroringInvariants } from './mirroring.ts';
import { mirrorPolicyInvariants } from './mirrorPolicies.ts';
import { missionInvariants } from './mission.ts';
import { movabilityInvariants } from './movability.ts';
import { progressInvariants } from './progress.ts';
import { reserveInvariants } from './reserves.ts';
import { zoneInvariants } from './zones.ts';

/** The catalogue, by theme. */
export const INVARIANTS: readonly Invariant[] = [
  ...missionInvariants,
  ...buddyInvariants,
  ...freeListInvariants,
  ...zoneInvariants,
  ...reserveInvariants,
  ...bootMirrorInvariants,
  ...migratetypeInvariants,
  ...contentInvariants,
  ...contiguousInvariants,
  ...mirroringInvariants,
  ...mirrorPolicyInvariants,
  ...movabilityInvariants,
  ...migrationInvariants,
  ...hugePageInvariants,
  ...hotplugInvariants,
  ...hotplugStepInvariants,
  ...progressInvariants,
];

/** The rule of that number, or undefined. */
export const invariantOf = (id: string): Invariant | undefined => INVARIANTS.find((rule) => rule.id === id);
