import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/index.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { PRESETS } from '../presets/index.ts';
import { pageReach } from './pageReach.ts';
import { pageWorldOf } from './pageWorld.ts';
import { IMPOSSIBLE, type Impossible, type PageWorld, whyImpossible } from './unreachable.ts';

const maps = ['tiny', 'tiny-misaligned'].map((name) => PRESETS[name]!); // Presets.
const worlds: readonly PageWorld[] = Object.values(DESIGNS).map((design) =>
  pageWorldOf(
    maps.map((layout) => memoryMapOf(layout, design)),
    design,
    soundTarget,
  ),
);

/** Rules that only say why: nothing comes there anyway. */
const REASONS: readonly string[] = [
  'the design sets nothing aside',
  'no memory block comes or goes',
  'a block is whole before it is withheld, and complete before anything else happens',
];

const count = (world: PageWorld): number => pageReach(world).reduce((sum, one) => sum + one, 0);

function opens(rule: Impossible, before: readonly number[]): boolean {
  const place = IMPOSSIBLE.indexOf(rule);
  const rules = IMPOSSIBLE as Impossible[]; // Put back at once.
  rules.splice(place, 1);
  try {
    return worlds.some((world, number) => count(world) > before[number]!);
  } finally {
    rules.splice(place, 0, rule);
  }
}

test('each rule closes transitions that are open without it, but for those that only say why', () => {
  const before = worlds.map(count);
  const idle = IMPOSSIBLE.filter((rule) => !opens(rule, before)).map(({ why }) => why);
  expect(idle.filter((why) => !REASONS.includes(why))).toEqual([]);
});

test('memory that boot lost is behind an online block, so its mirror can break', () => {
  const [world] = worlds;
  const moment = {
    leaf: 'offline.present',
    facts: { zone: 'kernel', mirror: 'protected', blockType: 'ordinary', isolated: false, bad: 'no' },
    ranged: false,
  } as const;
  expect(whyImpossible({ ...world!, lost: false }, 'breakMirror', moment)).not.toBeNull();
  expect(whyImpossible({ ...world!, lost: true }, 'breakMirror', moment)).toBeNull();
});
