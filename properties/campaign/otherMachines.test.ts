import { expect, test } from 'vitest';
import type { Layout } from '../../spec/layout/layout.ts';
import { kernelFallsBackToMovable } from '../faults/kernelFallsBackToMovable.ts';
import { minimalScenarioOf } from '../faults/minimalScenario.ts';
import { removeOfOnlineBlock } from '../faults/removeOfOnlineBlock.ts';
import { PRESETS } from '../presets/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { type Arena, openArena } from './arena.ts';
import { onOtherMachine } from './otherMachines.ts';
import { runCampaign } from './runCampaign.ts';
import { createWatch } from './watch.ts';

const { tiny, large, 'tiny-numa': numa, 'tiny-marks': marks } = PRESETS as Record<string, Layout>; // Presets.
const { name, target, design } = kernelFallsBackToMovable;
const { layout, operations } = scenarioOfToken(minimalScenarioOf(name)!.token, PRESETS); // It is kept.

function moved(from: Layout, machines: readonly Layout[]) {
  const arenas = new Map<Layout, Arena>();
  const arenaOf = (scenario: Scenario): Arena => {
    const arena =
      arenas.get(scenario.layout) ?? openArena(scenario.layout, design, target, createWatch(64), 0);
    arenas.set(scenario.layout, arena);
    return arena;
  };
  const scenario = { layout: from, design, operations };
  const trouble = openArena(layout, design, target, createWatch(64), 0).run(operations)!; // The fault shows.
  return onOtherMachine(
    scenario,
    machines,
    arenaOf,
    () => trouble,
    () => false,
  ).scenario;
}

test('a scenario goes over to a machine that comes before its own', () => {
  expect(moved(numa!, [tiny!, marks!, numa!])?.layout).toBe(tiny);
});

test('it does not go over to one that comes later, unless it is shorter there', () => {
  expect(moved(tiny!, [tiny!, numa!])).toBeNull();
});

test('it does not go over to a machine on which a search would take too long', () => {
  expect(moved(tiny!, [large!, tiny!])).toBeNull();
});

test('campaigns whose seeds show a fault on different machines end in one scenario', () => {
  const layouts = [tiny!, numa!, marks!];
  const ends = [1, 2].map(
    (seed) => runCampaign({ layouts, design, seed }, removeOfOnlineBlock.target).violations[0]?.token,
  );
  expect(new Set(ends).size).toBe(1);
});
