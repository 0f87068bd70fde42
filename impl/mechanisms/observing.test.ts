import { expect, test } from 'vitest';
import { DESIGN_NAMES, DESIGNS, type Effects, REQUEST_CLASSES } from '../../spec/index.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { bootOf, effectsOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { Dice } from '../testing/dice.ts';

const world: SmallLayout = {
  ranges: [
    { start: 0, end: 96, mirrored: true },
    { start: 96, end: 160 },
    { start: 160, end: 192, node: 1 },
  ],
  cma: [{ start: 64, end: 80 }],
  boot: { kernelcore: 'mirror' },
  cpus: 2,
};

interface Block {
  readonly pfn: number;
  readonly order: number;
}

/** Every operation with numbers of dice, most of which name something. Answers and effects as text. */
function operate(allocator: PageAllocator, effects: Effects, dice: Dice, held: Block[], steps: number) {
  const log: string[] = [];
  for (let step = 0; step < steps; step++) {
    effects.clear();
    const answer = once(allocator, dice, held);
    log.push(`${answer}: ${effectsOf(effects).join(', ')}`);
  }
  return log;
}

function once(allocator: PageAllocator, dice: Dice, held: Block[]): number {
  const kind = dice.below(40);
  const { pfn, order } = held[dice.below(Math.max(held.length, 1))] ?? { pfn: 0, order: 0 };
  const [low, block, node] = [dice.below(2), dice.below(12), dice.below(2)];
  if (kind < 14) {
    const size = dice.below(4);
    const { gfp } = REQUEST_CLASSES[dice.below(REQUEST_CLASSES.length)]!;
    const answer = allocator.allocate(size, gfp, node, low, dice.below(8));
    if (answer >= 0) held.push({ pfn: answer, order: size });
    return answer;
  }
  const others = [
    () => allocator.free(pfn, order, low),
    () => allocator.free(pfn, order, low),
    () => allocator.free(pfn, order, low),
    () => allocator.pin(pfn, order, low),
    () => allocator.unpin(pfn, order, low),
    () => allocator.getRef(pfn, order),
    () => allocator.putRef(pfn, order, low),
    () => allocator.mlock(pfn, order),
    () => allocator.migrate(pfn, order, node),
    () => allocator.split(pfn, order),
    () => allocator.poison(dice.below(192), low),
    () => allocator.unpoison(dice.below(192)),
    () => allocator.offline(block),
    () => allocator.online(block, dice.below(3)),
    () => allocator.beginOffline(block),
    () => allocator.step(),
    () => allocator.rollback(),
    () => allocator.isolate(dice.below(24)),
    () => allocator.unisolate(dice.below(24)),
    () => allocator.compact(node, 2, dice.below(4)),
    () => allocator.setRetries(low),
    () => allocator.inflate(node, low),
    () => allocator.poolPut(pfn, low),
    () => allocator.cmaAllocate(0, 1 + dice.below(8), low),
    () => allocator.inject(dice.below(2), dice.below(3)),
    () => allocator.setWatermarks(dice.below(20), 1 + dice.below(300)),
  ];
  return others[(kind - 14) % others.length]!();
}

test.each(DESIGN_NAMES)('what follows a snapshot follows it again after it is restored, under %s', (name) => {
  const { allocator, effects } = bootOf(world, DESIGNS[name], undefined, { pageOwner: true });
  for (let seed = 1; seed <= 4; seed++) {
    const held: Block[] = [];
    operate(allocator, effects, new Dice(seed), held, 300);
    const snapshot = allocator.snapshot();
    const atSnapshot = [...held];
    const first = operate(allocator, effects, new Dice(seed + 100), held, 300);
    const after = allocator.snapshot();
    allocator.restore(snapshot);
    expect(allocator.memory.state).toEqual(snapshot);
    expect(operate(allocator, effects, new Dice(seed + 100), atSnapshot, 300)).toEqual(first);
    expect(allocator.memory.state).toEqual(after);
    expect(after).not.toEqual(snapshot);
  }
});

test('a snapshot is of use in another allocator of the same machine', () => {
  const one = bootOf(world).allocator;
  const other = bootOf(world).allocator;
  const pfn = one.allocate(0, gfpOf('user'), 0, 0);
  other.restore(one.snapshot());
  expect(other.free(pfn, 0, 0)).toBe(0);
});

test('an array is used again, and one of another machine is refused', () => {
  const { allocator } = bootOf(world);
  const kept = allocator.snapshot();
  allocator.allocate(0, gfpOf('user'), 0, 0);
  expect(allocator.snapshot(kept)).toBe(kept);
  expect(kept).toEqual(allocator.memory.state);
  expect(() => allocator.restore(kept.subarray(1))).toThrow(RangeError);
  expect(() => allocator.snapshot(new Int32Array(3))).toThrow(RangeError);
});

test('snapshots and restores leave nothing on the heap', () => {
  const { allocator } = bootOf(world);
  const kept = allocator.snapshot();
  const rounds = (count: number) => {
    for (let round = 0; round < count; round++) {
      allocator.restore(kept);
      allocator.free(allocator.allocate(0, gfpOf('user'), 0, 0), 0, 0);
      allocator.snapshot(kept);
    }
  };
  rounds(1000);
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  rounds(1000);
  // A thousand copies of the state would be several MiB.
  expect(process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
});

test('an allocator that keeps no copy of its boot boots again', () => {
  const lean = bootOf(world, DESIGNS.reserve, undefined, { keepsBoot: false });
  operate(lean.allocator, lean.effects, new Dice(7), [], 200);
  lean.allocator.reset();
  expect(lean.allocator.memory.state).toEqual(bootOf(world, DESIGNS.reserve).allocator.memory.state);
});
