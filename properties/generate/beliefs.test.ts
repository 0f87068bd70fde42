import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { NO_ZONE, ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL } from '../../spec/zones/zone.ts';
import { PRESETS } from '../presets/index.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { createHandles, factsOf, PINNED_LIST, USER_LIST, withPin } from './handles.ts';
import { createMemoryBlocks } from './memoryBlocks.ts';
import { createPageBudget } from './pageBudget.ts';
import { Random } from './random.ts';
import { smallerScenarios } from './smallerScenarios.ts';
import { fillTable } from './weightTable.ts';

const map = memoryMapOf(PRESETS.tiny!, DESIGNS.kernelcore);
const [kernel, user] = [requestClassNumber('kernel'), requestClassNumber('user')];

describe('the page budget', () => {
  test('sends user requests to ZONE_MOVABLE and kernel requests below it', () => {
    const budget = createPageBudget(map, DESIGNS.kernelcore);
    expect(budget.place(user, 0, 0)).toBe(ZONE_MOVABLE);
    expect(budget.place(kernel, 0, 0)).toBe(ZONE_NORMAL);
  });

  test('never sends a kernel request to ZONE_MOVABLE, even if nothing else is left', () => {
    const budget = createPageBudget(map, DESIGNS.kernelcore);
    budget.take(ZONE_NORMAL, 16);
    budget.take(ZONE_DMA32, 14);
    expect(budget.place(kernel, 0, 0)).toBe(NO_ZONE);
    expect(budget.place(user, 0, 0)).toBe(ZONE_MOVABLE);
  });

  test('starts again from boot', () => {
    const budget = createPageBudget(map, DESIGNS.kernelcore);
    budget.resize(ZONE_MOVABLE, -32);
    expect(budget.place(user, 0, 0)).toBe(ZONE_NORMAL);
    budget.reset();
    expect(budget.place(user, 0, 0)).toBe(ZONE_MOVABLE);
  });

  test('knows which requests no zone can serve', () => {
    const budget = createPageBudget(map, DESIGNS.kernelcore);
    expect(budget.isServable(requestClassNumber('contradictory'))).toBe(false);
    expect(budget.isServable(requestClassNumber('critical'))).toBe(false);
    expect(budget.isServable(kernel)).toBe(true);
  });
});

test('of the memory blocks, those of ZONE_MOVABLE may leave', () => {
  const blocks = createMemoryBlocks(map);
  expect([0, 1, 2, 3].map(blocks.mayLeave)).toEqual([false, false, true, true]);
  blocks.setOffline(2);
  expect([blocks.isOnline(2), blocks.offlineCount()]).toEqual([false, 1]);
  blocks.setOnline(2, 1);
  expect([blocks.isOnline(2), blocks.zoneOf(2), blocks.mayLeave(2)]).toEqual([true, ZONE_NORMAL, false]);
});

test('a handle is on one list at a time', () => {
  const handles = createHandles();
  handles.reset(8);
  for (const handle of [1, 4, 6]) handles.add(USER_LIST, handle, factsOf(0, user, ZONE_MOVABLE));
  handles.setFacts(1, withPin(handles.facts(1), 0, 1));
  handles.move(1, PINNED_LIST);
  handles.remove(4);
  expect([handles.count(USER_LIST), handles.at(USER_LIST, 0)]).toEqual([1, 6]);
  expect([handles.count(PINNED_LIST), handles.at(PINNED_LIST, 0)]).toEqual([1, 1]);
});

test('every number with a weight gets a place in a table', () => {
  const table = new Uint8Array(256);
  fillTable(table, [1000, 0, 1, 20]);
  expect([0, 1, 2, 3].map((number) => table.filter((entry) => entry === number).length)).toEqual([
    250, 0, 1, 5,
  ]);
});

test('random numbers stay below their end and reach all of it', () => {
  const random = new Random();
  random.seed(0);
  const drawn = new Set(Array.from({ length: 1000 }, () => random.below(7)));
  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(random.below(2 ** 25)).toBeLessThan(2 ** 25);
});

test('the first smaller scenario has nothing, the next the first half', () => {
  const operations = wordsOf(Array.from({ length: 8 }, () => ({ kind: 'drain', cpu: 1 }) as const));
  const scenario = { layout: PRESETS.tiny!, design: 'none', operations } as const;
  const lengths = [...smallerScenarios(scenario, null)].slice(0, 3).map(({ words }) => words.length / 4);
  expect(lengths).toEqual([0, 4, 6]);
});
