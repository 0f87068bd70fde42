import { BALLOON_GFP, BUSY, DONE, INVALID, NO_MEMORY } from '../../spec/index.ts';
import type { Dice } from './dice.ts';
import { type Held, isInPlace, isUser, justHeld, pagesOf } from './held.ts';
import type { Mirror } from './mirror.ts';

/** An operation on something that is held: what it did, as words. Throws where the answer is not the right one. */
export type HoldOperation = (mirror: Mirror, victim: Held, dice: Dice) => string;

/** What may become of an allocation beside its free, pins and moves. */
export const HOLD_OPERATIONS: readonly HoldOperation[] = [
  getRef,
  putRef,
  putRef,
  lock,
  unlock,
  unmap,
  split,
  split,
  collapse,
  collapse,
  migrate,
  inflate,
  deflate,
];

function getRef(mirror: Mirror, victim: Held): string {
  const right = victim.orphan || victim.lent ? INVALID : DONE;
  const answer = mirror.allocator.getRef(victim.pfn, victim.order);
  if (answer === DONE) victim.references++;
  return judged(`getRef ${victim.pfn}`, answer, right);
}

function putRef(mirror: Mirror, _: Held, dice: Dice): string {
  const referenced = mirror.held.filter(({ references }) => references > 0);
  const victim = referenced[dice.below(Math.max(referenced.length, 1))];
  if (victim === undefined) return 'putRef of nothing';
  const answer = mirror.allocator.putRef(victim.pfn, victim.order, 0);
  victim.references--;
  if (victim.orphan && victim.references === 0) mirror.forget(victim);
  mirror.follow();
  return judged(`putRef ${victim.pfn}`, answer, DONE);
}

function lock(mirror: Mirror, victim: Held): string {
  const answer = mirror.allocator.mlock(victim.pfn, victim.order);
  if (answer === DONE) victim.locked = true;
  return judged(`mlock ${victim.pfn}`, answer, isUser(victim) ? DONE : INVALID);
}

function unlock(mirror: Mirror, victim: Held): string {
  const answer = mirror.allocator.munlock(victim.pfn, victim.order);
  if (answer === DONE) victim.locked = false;
  return judged(`munlock ${victim.pfn}`, answer, isUser(victim) ? DONE : INVALID);
}

function unmap(mirror: Mirror, victim: Held): string {
  const answer = mirror.allocator.unmapPart(victim.pfn, victim.order);
  if (answer === DONE) victim.half = true;
  return judged(`unmapPart ${victim.pfn}`, answer, isUser(victim) && victim.order >= 2 ? DONE : INVALID);
}

function split(mirror: Mirror, victim: Held): string {
  const right = victim.order < 1 || !isUser(victim) ? INVALID : isInPlace(victim) ? BUSY : DONE;
  const before = `split ${victim.pfn}/${victim.order}`;
  const answer = mirror.allocator.split(victim.pfn, victim.order);
  if (answer === DONE) {
    const half = pagesOf(victim) / 2;
    const upper = { ...victim, pfn: victim.pfn + half, order: victim.order - 1, half: false };
    upper.records = victim.records.splice(half);
    if (!victim.half) mirror.held.push(upper);
    victim.order--;
    victim.half = false;
  }
  mirror.follow();
  return judged(before, answer, right);
}

function collapse(mirror: Mirror, victim: Held, dice: Dice): string {
  const alike = mirror.held.filter((other) => areAlike(mirror, victim, other));
  const other = alike[dice.below(Math.max(alike.length, 1))] ?? victim;
  const staying = [victim, other].some((one) => isInPlace(one) || mirror.isPoisoned(one));
  const right = other === victim ? [INVALID] : staying ? [BUSY] : [NO_MEMORY];
  const before = `collapse ${victim.pfn} ${other.pfn}/${victim.order}`;
  const answer = mirror.allocator.collapse(victim.pfn, other.pfn, victim.order);
  mirror.follow();
  if (answer >= 0 && right[0] === NO_MEMORY) right.push(answer);
  if (answer >= 0 && victim.pfn !== answer) throw new Error(`${before}: it is at ${victim.pfn}`);
  return judged(before, answer, ...right);
}

function areAlike(mirror: Mirror, one: Held, other: Held): boolean {
  const isLargest = one.order === mirror.map.layout.geometry.maxOrder;
  if (one === other || isLargest || !isUser(one) || !isUser(other) || one.half || other.half) return false;
  const sameUse = one.claim === other.claim && one.owner === other.owner && one.locked === other.locked;
  return sameUse && one.order === other.order;
}

function migrate(mirror: Mirror, victim: Held, dice: Dice): string {
  const canMove = isUser(victim) || victim.claim === 'driver';
  const stays = !canMove || isInPlace(victim) || mirror.isPoisoned(victim);
  const before = `migrate ${victim.pfn}`;
  const answer = mirror.allocator.migrate(victim.pfn, victim.order, dice.below(mirror.map.nodeCount));
  mirror.follow();
  if (stays) return judged(before, answer, BUSY);
  return judged(before, answer, NO_MEMORY, victim.pfn);
}

function inflate(mirror: Mirror, _: Held, dice: Dice): string {
  const answer = mirror.allocator.inflate(dice.below(mirror.map.nodeCount), 0);
  mirror.follow();
  if (answer < 0) return judged('inflate', answer, NO_MEMORY);
  mirror.cached.delete(answer);
  mirror.held.push({ ...justHeld(answer, 0, BALLOON_GFP, 0, mirror.nextRecord()), lent: true });
  return `inflate: ${answer}`;
}

function deflate(mirror: Mirror, _: Held): string {
  const victim = mirror.held.find(({ lent }) => lent);
  if (victim === undefined) return 'deflate nothing';
  const answer = mirror.allocator.deflate(victim.pfn);
  mirror.forget(victim);
  mirror.follow();
  return judged(`deflate ${victim.pfn}`, answer, DONE);
}

function judged(what: string, answer: number, ...right: readonly number[]): string {
  if (!right.includes(answer)) throw new Error(`${what}: ${answer}, not ${right.join(' or ')}`);
  return `${what}: ${answer}`;
}
