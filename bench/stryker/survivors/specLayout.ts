import type { Survivors } from './survivor.ts';

export const specLayout: Survivors = {
  'spec/layout/frameRuns.ts': [
    {
      line: "if (zone === NO_ZONE || zoneIndexOf(zone) === ZONE_MOVABLE) return { mirror: 'bare' };",
      from: 'zone === NO_ZONE',
      to: ['false'],
      why: 'the number that says no zone has the index of ZONE_MOVABLE, which is looked at next',
    },
  ],
};
