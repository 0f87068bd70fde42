import type { PageAllocator } from '../../impl/pageAllocator.ts';
import { soundTarget } from '../../impl/target.ts';
import { brokenRule, type Scene } from '../../model/testing/scene.ts';
import type { Target } from '../../spec/allocator.ts';
import type { Design, DesignName } from '../../spec/designs/design.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import type { Invariant } from '../../spec/invariants/invariant.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import type { World } from '../../spec/world/world.ts';
import { brokenTarget } from '../faults/fault.ts';
import { PRESETS } from '../presets/index.ts';
import { openSession } from '../run/openSession.ts';
import { wordsOf } from '../scenario/wordsOf.ts';

/** A small run in which one rule is broken and caught, and its neighbour in which it is not. */
export interface Demonstration {
  readonly invariant: Invariant['id'];
  /** What is done wrong, in one sentence that goes on after "seen to fail when". */
  readonly title: string;
  /** `world`: judged by the rule's own `violators`; the others by the oracle. */
  readonly kind: 'world' | 'answer' | 'run';
  /**
   * @param rules of which a world is judged by; an oracle has its own
   * @returns the number of the rule that was reported, or null
   */
  show(rules?: readonly Invariant[]): string | null;
  /** The same with the truth in place of the lie. @returns null, or the demonstration shows nothing */
  control(): string | null;
}

/** A world that breaks the rule by being what it is, and one beside it that does not. */
export function ofWorld(
  invariant: Invariant['id'],
  title: string,
  wrong: () => World,
  right: () => World,
): Demonstration {
  return {
    invariant,
    title,
    kind: 'world',
    show: (rules = INVARIANTS) => firstBroken(wrong(), rules),
    control: () => firstBroken(right(), INVARIANTS),
  };
}

/** An answer or a log of effects that no sound allocator gives, told to the oracle after the same beginning as the truth. */
export function ofAnswer(
  invariant: Invariant['id'],
  title: string,
  begin: () => Scene,
  lie: (scene: Scene) => void,
  truth: (scene: Scene) => void,
): Demonstration {
  const told = (tale: (scene: Scene) => void) => {
    const scene = begin(); // Whatever goes wrong here is a mistake of the demonstration.
    return brokenRule(() => tale(scene));
  };
  return { invariant, title, kind: 'answer', show: () => told(lie), control: () => told(truth) };
}

/** A whole run of a target that is broken otherwise than in its page allocator, and of the sound one. */
export function ofTarget(
  invariant: Invariant['id'],
  title: string,
  broken: Target,
  operations: readonly Operation[],
  design: DesignName = 'kernelcore',
  layout: Layout = PRESETS.tiny!, // There is always the smallest.
): Demonstration {
  const run = (target: Target) =>
    openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target).run(wordsOf(operations))
      ?.invariant ?? null;
  return { invariant, title, kind: 'run', show: () => run(broken), control: () => run(soundTarget) };
}

/** A whole run of an allocator with one method replaced, and of the sound one. */
export function ofRun(
  invariant: Invariant['id'],
  title: string,
  Broken: new (map: MemoryMap, design: Design, effects: Effects) => PageAllocator,
  operations: readonly Operation[] = [],
  design?: DesignName,
  layout?: Layout,
): Demonstration {
  return ofTarget(invariant, title, brokenTarget(title, Broken), operations, design, layout);
}

/** The first rule of the catalogue that the world breaks, of those that hold under its design. */
const firstBroken = (world: World, rules: readonly Invariant[]): string | null =>
  rules.find(
    ({ designs, violators }) =>
      (designs === 'all' || (world.inForce && designs.includes(world.design.name))) &&
      violators &&
      violators(world).length > 0,
  )?.id ?? null;
