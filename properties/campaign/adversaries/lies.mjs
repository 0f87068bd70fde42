import { sabotaged } from './sabotage.mjs';

/** It reports one free page too many. */
export const target = sabotaged('lies', (_, map) => ({
  inspect: (into) => {
    const { zone, managed } = map.zones.find((span) => span.managed > 0);
    into.zone(zone, managed + 1, managed);
  },
}));
