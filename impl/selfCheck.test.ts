import { describe, expect, test } from 'vitest';
import {
  DESIGNS,
  type Design,
  DONE,
  ERROR_INJECTED,
  INVALID,
  POISON_CORRECTED,
  POISON_LOST,
  POISON_RECOVERED,
  REQUEST_CLASSES,
} from '../spec/index.ts';
import { bootOf, NO_MARKS, type SmallLayout } from './testing/bootOf.ts';
import { Dice } from './testing/dice.ts';
import { type Held, isUser, justHeld } from './testing/held.ts';
import { HOLD_OPERATIONS } from './testing/holdOperations.ts';
import { Mirror } from './testing/mirror.ts';

const WORLDS: Record<string, { layout: SmallLayout; design: Design }> = {
  'one zone with a kernel image and CMA': {
    layout: {
      ranges: [{ start: 0, end: 128 }],
      reserved: [{ start: 3, end: 10, why: 'kernel' }],
      cma: [{ start: 56, end: 104 }],
      cpus: 2,
    },
    design: DESIGNS.none,
  },
  'zones that begin inside a pageblock, with a hole': {
    layout: {
      ranges: [
        { start: 5, end: 50 },
        { start: 64, end: 144 },
      ],
      geometry: { maxOrder: 5, pageblockOrder: 4, memoryBlockPages: 32, dmaEnd: 21, dma32End: 70 },
      cpus: 2,
    },
    design: DESIGNS.none,
  },
  'pages and pageblocks of one size': {
    layout: {
      ranges: [{ start: 0, end: 96 }],
      geometry: { maxOrder: 3, pageblockOrder: 0, memoryBlockPages: 8 },
    },
    design: DESIGNS.none,
  },
  'marks and reserves over two nodes': {
    layout: {
      ranges: [
        { start: 0, end: 128 },
        { start: 128, end: 256, node: 1 },
      ],
      geometry: { maxOrder: 4, pageblockOrder: 2, memoryBlockPages: 16, dmaEnd: 16, dma32End: 64 },
      boot: { movablecore: 64 },
      cpus: 3,
      tuning: { minFreePages: 12, movableMinPages: [2, 4], lowmemReserveRatio: [8, 8, 4] },
    },
    design: DESIGNS.none,
  },
  'mirrored and bare memory, some of it offline': {
    layout: {
      ranges: [
        { start: 0, end: 64, mirrored: true },
        { start: 64, end: 128 },
        { start: 128, end: 160, mirrored: true },
        { start: 160, end: 192, offline: true },
      ],
      boot: { kernelcore: 'mirror' },
      cpus: 2,
      tuning: { ...NO_MARKS, minFreePages: 4 },
    },
    design: DESIGNS.nonmirror,
  },
};

/** What happened so far in all worlds. */
const seen = new Set<string>();

describe('a mirror that watches thousands of operations', () => {
  for (const [title, { layout, design }] of Object.entries(WORLDS)) {
    test(`finds nothing wrong: ${title}`, () => {
      for (let seed = 1; seed <= 12; seed++) run(layout, design, seed, 600);
    });
  }

  test('has seen every operation granted and refused, and processes killed', () => {
    const both =
      'allocate free pin unpin offline online getRef mlock munlock unmapPart split collapse migrate inflate';
    const missing = both
      .split(' ')
      .flatMap((name) => [`${name} done`, `${name} refused`].filter((one) => !seen.has(one)));
    expect(missing).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining(['putRef done', 'deflate done', 'reclaim done', 'killed']),
    );
  });
});

function note(done: string): void {
  const [name] = done.split(/[ :]/);
  const answer = Number(done.split(': ')[1]);
  if (!Number.isNaN(answer)) seen.add(`${name} ${answer < 0 ? 'refused' : 'done'}`);
}

function run(layout: SmallLayout, design: Design, seed: number, operations: number): void {
  const { allocator, effects } = bootOf(layout, design, undefined, { pageOwner: true });
  const mirror = new Mirror(allocator, effects);
  const dice = new Dice(seed);
  for (let step = 0; step < operations; step++) {
    const done = operate(mirror, dice);
    note(done);
    if (step % 3 === 0 || !done.startsWith('a'))
      expect(mirror.complaints(), `seed ${seed}, step ${step}: ${done}`).toEqual([]);
    if (step % 50 === 0) expect(mirror.drained()).toEqual([]);
  }
  if (mirror.kills > 0) seen.add('killed');
  allocator.reset();
  const fresh = bootOf(layout, design, undefined, { pageOwner: true }).allocator;
  expect(allocator.memory.state).toEqual(fresh.memory.state);
}

