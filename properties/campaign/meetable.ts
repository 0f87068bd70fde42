import type { Target } from '../../spec/allocator.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { mirrorInForce } from '../../spec/layout/mirrorInForce.ts';
import { WITNESSES, type Witness, type WitnessNeed } from '../../spec/witnesses.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';

/** For every witness, whether this machine, design and target can show it at all. */
export function meetableWitnesses(map: MemoryMap, design: Design, target: Target): boolean[] {
  const has: Record<WitnessNeed, boolean> = {
    mirror: mirrorInForce(map.layout, design),
    movable: map.zones.some(({ zone, managed }) => zoneIndexOf(zone) === ZONE_MOVABLE && managed > 0),
    cma: map.runs.some(({ cma }) => cma),
    hotplug: map.blockStates.filter((state) => state !== 'absent').length > 1,
    critical: mirrorInForce(map.layout, design) && design.criticalRequests,
    numa: map.nodeCount > 1,
    watermarks: target.keepsWatermarks ?? true,
    mobility: target.groupsByMobility ?? true,
    cache: target.reportsCache ?? true,
  };
  const witnesses: readonly Witness[] = WITNESSES;
  return witnesses.map(({ needs }) => needs.every((need) => has[need]));
}
