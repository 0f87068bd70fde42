import { ONLINE_TARGETS, POINT_VETO } from '../../spec/operations/arguments.ts';
import { EFFECT_TOOK, EFFECT_ZONE_CHOSEN, type Effects } from '../../spec/operations/effects.ts';
import { CANCEL_ONLINE, GOING_ONLINE, WENT_ONLINE } from '../../spec/operations/notification.ts';
import { DONE, NOT_ONLINE, POISONED, VETOED } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE, zoneIndexOf, zoneTitle } from '../../spec/zones/zone.ts';
import { zoneForOnline } from '../../spec/zones/zoneForOnline.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { insertRange, joinMirror, setMarks } from './boot.ts';
import { culpritOf } from './culpritOf.ts';
import { firstPoisoned } from './culprits.ts';
import { mustEnd } from './effects.ts';
import { strikes } from './failurePoints.ts';
import { unmirroredFact } from './followMirror.ts';
import { mustBeBusyWith } from './followSteps.ts';
import { isAt } from './isAt.ts';
import { stepMemoryBlock, whyRefused } from './memoryBlock.ts';
import { memoryBlockFacts } from './memoryBlockFacts.ts';
import { mustNotify } from './notifications.ts';
import { hex, Objection } from './objection.ts';
import {
  BLOCK_ABSENT,
  BLOCK_GOING_OFFLINE,
  BLOCK_ONLINE,
  FACT_BAD,
  FACT_MIRROR,
  FACT_MOVABLE_ZONE,
  type WorldState,
} from './state.ts';
import { stepFrames } from './step.ts';

/** Follows an onlining: all frames join the zone that was asked for, or none does. */
export function followOnline(
  s: WorldState,
  block: number,
  to: number,
  answer: number,
  effects: Effects,
): void {
  const state = s.memoryBlock[block] ?? BLOCK_ABSENT;
  if (state === BLOCK_ABSENT) return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  if (state === BLOCK_ONLINE) {
    stepMemoryBlock(s, block, 'online');
    return mustAnswer(answer, DONE, 'INV-181', effects);
  }
  if (state === BLOCK_GOING_OFFLINE) return mustBeBusyWith(s, block, answer, effects);
  const facts = memoryBlockFacts(s, block);
  if (whyRefused(s, block, 'online', facts) !== null) return judgePoisoned(s, block, answer, effects);
  if (answer !== DONE && answer !== VETOED) {
    throw new Objection(
      'INV-3',
      `onlining block ${block} was answered ${answerName(answer)}, which nothing justifies`,
    );
  }
  const zone = zoneForOnline(s.map, block, to);
  mustChoose(zone, block, to, effects);
  const told = mustNotify(s, effects, 1, GOING_ONLINE, block);
  stepMemoryBlock(s, block, 'online', facts);
  if (isVetoed(s, block, answer)) {
    mustEnd(effects, mustNotify(s, effects, told, CANCEL_ONLINE, block), 'a vetoed online');
    stepMemoryBlock(s, block, 'onlineCancel');
    s.witnesses[WITNESS['online-vetoed']]!++;
    return;
  }
  mustEnd(effects, mustNotify(s, effects, told, WENT_ONLINE, block), 'online');
  putBlockInto(s, block, zone);
  stepMemoryBlock(s, block, 'onlineCommit');
  s.witnesses[zoneIndexOf(zone) === ZONE_MOVABLE ? WITNESS['onlined-movable'] : WITNESS['onlined-kernel']]!++;
}

function judgePoisoned(s: WorldState, block: number, answer: number, effects: Effects): void {
  const poisoned = firstPoisoned(s, block);
  if (answer !== POISONED) {
    throw new Objection(
      'INV-198',
      `block ${block} was answered ${answerName(answer)} with poisoned frame ${hex(poisoned)}`,
      poisoned,
    );
  }
  if (!isPoisonedIn(s, block, culpritOf(effects, 0, 'a refused online'))) {
    throw new Objection(
      'INV-3',
      `onlining block ${block} names the wrong page; frame ${hex(poisoned)} would have been a right one`,
      poisoned,
    );
  }
  s.witnesses[WITNESS['online-refused-poison']]!++;
}

/** Any poisoned page of the block is a good answer. */
const isPoisonedIn = (s: WorldState, block: number, frame: number): boolean =>
  Math.trunc(frame / s.blockPages) === block && (s.facts[frame]! & FACT_BAD) !== 0;

function mustChoose(zone: number, block: number, to: number, effects: Effects): void {
  const chosen = isAt(effects, 0, EFFECT_ZONE_CHOSEN) ? effects.first(0) : -1;
  if (chosen !== zone) {
    const said = chosen < 0 ? 'no zone' : zoneTitle(chosen);
    throw new Objection(
      'INV-189',
      `block ${block}, onlined to ${ONLINE_TARGETS[to]}, joined ${said} instead of ${zoneTitle(zone)}`,
    );
  }
  for (let index = 1; index < effects.count; index++) {
    if (effects.kind(index) !== EFFECT_TOOK) continue;
    throw new Objection(
      'INV-190',
      `frame ${hex(effects.first(index))} was taken to a private list before block ${block} was in service`,
      effects.first(index),
    );
  }
}

/** Whoever is told of the beginning may object, and is heard. */
function isVetoed(s: WorldState, block: number, answer: number): boolean {
  const vetoed = strikes(s, POINT_VETO);
  if (vetoed === (answer === VETOED)) return vetoed;
  throw new Objection(
    vetoed ? 'INV-184' : 'INV-3',
    vetoed
      ? `block ${block} went online, although somebody objected`
      : `onlining block ${block} was answered VETOED, although nobody objected`,
  );
}

function putBlockInto(s: WorldState, block: number, zone: number): void {
  const start = block * s.blockPages;
  const end = start + s.blockPages;
  const inMovable = zoneIndexOf(zone) === ZONE_MOVABLE;
  for (let frame = start; frame < end; frame++) {
    const mirrored = (s.facts[frame]! & FACT_MIRROR) === 0;
    if (!mirrored) s.facts[frame] = unmirroredFact(s, inMovable) | (inMovable ? FACT_MOVABLE_ZONE : 0);
    else s.facts[frame] = inMovable ? FACT_MOVABLE_ZONE : 0;
    s.zone[frame] = zone;
    if (mirrored) s.mirrored[zone]!++;
  }
  s.managed[zone]! += s.blockPages;
  s.blockType.fill(MOVABLE, start >> s.pageblockOrder, end >> s.pageblockOrder);
  for (let pfn = start; pfn < end && !inMovable; pfn += 1 << s.pageblockOrder)
    if (s.mirrorBlock[pfn >> s.pageblockOrder]) joinMirror(s, pfn, 1 << s.pageblockOrder);
  stepFrames(s, PAGE_EVENT.online, start, s.blockPages);
  stepFrames(s, PAGE_EVENT.unisolate, start, s.blockPages);
  setMarks(s);
  insertRange(s, start, end);
}
