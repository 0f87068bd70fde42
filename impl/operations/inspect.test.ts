import { expect, test } from 'vitest';
import { DESIGNS, ERROR_INJECTED, type Inspection, MOVABLE, UNMOVABLE } from '../../spec/index.ts';
import { listOf, pushFree } from '../buddy/freeLists.ts';
import { nextOf } from '../memory/pageWord.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const user = gfpOf('user');

/** A world with something of everything. */
function richWorld() {
  const { allocator } = bootOf(
    {
      ranges: [
        { start: 0, end: 64, mirrored: true },
        { start: 64, end: 192 },
      ],
      cma: [{ start: 32, end: 48 }],
      boot: { kernelcore: 'mirror' },
      tuning: { minFreePages: 4 },
    },
    DESIGNS.nonmirror,
  );
  const [pinned, shared, locked] = [0, 1, 2].map(() => allocator.allocate(0, user, 0, 0, 1));
  allocator.pin(pinned!, 0, 0);
  allocator.getRef(shared!, 0);
  allocator.mlock(locked!, 0);
  allocator.unmapPart(allocator.allocate(2, user, 0, 0, 2), 2);
  const element = allocator.poolGet(0);
  allocator.poolPut(element, 0);
  allocator.upgrade(5, 1);
  allocator.boost(2);
  allocator.poison(190, ERROR_INJECTED);
  allocator.free(allocator.allocate(0, user, 0, 0), 0, 0);
  return { allocator, pinned, shared, locked, element };
}

/** What is told of each array of the state; of those without a report, why there is none. */
const TOLD: Readonly<Record<string, readonly (keyof Inspection)[] | string>> = {
  pages: ['usedBlock', 'pins', 'references', 'locked', 'queuedForSplit'],
  links: ['freeBlock', 'cachedBlock', 'pins', 'references'],
  types: ['pageblock'],
  storedTypes: ['pageblock'],
  callerIsolated: ['pageblock'],
  cmaAvailable: ['cmaArea'],
  zones: ['zone', 'present', 'marks', 'lowmemReserve', 'freeCma', 'boost'],
  heads: ['freeBlock'],
  caches: ['cachedBlock'],
  blocks: ['memoryBlock'],
  pool: ['pooled'],
  memoryErrors: ['memoryErrors'],
  upgraded: ['mirroredProcess'],
  knobs: ['marks'],
  lru: 'the order in which reclaim drops is its own business',
  userClock: 'tells when these lists are made, which nobody sees',
  ownedPages: 'a sum over blocks in use',
  zonelists: 'follows from zones and their memory',
  routes: 'follows from the zonelists',
  poisonedInUse: 'a sum over pages',
  retries: 'a knob, which shows in the rounds of requests',
  task: 'a memory block on its way out is online, and shows in the answers of its steps',
  deferral: 'shows in the answers of compact',
  armed: 'shows when it strikes',
  mirrorBlocks: 'shows in the types of pageblocks',
  records: 'has a method of its own, ownerOf',
  recording: 'shows in the next record',
  state: 'all of these',
};

test('every array of the state is reported, or need not be', () => {
  const { memory } = richWorld().allocator;
  const arrays = Object.entries(memory).filter(([, value]) => ArrayBuffer.isView(value));
  expect(arrays.map(([name]) => name).sort()).toEqual(Object.keys(TOLD).sort());
});

test('a world with something of everything makes a report of every kind', () => {
  const heard = new Set<string>();
  const listener = new Proxy({} as Inspection, { get: (_, kind) => () => heard.add(String(kind)) });
  richWorld().allocator.inspect(listener);
  const kinds = new Set(Object.values(TOLD).flatMap((told) => (typeof told === 'string' ? [] : told)));
  expect([...heard].sort()).toEqual([...kinds].sort());
});

test('what is held, kept, boosted and mirrored is told by name', () => {
  const { allocator, pinned, shared, locked, element } = richWorld();
  const report = reportOf(allocator);
  expect([...report.pins]).toEqual([[pinned, { short: 1, long: 0 }]]);
  expect([...report.references]).toEqual([[shared, { count: 1, orphan: false }]]);
  expect([...report.locked]).toEqual([locked]);
  expect(report.pooled).toEqual([element]);
  expect(report.mirrored).toEqual([5]);
  expect(report.boosts.get(2)).toBeGreaterThan(0);
  expect(report.boosts.get(3)).toBe(0);
});

test('a free block is told as it is listed, under every list that it hangs on', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  const { memory } = allocator;
  pushFree(memory, 8, listOf(2, UNMOVABLE, 3));
  const told: number[][] = [];
  const listener = new Proxy({} as Inspection, {
    get: (_, kind) => (kind === 'freeBlock' ? (...block: number[]) => told.push(block) : () => {}),
  });
  allocator.inspect(listener);
  expect(told).toEqual([
    [8, 3, UNMOVABLE],
    [0, 4, MOVABLE],
  ]);
});

test('a list that bites its own tail is told, and not for ever', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  allocator.memory.links[nextOf(0)] = 0;
  expect(reportOf(allocator).free).toHaveLength(16);
});

test('an inspection changes nothing', () => {
  const { allocator } = richWorld();
  const before = allocator.snapshot();
  reportOf(allocator);
  expect(allocator.memory.state).toEqual(before);
});

test('holes and zones without frames are not told of', () => {
  const { allocator } = bootOf({
    ranges: [
      { start: 0, end: 32 },
      { start: 40, end: 48 },
      { start: 52, end: 64 },
    ],
  });
  const { pageblocks, present } = reportOf(allocator);
  expect([...pageblocks.keys()]).toEqual([0, 8, 16, 24, 40, 48, 56]);
  expect([...present]).toEqual([[2, 52]]);
});
