import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { mirrorInForce, setsPageblocksApart } from '../../spec/layout/mirrorInForce.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { WITNESSES, type Witness, type WitnessNeed } from '../../spec/witnesses.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import type { TargetFacts } from '../records/targetFacts.ts';

/** For every witness, whether this machine, design and target can show it at all. */
export function meetableWitnesses(map: MemoryMap, design: Design, target: TargetFacts): boolean[] {
  const has = whatIsThere(map, design, target);
  const witnesses: readonly Witness[] = WITNESSES;
  const isAllowed = (name: string) => name !== 'user-in-mirror' || design.userInMirror !== 'never';
  return witnesses.map(
    ({ name, needs }) => needs.every((need) => has[need]) && canAsk(target, name) && isAllowed(name),
  );
}

/** What machine, design and target have of the things that a situation may need. */
export function whatIsThere(
  map: MemoryMap,
  design: Design,
  target: TargetFacts,
): Record<WitnessNeed, boolean> {
  return {
    mirror: mirrorInForce(map.layout, design),
    movable: map.zones.some(({ zone, managed }) => zoneIndexOf(zone) === ZONE_MOVABLE && managed > 0),
    cma: map.runs.some(({ cma }) => cma),
    cmaZone: map.layout.boot.cma === 'zone' && map.runs.some(({ cma }) => cma),
    highatomic: map.zones.some(
      ({ zone, managed }) =>
        zoneIndexOf(zone) !== ZONE_MOVABLE && managed >= 100 << map.layout.geometry.pageblockOrder,
    ),
    hotplug: map.blockStates.filter((state) => state !== 'absent').length > 1,
    critical: mirrorInForce(map.layout, design) && design.criticalRequests,
    numa: map.nodeCount > 1,
    watermarks: target.keepsWatermarks ?? true,
    mobility: target.groupsByMobility ?? true,
    cache: target.reportsCache ?? true,
    clearing: target.reportsClearing ?? false,
    reserve: setsPageblocksApart(map.layout, design) && design.carrier === 'reserve',
    expansion: mirrorInForce(map.layout, design) && design.expands,
    mirrorType: setsPageblocksApart(map.layout, design) && design.carrier === 'migratetype',
    boost: map.zones.some(
      ({ zone, managed }) =>
        zoneIndexOf(zone) !== ZONE_MOVABLE && managed >= 4 << map.layout.geometry.pageblockOrder,
    ),
  };
}

/** What a witness is about is the beginning of its name; nobody sees a pin of a target that is never asked for one. */
const ASKED: readonly (readonly [about: RegExp, operation: OperationKind])[] = [
  [/^pin-/, 'pin'],
  [/^kswapd/, 'kswapd'],
  [/^boost-worn/, 'kswapd'],
  [/^unpinned/, 'unpin'],
  [/^reclaim/, 'reclaim'],
  [/^offline/, 'offline'],
  [/^online/, 'online'],
  [/^mirror-broke/, 'breakMirror'],
  [/^upgrade/, 'upgrade'],
  [/^mirror-grew|^expansion/, 'expandMirror'],
  [/^poison/, 'poison'],
  [/vetoed|interrupted|retried/, 'inject'],
  [/^unpoison/, 'unpoison'],
  [/step/, 'beginOffline'],
  [/^replace/, 'replace'],
  [/^added/, 'add'],
  [/^compact-/, 'compact'],
  [/^remove/, 'remove'],
  [/^isolate/, 'isolate'],
  [/^retry-/, 'setRetries'],
  [/^range-/, 'contigAllocate'],
  [/^pool-/, 'poolGet'],
  [/^area-/, 'cmaAllocate'],
  [/^locked/, 'mlock'],
  [/^unlocked/, 'munlock'],
  [/^referenced|^orphan/, 'getRef'],
  [/^migrate/, 'migrate'],
  [/^part-unmapped|^split-freed/, 'unmapPart'],
  [/^split/, 'split'],
  [/^collapse/, 'collapse'],
  [/^lent|^returned/, 'inflate'],
];

function canAsk({ operations }: TargetFacts, witness: string): boolean {
  const about = ASKED.filter(([names]) => names.test(witness));
  return operations === undefined || about.every(([, operation]) => operations.includes(operation));
}
