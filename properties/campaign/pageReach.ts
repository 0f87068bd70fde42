import {
  FACT_SLOTS,
  nextLeaf,
  PAGE_EVENTS,
  type PageEventName,
  type PageFacts,
  pageFactCode,
  pageFactsOf,
  pageTable,
  REFUSED,
  transitionNumberOf,
} from '../../model/index.ts';
import { LEAF, LEAVES } from '../../spec/pages/leaf.ts';
import { type PageMoment, type PageWorld, whyImpossible } from './unreachable.ts';

/**
 * Which transitions of the page machine can be taken in such a world: every way of a page through the compiled table is
 * walked, from boot on, with all that may become true of its frame meanwhile. What is not found cannot be reached.
 */
export function pageReach(world: PageWorld): Uint8Array {
  const reached = new Uint8Array(pageTable.transitions.length);
  const seen = new Set<number>();
  const open: PageMoment[] = [];
  const visit = (moment: PageMoment): void => {
    const key = (LEAF[moment.leaf] * FACT_SLOTS + pageFactCode(moment.facts)) * 2 + Number(moment.ranged);
    if (seen.has(key)) return;
    seen.add(key);
    open.push(moment);
  };
  for (const facts of factsOfBoot(world)) {
    visit({ leaf: 'offline.present', facts, ranged: false });
    if (world.hotplug) visit({ leaf: 'offline.absent', facts, ranged: false });
  }
  for (let moment = open.pop(); moment !== undefined; moment = open.pop()) {
    for (const facts of drifts(world, moment)) visit({ ...moment, facts });
    for (const event of PAGE_EVENTS) takeStep(world, event, moment, reached, visit);
  }
  return reached;
}

function takeStep(
  world: PageWorld,
  event: PageEventName,
  moment: PageMoment,
  reached: Uint8Array,
  visit: (moment: PageMoment) => void,
): void {
  const number = PAGE_EVENTS.indexOf(event);
  const leaf = LEAF[moment.leaf];
  const target = nextLeaf(pageTable.cells, number, leaf, pageFactCode(moment.facts));
  if (target >= REFUSED || whyImpossible(world, event, moment) !== null) return;
  reached[transitionNumberOf(pageTable, number, leaf, target)] = 1;
  const name = LEAVES[target]!.name; // An accepted cell holds the number of a leaf.
  for (const facts of factsAfter(world, event, moment.facts))
    visit({ leaf: name, facts, ranged: isRanged(event, moment) });
}

const isRanged = (event: PageEventName, { ranged }: PageMoment): boolean =>
  event === 'isolateForRange' || (ranged && event !== 'unisolate');

/** All that boot, or plugging in, may make of a frame. */
function factsOfBoot(world: PageWorld): PageFacts[] {
  const all = Array.from({ length: FACT_SLOTS }, (_, code) => pageFactsOf(code));
  return all.filter((facts) => facts !== null && isOfBoot(world, facts)) as PageFacts[]; // Without null.
}

function isOfBoot(world: PageWorld, { zone, mirror, blockType, isolated, bad }: PageFacts): boolean {
  if (isolated || bad !== 'no' || blockType === 'highatomic') return false;
  if (zone === 'movable' && !world.movable) return false;
  if (mirror === 'protected' && !world.mirror) return false;
  if (blockType === 'cma') return world.cma;
  return blockType === 'ordinary' || (world.reserve && mirror === 'protected' && zone === 'kernel');
}

/** What an event makes true of the frame; a mirror that broke leaves either kind of frame without one. */
function factsAfter(world: PageWorld, event: PageEventName, facts: PageFacts): readonly PageFacts[] {
  if (event === 'isolate' || event === 'isolateForRange') return [{ ...facts, isolated: true }];
  if (event === 'unisolate' || event === 'takeOffline') return [{ ...facts, isolated: false }];
  if (event === 'unpoison' || event === 'replace') return [{ ...facts, bad: 'no' }];
  if (event === 'add' || event === 'remove') return factsOfBoot(world);
  if (event.startsWith('breakMirror'))
    return (['exempt', 'bare'] as const).map((mirror) => ({ ...facts, mirror }));
  if (!event.startsWith('poison') || facts.bad !== 'no') return [facts];
  if (event === 'poisonInjected') return [{ ...facts, bad: 'injected' }];
  return [facts.mirror === 'protected' ? facts : { ...facts, bad: 'real' }];
}

/** What may become true of a frame while its page stays as it is. */
function drifts(world: PageWorld, { leaf, facts }: PageMoment): readonly PageFacts[] {
  if (leaf === 'offline.present') return factsOfBoot(world); // Onlining chooses the zone.
  const drifted: PageFacts[] = [];
  if (facts.blockType === 'ordinary' && world.highatomic) drifted.push({ ...facts, blockType: 'highatomic' });
  else if (facts.blockType === 'highatomic') drifted.push({ ...facts, blockType: 'ordinary' });
  if (facts.blockType === 'reserve' && leaf !== 'free.reserve')
    drifted.push({ ...facts, blockType: 'ordinary' });
  if (world.expansion && facts.mirror !== 'protected') drifted.push({ ...facts, mirror: 'protected' });
  return drifted;
}
