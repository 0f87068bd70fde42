import { describe, expect, test } from 'vitest';
import { handmade, movablePage, normalPage } from '../testing/handmade.ts';
import type { World } from '../world/world.ts';
import { NO_ZONE } from '../zones/zone.ts';
import { INVARIANTS, invariantOf } from './index.ts';

/** Worlds that break a rule, and neighbours of them that do not. */
interface Examples {
  readonly id: string;
  readonly breaks: readonly World[];
  readonly obeys: readonly World[];
}

const pageWorld = (page: ReturnType<typeof normalPage>) => handmade({ page });
const normal = (change: Parameters<typeof normalPage>[0]) => pageWorld(normalPage(change));
const movable = (change: Parameters<typeof normalPage>[0]) => pageWorld(movablePage(change));
const ledger = (change: NonNullable<Parameters<typeof handmade>[0]['ledger']>) =>
  handmade({ ledger: change });

const { min, low, high } = handmade({}).ledgers[2]!;
const offline = { block: 'offline', leaves: ['offline.present'] } as const;
const absent = { block: 'absent', leaves: ['offline.absent'] } as const;

const EXAMPLES: readonly Examples[] = [
  {
    id: 'INV-1',
    breaks: [movable({ leaves: ['pinned.kernel'] }), movable({ leaves: ['mirrored.kernel'] })],
    obeys: [normal({ leaves: ['pinned.kernel'] }), movable({ leaves: ['pinned.fixed'] })],
  },
  {
    id: 'INV-2',
    breaks: [normal({ leaves: ['pinned.kernel'], claim: 'kernel', mirror: 'bare' })],
    obeys: [
      normal({ leaves: ['mirrored.kernel'], claim: 'kernel' }),
      normal({ leaves: ['pinned.kernel'], claim: 'kernel', mirror: 'exempt' }),
      movable({ leaves: ['movable.mapped'], claim: 'user' }),
      handmade({
        page: normalPage({ leaves: ['pinned.kernel'], claim: 'kernel', mirror: 'bare' }),
        inForce: false,
      }),
    ],
  },
  { id: 'INV-103', breaks: [movable({ leaves: [] })], obeys: [movable({ leaves: ['free.cached'] })] },
  { id: 'INV-111', breaks: [ledger({ free: 31 })], obeys: [ledger({ free: 32 })] },
  {
    id: 'INV-112',
    breaks: [ledger({ freeCma: 33 }), ledger({ freeCma: -1 })],
    obeys: [ledger({ freeCma: 32 })],
  },
  {
    id: 'INV-113',
    breaks: [handmade({ page: movablePage({ leaves: ['free.cached'] }), leaked: true })],
    obeys: [movable({ leaves: ['offline.poisoned'], bad: 'real' }), movable({ leaves: ['pinned.fixed'] })],
  },
  {
    id: 'INV-126',
    breaks: [ledger({ reserve: [0, 0, 0, 2] }), ledger({ reserve: [0, 0, 1, 1] })],
    obeys: [ledger({ reserve: [0, 0, 0, 1] })],
  },
  {
    id: 'INV-127',
    breaks: [ledger({ min: min + 1 }), ledger({ low: low + 1 }), ledger({ high: high + 1 })],
    obeys: [ledger({ min, low, high })],
  },
  {
    id: 'INV-135',
    breaks: [movable({ isolated: true })],
    obeys: [movable({ isolated: false }), movable({ isolated: true, isolatedByCaller: true })],
  },
  {
    id: 'INV-149',
    breaks: [normal({ leaves: ['movable.mapped'], claim: 'kernelMovable', mirror: 'bare' })],
    obeys: [
      normal({ leaves: ['movable.mapped'], claim: 'kernelMovable' }),
      normal({ leaves: ['movable.mapped'], claim: 'kernelMovable', mirror: 'exempt' }),
      movable({ leaves: ['movable.mapped'], claim: 'user' }),
    ],
  },
  {
    id: 'INV-153',
    breaks: [
      normal({ leaves: ['mirrored.critical'], mirror: 'exempt' }),
      normal({ leaves: ['mirrored.criticalPinned'], mirror: 'exempt' }),
    ],
    obeys: [normal({ leaves: ['mirrored.critical'], claim: 'critical' })],
  },
  {
    id: 'INV-163',
    breaks: [
      movable({ leaves: ['pinned.longterm'] }),
      normal({ leaves: ['pinned.longterm'], blockType: 'cma' }),
      movable({ leaves: ['mirrored.criticalPinned'], mirror: 'protected', longPins: true }),
    ],
    obeys: [
      normal({ leaves: ['pinned.longterm'], longPins: true }),
      movable({ leaves: ['pinned.shortterm'], shortPins: true }),
    ],
  },
  {
    id: 'INV-173',
    breaks: [movable({ leaves: ['movable.mapped'], claim: 'kernelMovable', mirror: 'protected' })],
    obeys: [
      normal({ leaves: ['movable.mapped'], claim: 'kernelMovable' }),
      movable({ leaves: ['movable.driver'], claim: 'driver' }),
      movable({ leaves: ['pinned.fixed'] }),
    ],
  },
  {
    id: 'INV-185',
    breaks: [
      movable(offline),
      movable({ block: 'offline', zone: NO_ZONE, leaves: ['movable.mapped'] }),
      movable({ zone: NO_ZONE, leaves: ['movable.mapped'] }),
      movable({ zone: NO_ZONE, leaves: ['offline.present', 'movable.mapped'] }),
      movable({ block: 'offline', zone: NO_ZONE, leaves: ['offline.present', 'free.available'] }),
      movable(absent),
      movable({ ...absent, zone: NO_ZONE, leaves: ['offline.present'] }),
      movable({ ...absent, zone: NO_ZONE, leaves: ['offline.absent', 'offline.present'] }),
    ],
    obeys: [
      movable({ ...offline, zone: NO_ZONE }),
      movable({ ...absent, zone: NO_ZONE }),
      movable({ zone: NO_ZONE, leaves: ['offline.present'] }),
    ],
  },
];

const judged = INVARIANTS.filter(({ violators, scope }) => violators && scope !== 'boot');
const broken = (world: World) =>
  judged.filter((rule) => rule.violators!(world).length > 0).map(({ id }) => id);

describe.each(EXAMPLES)('$id', ({ id, breaks, obeys }) => {
  test('is broken, and it alone, by a world that is built to', () => {
    for (const world of breaks) expect(broken(world)).toEqual([id]);
  });

  test('holds in the world next to it', () => {
    for (const world of obeys) expect(invariantOf(id)!.violators!(world)).toEqual([]);
  });
});

test('a world without an allocator breaks nothing', () => {
  expect(broken(handmade({}))).toEqual([]);
});

test('every rule over the whole world has been seen to fail', () => {
  expect(EXAMPLES.map(({ id }) => id).sort()).toEqual(judged.map(({ id }) => id).sort());
});

test('the culprits are frames, or the first of a zone', () => {
  expect(invariantOf('INV-135')!.violators!(movable({ isolated: true }))).toEqual([40]);
  expect(invariantOf('INV-112')!.violators!(ledger({ freeCma: 33 }))).toEqual([0]);
});
