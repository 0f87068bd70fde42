import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { OPERATION, OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { RARE, USUAL } from './drawers.ts';
import type { PageBudget } from './pageBudget.ts';
import type { Random } from './random.ts';
import { classWeights, FAMILY, KERNEL, USER } from './requestFamilies.ts';
import { fillTable } from './weightTable.ts';

/** An order in a table that stands for "4 or more, each half as likely as the one before". */
export const LARGE = 255;

/** Which allocation is freed: any, or mostly one of the last or first. */
export const ANY = 0;
export const LAST = 1;
export const FIRST = 2;

/**
 * The character of one scenario: which operations, classes, orders, nodes and CPUs it uses, and how much of each. Scenarios
 * that leave things out reach states that the average never does (swarm testing). Tables have 256 entries to be
 * indexed by a random byte.
 */
export interface Profile {
  /** Kind by random byte; `allocate` stands for allocate or free, as occupancy asks. */
  readonly kinds: Uint8Array;
  /** Class by family and random byte. */
  readonly classes: readonly [kernel: Uint8Array, user: Uint8Array];
  readonly orders: Uint8Array;
  cpuFirst: number;
  cpuCount: number;
  nodeFirst: number;
  nodeCount: number;
  /** Which allocation is freed: {@link ANY}, {@link LAST} or {@link FIRST}. */
  freeOrder: number;
  /** Of 256 pins, how many are long; of 256 errors, how many are real. */
  longPins: number;
  realErrors: number;
  /** Operations from one offlining to the next, on average. */
  hotplugPeriod: number;
  /** Rare kind by random byte. */
  readonly rares: Uint8Array;
  /** Operations from one rare one to the next, on average. */
  rarePeriod: number;
}

const ORDER_PROFILES: readonly (readonly number[])[] = [
  [180, 38, 20, 10, 8],
  [180, 38, 20, 10, 8],
  [180, 38, 20, 10, 8],
  [256, 0, 0, 0, 0],
  [110, 60, 48, 26, 12],
  [0, 200, 40, 16, 0],
  [64, 64, 64, 64, 0],
];

const MOST_POISON = 4;

/** Makes a drawer of profiles for one machine; each draw overwrites the profile of the one before. */
export function createProfiles(
  map: MemoryMap,
  design: Design,
  budget: PageBudget,
  operations: readonly OperationKind[],
  reportsClearing: boolean,
): { readonly profile: Profile; draw(random: Random): void } {
  const table = () => new Uint8Array(256);
  const profile: Profile = {
    kinds: table(),
    classes: [table(), table()],
    orders: table(),
    cpuFirst: 0,
    cpuCount: 1,
    nodeFirst: 0,
    nodeCount: 1,
    freeOrder: 0,
    longPins: 0,
    realErrors: 0,
    hotplugPeriod: 0,
    rares: table(),
    rarePeriod: 0,
  };
  const weights = classWeights(design, budget, operations, reportsClearing);
  const { cpus, geometry } = map.layout;
  const pages = map.zones.reduce((sum, { managed }) => sum + managed, 0);
  const draw = (random: Random): void => {
    drawKinds(profile.kinds, operations, random);
    drawRares(profile.rares, operations, random);
    drawClasses(profile.classes, weights, random);
    drawOrders(profile.orders, geometry.maxOrder, random);
    [profile.cpuFirst, profile.cpuCount] = drawShare(cpus, random);
    [profile.nodeFirst, profile.nodeCount] = drawShare(map.nodeCount, random);
    profile.freeOrder = [ANY, LAST, FIRST][random.below(3)]!; // Three entries.
    profile.longPins = [64, 128, 256, 0][random.below(4)]!; // Four entries.
    profile.realErrors = [128, 256, 0, 0][random.below(4)]!; // Four entries.
    const usual = Math.max(100, 6 * geometry.memoryBlockPages);
    profile.rarePeriod = Math.floor((random.onceIn(4) ? 0.25 : 1) * Math.max(32, pages >> 4));
    profile.hotplugPeriod = Math.floor(random.onceIn(6) ? Math.max(16, usual / 3) : usual);
  };
  return { profile, draw };
}

/** All of them four times in five, else only one. */
function drawShare(count: number, random: Random): [first: number, count: number] {
  return random.onceIn(5) ? [random.below(count), 1] : [0, count];
}

/** A quarter of the kinds is missing, an eighth is plentiful. */
function drawKinds(table: Uint8Array, operations: readonly OperationKind[], random: Random): void {
  const weights = new Array<number>(OPERATION_KINDS.length).fill(0);
  let rest = 256;
  for (const { kind, weight } of USUAL) {
    const factor = [0, 0, 1, 1, 1, 1, 2, 4][random.below(8)]!; // Eight entries.
    const share = operations.includes(kind) ? Math.min(weight * factor, weight < 2 ? MOST_POISON : 256) : 0;
    weights[OPERATION[kind]] = share;
    rest -= share;
  }
  weights[OPERATION.allocate] = rest;
  fillTable(table, weights);
}

/** A third of the rare kinds is missing; if that leaves none, all are there. */
function drawRares(table: Uint8Array, operations: readonly OperationKind[], random: Random): void {
  const weights = new Array<number>(OPERATION_KINDS.length).fill(0);
  const offered = RARE.filter(({ kind }) => operations.includes(kind));
  for (const { kind, weight } of offered) weights[OPERATION[kind]] = weight * random.below(3);
  if (!weights.some((weight) => weight > 0))
    for (const { kind, weight } of offered) weights[OPERATION[kind]] = weight;
  if (offered.length > 0) fillTable(table, weights);
}

function drawOrders(table: Uint8Array, maxOrder: number, random: Random): void {
  const profile = ORDER_PROFILES[random.below(ORDER_PROFILES.length)]!; // Below the length.
  fillTable(
    table,
    profile.map((weight, order) => (order > maxOrder ? 0 : weight)),
  );
  for (let entry = 0; entry < table.length; entry++) if (table[entry] === 4) table[entry] = LARGE;
}

function drawClasses(
  tables: readonly [Uint8Array, Uint8Array],
  weights: readonly number[],
  random: Random,
): void {
  for (const family of [KERNEL, USER] as const) {
    const drawn = weights.map((weight, number) =>
      FAMILY[number] === family ? weight * [0, 1, 1, 1, 3][random.below(5)]! : 0,
    );
    if (drawn.every((weight) => weight < 8)) drawn[family] = 64; // Classes 0 and 1 are `kernel` and `user`.
    fillTable(tables[family], drawn);
  }
}
