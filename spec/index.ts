/**
 * The specification: what pages, zones, requests, operations, outcomes, designs and invariants are.
 *
 * @packageDocumentation
 */
export * from './allocator.ts';
export * from './boot/bootAllocator.ts';
export * from './boot/bootPrefersMirror.ts';
export * from './boot/bootRegions.ts';
export * from './designs/design.ts';
export * from './designs/index.ts';
export * from './findings.ts';
export * from './invariants/index.ts';
export * from './invariants/invariant.ts';
export * from './layout/cmaAreas.ts';
export * from './layout/layout.ts';
export * from './layout/layoutFault.ts';
export * from './layout/memoryMap.ts';
export * from './layout/memoryMapOf.ts';
export * from './layout/mirrorInForce.ts';
export * from './operations/arguments.ts';
export * from './operations/effects.ts';
export * from './operations/notification.ts';
export * from './operations/operation.ts';
export * from './operations/outcome.ts';
export * from './pages/claim.ts';
export * from './pages/leaf.ts';
export * from './pages/priority.ts';
export * from './requests/balloon.ts';
export * from './requests/eligibility.ts';
export * from './requests/gfp.ts';
export * from './requests/migration.ts';
export * from './requests/pool.ts';
export * from './requests/requestClass.ts';
export * from './requests/rounds.ts';
export * from './requests/zonelist.ts';
export * from './requirements/index.ts';
export * from './witnesses.ts';
export * from './world/inspection.ts';
export * from './world/world.ts';
export * from './zones/boost.ts';
export * from './zones/compaction.ts';
export * from './zones/holeZones.ts';
export * from './zones/migratetype.ts';
export * from './zones/mirrorPageblocks.ts';
export * from './zones/privateLists.ts';
export * from './zones/watermarkCheck.ts';
export * from './zones/watermarks.ts';
export * from './zones/zone.ts';
export * from './zones/zoneForOnline.ts';
