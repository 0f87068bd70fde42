import { buddyInvariants } from './buddy.ts';
import { hotplugInvariants } from './hotplug.ts';
import type { Invariant } from './invariant.ts';
import { migratetypeInvariants } from './migratetypes.ts';
import { mirroringInvariants } from './mirroring.ts';
import { missionInvariants } from './mission.ts';
import { movabilityInvariants } from './movability.ts';
import { zoneInvariants } from './zones.ts';

/** The catalogue, by theme. */
export const INVARIANTS: readonly Invariant[] = [
  ...missionInvariants,
  ...buddyInvariants,
  ...zoneInvariants,
  ...migratetypeInvariants,
  ...mirroringInvariants,
  ...movabilityInvariants,
  ...hotplugInvariants,
];

/** The rule of that number, or undefined. */
export const invariantOf = (id: string): Invariant | undefined => INVARIANTS.find((rule) => rule.id === id);
