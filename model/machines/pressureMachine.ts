import { setup } from 'xstate';
import {
  PRESSURE_RULES,
  type PressureEventName,
  type PressureFacts,
  type PressureRuleName,
} from './pressureRules.ts';

const pressureSetup = setup({
  types: {
    context: {} as PressureFacts,
    input: {} as PressureFacts,
    events: {} as { readonly type: PressureEventName },
    meta: {} as { source: string },
  },
  guards: {
    obeys: ({ context }, rules: readonly PressureRuleName[]) =>
      rules.every((rule) => PRESSURE_RULES[rule](context)),
  },
});

const DRY = { type: 'obeys', params: ['INV-155 nothing is left to drop'] } as const;
const CHECK = { source: 'mm/page_alloc.c: __zone_watermark_ok' };
const TUNE = { source: 'mm/page_alloc.c: setup_per_zone_wmarks' };
const BOOST = { source: 'mm/page_alloc.c: boost_watermark' };
const KSWAPD = { source: 'mm/vmscan.c: balance_pgdat, pgdat_balanced' };
const HOTPLUG = { source: 'mm/memory_hotplug.c: online_pages, offline_pages' };

/** Requests and frees move a zone anywhere, and so do the knobs behind its marks; and a zone may lose all its pages. */
const anywhere = {
  driftBelowMin: { target: 'belowMin', description: 'Only the reserve is left.', meta: CHECK },
  driftAboveMin: {
    target: 'aboveMin',
    description: 'Requests took the zone below its low mark.',
    meta: CHECK,
  },
  driftAboveLow: { target: 'aboveLow', description: 'The zone serves at once.', meta: CHECK },
  driftAboveHigh: { target: 'aboveHigh', description: 'Frees balanced the zone.', meta: CHECK },
  tuneBelowMin: { target: 'belowMin', description: 'The min mark was raised over what is free.', meta: TUNE },
  tuneAboveMin: {
    target: 'aboveMin',
    description: 'What is free lies between the new min and low.',
    meta: TUNE,
  },
  tuneAboveLow: {
    target: 'aboveLow',
    description: 'What is free lies between the new low and high.',
    meta: TUNE,
  },
  tuneAboveHigh: { target: 'aboveHigh', description: 'More is free than the new high mark.', meta: TUNE },
  drain: { target: 'empty', description: 'The last memory block of the zone went offline.', meta: HOTPLUG },
} as const;

/** Marks rise by a boost, so that the zone stands where it stood, or lower. */
const boostBelowMin = {
  target: 'belowMin',
  description: 'All that is free is below the boosted min.',
  meta: BOOST,
} as const;
const boostAboveMin = {
  target: 'aboveMin',
  description: 'The boosted low mark is above what is free.',
  meta: BOOST,
} as const;
const boostAboveLow = {
  target: 'aboveLow',
  description: 'The boosted high mark is above what is free.',
  meta: BOOST,
} as const;
const boostAboveHigh = {
  target: 'aboveHigh',
  description: 'So much is free that the boost changes nothing.',
  meta: BOOST,
} as const;

/** kswapd frees, so that the zone stands where it stood, or higher; short of the high mark only if it found no more. */
const reclaimBelowMin = {
  target: 'belowMin',
  guard: DRY,
  description: 'kswapd found too little to leave the reserve.',
  meta: KSWAPD,
} as const;
const reclaimAboveMin = {
  target: 'aboveMin',
  guard: DRY,
  description: 'kswapd dropped all there was; low is out of reach.',
  meta: KSWAPD,
} as const;
const reclaimAboveLow = {
  target: 'aboveLow',
  guard: DRY,
  description: 'kswapd dropped all there was; high is out of reach.',
  meta: KSWAPD,
} as const;
const reclaimAboveHigh = {
  target: 'aboveHigh',
  description: 'kswapd balanced the zone, or found it so.',
  meta: KSWAPD,
} as const;

/** How hard a zone is pressed: where its free pages stand among its marks, of those that every request may use. */
export const pressureMachine = pressureSetup.createMachine({
  id: 'zonePressure',
  description: 'Where the free pages of a zone stand among its marks, boost included.',
  meta: { source: 'mm/page_alloc.c; mm/vmscan.c' },
  context: ({ input }) => ({ ...input }),
  initial: 'empty',
  states: {
    belowMin: {
      description: 'Only requests with rights to the reserve are served.',
      meta: { source: 'include/linux/mmzone.h: WMARK_MIN' },
      on: { ...anywhere, boostBelowMin, reclaimBelowMin, reclaimAboveMin, reclaimAboveLow, reclaimAboveHigh },
    },
    aboveMin: {
      description: 'Requests are served on their slow path, after kswapd was woken.',
      meta: { source: 'include/linux/mmzone.h: WMARK_LOW' },
      on: { ...anywhere, boostBelowMin, boostAboveMin, reclaimAboveMin, reclaimAboveLow, reclaimAboveHigh },
    },
    aboveLow: {
      description: 'Requests are served at once; kswapd does not stop yet.',
      meta: { source: 'include/linux/mmzone.h: WMARK_HIGH' },
      on: { ...anywhere, boostBelowMin, boostAboveMin, boostAboveLow, reclaimAboveLow, reclaimAboveHigh },
    },
    aboveHigh: {
      description: 'Balanced: kswapd has nothing to do.',
      meta: { source: 'mm/vmscan.c: pgdat_balanced' },
      on: { ...anywhere, boostBelowMin, boostAboveMin, boostAboveLow, boostAboveHigh, reclaimAboveHigh },
    },
    empty: {
      description: 'The zone has no pages, and so no marks.',
      meta: { source: 'include/linux/mmzone.h: managed_zone' },
      on: {
        fill: { target: 'belowMin', description: 'Pages joined the zone; none is free yet.', meta: HOTPLUG },
      },
    },
  },
});
