import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { OPERATION, type OperationKind } from '../../spec/operations/operation.ts';
import { argumentEnds } from '../scenario/argumentEnds.ts';
import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';
import type { Draft } from './draft.ts';
import { drawChurn } from './drawAllocations.ts';
import { drawBurst, hasReserves } from './drawBurst.ts';
import { DRAWERS, RARE } from './drawers.ts';
import { drawHotplug } from './drawHotplug.ts';
import type { Drawing } from './drawing.ts';
import { drawUniform, UNIFORM_OPERATIONS } from './drawUniform.ts';
import { createHandles } from './handles.ts';
import { createMemoryBlocks } from './memoryBlocks.ts';
import { createPageBudget } from './pageBudget.ts';
import { createPhases } from './phases.ts';
import { createProfiles } from './profile.ts';
import { Random } from './random.ts';
import { classWeights } from './requestFamilies.ts';

const ALLOCATE = OPERATION.allocate;

/** One short scenario in so many is drawn without any belief about what is worth asking. */
const UNIFORM_PERIOD = 8;

/** A long scenario changes its character after so many operations. */
const PROFILE_OPERATIONS = 8192;

/**
 * A writer of operation sequences for one machine, design and target. It keeps a cheap model of what is alive and of how full each
 * zone is, so that almost everything it writes can be executed. Its tables are made once and used for every scenario.
 *
 * @param kinds what the target can do; other operations are not drawn
 * @param reportsClearing the target may be asked for cleared memory
 * @param drawing how; other ways than `targeted` believe nothing
 * @returns a function from a seed and a number of operations to exactly that many, the same for the same arguments
 */
export function createScenarioWriter(
  map: MemoryMap,
  design: Design,
  kinds: readonly OperationKind[],
  reportsClearing = true,
  drawing: Drawing = 'targeted',
): (seed: number, operations: number) => OperationWords {
  const { draft, drawProfile } = createDraft(map, design, kinds, reportsClearing);
  const classes = classWeights(design, draft.budget, kinds, reportsClearing).flatMap((weight, number) =>
    weight > 0 ? [number] : [],
  );
  const choice = { kinds, classes, ends: argumentEnds(map.layout) };

  const canOffline = kinds.includes('offline') && draft.blocks.count > 0;
  const canOnline = kinds.includes('online') && draft.blocks.count > 0;
  const hotplug = canOffline || canOnline;
  const hasRares = RARE.some(({ kind }) => kinds.includes(kind));

  return (seed, operations) => {
    begin(draft, seed, operations, drawProfile);
    if (drawing !== 'targeted' || (operations <= UNIFORM_OPERATIONS && draft.random.onceIn(UNIFORM_PERIOD))) {
      drawUniform(draft, choice, operations, drawing !== 'random');
      return draft.words;
    }
    for (let profileEnd = PROFILE_OPERATIONS; draft.count < operations; ) {
      if (draft.count >= profileEnd) {
        drawProfile(draft.random);
        if (!design.criticalRequests) draft.breaksLeft = mostBreaks(draft.random);
        profileEnd += PROFILE_OPERATIONS;
      }
      draft.phases.tick(draft.used, draft.random);
      if (hotplug && --draft.hotplugIn <= 0) drawHotplug(draft, canOffline, canOnline);
      else if (hasRares && --draft.rareIn <= 0) drawRare(draft);
      else drawUsual(draft);
    }
    return draft.words;
  };
}

function drawUsual(draft: Draft): void {
  if (drawBurst(draft)) return;
  const bits = draft.random.bits();
  const kind = draft.profile.kinds[bits & 255]!; // 256 entries.
  if (kind === ALLOCATE || !DRAWERS[kind]?.(draft)) drawChurn(draft, bits);
}

/** One of the dear operations, and when the next is due. */
function drawRare(draft: Draft): void {
  const { random, profile } = draft;
  const kind = profile.rares[random.bits() & 255]!; // 256 entries.
  draft.rareIn = 1 + random.below(2 * profile.rarePeriod);
  if (!DRAWERS[kind]?.(draft)) drawUsual(draft);
}

function createDraft(
  map: MemoryMap,
  design: Design,
  kinds: readonly OperationKind[],
  reportsClearing: boolean,
) {
  const budget = createPageBudget(map, design);
  const { profile, draw } = createProfiles(map, design, budget, kinds, reportsClearing);
  const draft: Draft = {
    map,
    drainScale: Math.min(32, Math.max(1, managedPages(map) >> 12)),
    canFree: kinds.includes('free'),
    canUnpin: kinds.includes('unpin'),
    canAdd: kinds.includes('add'),
    canRollBack: kinds.includes('rollback'),
    canPoison: kinds.includes('poison'),
    hasReserves: hasReserves(map),
    random: new Random(),
    profile,
    handles: createHandles(),
    budget,
    blocks: createMemoryBlocks(map),
    phases: createPhases(map),
    used: new Int32Array(2),
    reserved: [],
    words: new Int32Array(0),
    count: 0,
    refusals: 0,
    poisonLeft: 0,
    stepsLeft: 0,
    leaving: -1,
    leavingZone: -1,
    breaksLeft: 0,
    lastPoisoned: -1,
    hadRealError: false,
    upgradesLeft: 0,
    hotplugIn: 0,
    isolated: [],
    isolatedIn: [],
    ranges: [],
    areaRanges: [],
    rareIn: 0,
    pool: [],
    retries: 0,
  };
  return { draft, drawProfile: draw };
}

function begin(draft: Draft, seed: number, operations: number, drawProfile: (random: Random) => void): void {
  const { random, map } = draft;
  random.seed(seed);
  drawProfile(random);
  draft.words = new Int32Array(operations * OPERATION_WORDS);
  draft.count = 0;
  draft.refusals = 0;
  draft.retries = 0;
  draft.pool.length = 0;
  draft.reserved.length = 0;
  draft.used.fill(0);
  draft.handles.reset(operations);
  draft.budget.reset();
  draft.blocks.reset();
  draft.isolated.length = 0;
  draft.isolatedIn.length = 0;
  draft.ranges.length = 0;
  draft.areaRanges.length = 0;
  draft.phases.begin(operations, random);
  draft.lastPoisoned = -1;
  draft.hadRealError = false;
  draft.stepsLeft = 0;
  draft.leaving = -1;
  draft.poisonLeft = random.onceIn(2) ? 0 : 1 + random.below(mostPoison(map, operations));
  draft.upgradesLeft = random.onceIn(3) ? 1 + random.below(2) : 0;
  draft.breaksLeft = mostBreaks(random);
  draft.hotplugIn = 1 + random.below(draft.profile.hotplugPeriod);
  draft.rareIn = 1 + random.below(draft.profile.rarePeriod);
}

/** Where a mirror broke, no promise is kept any more: that is not for every scenario. */
const mostBreaks = (random: Random): number => (random.onceIn(4) ? 1 + random.below(2) : 0);

/** Few: a poisoned page never comes back, nor does a memory block with one. */
function mostPoison(map: MemoryMap, operations: number): number {
  return Math.min(managedPages(map) >> 4, 6 + (operations >> 10));
}

const managedPages = (map: MemoryMap): number => map.zones.reduce((sum, { managed }) => sum + managed, 0);
