import type { TargetHabits } from '../../model/oracle/index.ts';

/** What the naive reference takes a target to do and to tell. */
export const HABITS: TargetHabits = {
  keepsWatermarks: true,
  groupsByMobility: true,
  reportsCache: true,
  reportsNotifiers: false,
  reportsClearing: true,
};
