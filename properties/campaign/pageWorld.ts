import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { mirrorInForce } from '../../spec/layout/mirrorInForce.ts';
import { OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { keepsUserOutside } from '../../spec/requests/eligibility.ts';
import type { WitnessNeed } from '../../spec/witnesses.ts';
import type { TargetFacts } from '../records/targetFacts.ts';
import { whatIsThere } from './meetable.ts';
import type { PageWorld } from './unreachable.ts';

/**
 * What the machines of a campaign have together, under its design. Where one of them does not keep the promises of the
 * design, as where none of it is in force, both ways are open.
 *
 * @param offered what the target can be asked on each machine, where it is known
 */
export function pageWorldOf(
  maps: readonly MemoryMap[],
  design: Design,
  target: TargetFacts,
  offered: readonly (readonly OperationKind[] | undefined)[] = [],
): PageWorld {
  const there = maps.map((map) => whatIsThere(map, design, target));
  const inForce = maps.map(({ layout }) => mirrorInForce(layout, design));
  const some = (need: WitnessNeed): boolean => there.some((has) => has[need]);
  const partly = inForce.includes(true) && inForce.includes(false);
  const canAsk = (kind: OperationKind): boolean =>
    maps.some((_, place) => (target.operations ?? offered[place])?.includes(kind) ?? true);
  return {
    inForce: partly ? 'partly' : inForce.includes(true) ? 'everywhere' : 'nowhere',
    keepsOutside: keepsUserOutside(design),
    protectsKernel: design.protects.includes('kernel'),
    critical: some('critical'),
    reserve: some('reserve'),
    mirrorType: some('mirrorType'),
    expansion: some('expansion'),
    mirror:
      design.carrier === 'firmware' ||
      maps.some(({ runs }) => runs.some(({ mirror }) => mirror === 'protected')),
    movable: some('movable') || some('hotplug'),
    cma: some('cma'),
    hotplug: some('hotplug'),
    highatomic: some('highatomic'),
    lost: maps.some(({ runs }) => runs.some(({ state }) => state === 'lost')),
    levels: (target.keepsWatermarks ?? true) && (target.reportsCache ?? true),
    lacking: OPERATION_KINDS.filter((kind) => !canAsk(kind)),
  };
}