function operate(mirror: Mirror, dice: Dice): string {
  const { allocator, map } = mirror;
  const cpu = dice.below(map.layout.cpus);
  const victim = mirror.held[dice.below(Math.max(mirror.held.length, 1))];
  const choice = dice.below(125);
  if (choice < 45 || victim === undefined) return allocate(mirror, dice, cpu);
  if (choice < 75) return free(mirror, victim, cpu);
  if (choice < 87) return choice < 82 ? pin(mirror, victim, dice) : unpin(mirror, victim, dice);
  if (choice < 89) return reclaim(mirror, dice);
  if (choice < 93) return offline(mirror, dice);
  if (choice < 97) return online(mirror, dice);
  if (choice < 98) return poison(mirror, dice);
  if (choice < 123) return HOLD_OPERATIONS[dice.below(HOLD_OPERATIONS.length)]!(mirror, victim, dice);
  if (choice < 124) return `setRetries ${allocator.setRetries(dice.below(3) - 1)}`;
  allocator.drain(cpu);
  mirror.follow();
  return `drain ${cpu}`;
}

function allocate(mirror: Mirror, dice: Dice, cpu: number): string {
  const { allocator, map } = mirror;
  const { gfp, name } = REQUEST_CLASSES[dice.below(REQUEST_CLASSES.length)]!;
  const order = Math.min(dice.below(6), dice.below(6), map.layout.geometry.maxOrder);
  const owner = dice.below(8);
  const pfn = allocator.allocate(order, gfp, dice.below(map.nodeCount), cpu, owner);
  mirror.follow();
  if (pfn >= 0) {
    mirror.cached.delete(pfn);
    mirror.held.push(justHeld(pfn, order, gfp, owner, mirror.nextRecord()));
  }
  return `allocate ${order} ${name}: ${pfn}`;
}

function free(mirror: Mirror, victim: Held, cpu: number): string {
  const refused = victim.short + victim.long > 0 || victim.orphan || victim.lent;
  const answer = mirror.allocator.free(victim.pfn, victim.order, cpu);
  expect(answer).toBe(refused ? INVALID : DONE);
  if (!refused && victim.references === 0) mirror.forget(victim);
  else if (!refused) Object.assign(victim, { orphan: true, locked: false });
  mirror.follow();
  return `free ${victim.pfn}: ${answer}`;
}

function pin(mirror: Mirror, victim: Held, dice: Dice): string {
  const term = dice.below(2);
  const pfn = mirror.allocator.pin(victim.pfn, victim.order, term);
  mirror.follow();
  if (!isUser(victim)) expect(pfn).toBe(INVALID);
  if (pfn >= 0) {
    expect(pfn).toBe(victim.pfn);
    if (term === 0) victim.short++;
    else victim.long++;
  }
  return `pin ${victim.pfn} ${term}: ${pfn}`;
}

function unpin(mirror: Mirror, victim: Held, dice: Dice): string {
  const term = dice.below(2);
  const counted = term === 0 ? victim.short : victim.long;
  expect(mirror.allocator.unpin(victim.pfn, victim.order, term)).toBe(counted > 0 ? 0 : -4);
  if (counted > 0 && term === 0) victim.short--;
  if (counted > 0 && term === 1) victim.long--;
  return `unpin ${victim.pfn} ${term}: ${counted > 0 ? DONE : INVALID}`;
}

function reclaim(mirror: Mirror, dice: Dice): string {
  const before = mirror.held.reduce((pages, { order }) => pages + 2 ** order, 0);
  const dropped = mirror.allocator.reclaim(dice.below(20), dice.below(mirror.map.nodeCount), dice.below(4));
  mirror.follow();
  const after = mirror.held.reduce((pages, { order }) => pages + 2 ** order, 0);
  expect(dropped).toBe(before - after);
  return `reclaim: ${dropped}`;
}

function offline(mirror: Mirror, dice: Dice): string {
  const { allocator, map } = mirror;
  const block = dice.below(map.blockStates.length);
  const answer = allocator.offline(block);
  mirror.follow();
  const pages = map.layout.geometry.memoryBlockPages;
  if (answer === 0) mirror.zoneOfPage.fill(255, block * pages, (block + 1) * pages);
  return `offline ${block}: ${answer}`;
}

function online(mirror: Mirror, dice: Dice): string {
  const block = dice.below(mirror.map.blockStates.length);
  const answer = mirror.allocator.online(block, dice.below(3));
  mirror.follow(block);
  return `online ${block}: ${answer}`;
}

/** Poisons rarely: a small world would soon have no page left. */
function poison(mirror: Mirror, dice: Dice): string {
  const pfn = dice.below(mirror.map.frameCount);
  if (mirror.poisoned.size > 6) return 'poison nothing';
  const holder = mirror.at(pfn);
  const answer = mirror.allocator.poison(pfn, ERROR_INJECTED);
  mirror.follow();
  if (answer >= POISON_RECOVERED && answer < POISON_CORRECTED) mirror.poisoned.add(pfn);
  if (answer === POISON_LOST) mirror.forget(holder!);
  return `poison ${pfn}: ${answer}`;
}
