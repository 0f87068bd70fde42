import { describe, expect, test } from 'vitest';
import { FINDING } from '../../spec/findings.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { INVALID, NO_MEMORY, WOULD_WAIT } from '../../spec/operations/outcome.ts';
import { STAGE_COMPACT, STAGE_KILL, STAGE_RECLAIM, STAGE_RESERVE } from '../../spec/requests/rounds.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { machine, mirrored, NO_MARKS, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const reclaim = (round = 1): Effect => ['entered', STAGE_RECLAIM, round];
const compact = (round = 1): Effect => ['entered', STAGE_COMPACT, round];
const kill = (round = 1): Effect => ['entered', STAGE_KILL, round];
const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]!;

/** User pages of the given owners from frame 0 on; every other frame is out of circulation. */
function full(owners: readonly number[], retries: number, layout = plain): Scene {
  const scene = new Scene(layout);
  for (const [pfn, owner] of owners.entries()) scene.allocate('user', pfn, { owner });
  retire(scene, owners.length, 32);
  scene.setRetries(retries);
  return scene;
}

/** What a request for one kernel page broke. */
const rule = (scene: Scene, answer: number, effects: readonly Effect[], request = 'kernel', order = 0) =>
  brokenRule(() => scene.allocate(request, answer, { effects, order }));

describe('a round', () => {
  test('drops user memory and serves from it', () => {
    const scene = full([0, 0], 1);
    expect(rule(scene, 1, [reclaim(), ['reclaimed', 1]])).toBeNull();
    expect([met(scene, 'retry-reclaimed'), met(scene, 'retry-saved')]).toEqual([1, 1]);
    expect(scene.state.reclaimable[2]).toBe(1);
  });

  test('does not begin while a zone passes its check', () => {
    const scene = new Scene(plain);
    scene.setRetries(1);
    expect(rule(scene, 0, [reclaim()])).toBe('INV-4');
  });

  test('does not begin while retries are 0', () => {
    expect(rule(full([0], 0), 0, [reclaim(), ['reclaimed', 0]])).toBe('INV-201');
  });

  test('drops no more than it may', () => {
    expect(rule(full([0, 0], 1), 0, [reclaim(), ['reclaimed', 0], ['reclaimed', 1]])).toBe('INV-156');
  });

  test('stops at nothing less while there is something to drop', () => {
    expect(rule(full([0], 1), NO_MEMORY, [reclaim(), ['gaveUp', 1]])).toBe('INV-3');
  });

  test('drops only where it helps', () => {
    const scene = new Scene(mirrored);
    scene.allocate('user', 40);
    retire(scene, 0, 32);
    scene.setRetries(1);
    expect(rule(scene, 40, [reclaim(), ['reclaimed', 40]])).toBe('INV-156');
  });

  test('drops nothing that is pinned', () => {
    const scene = full([0], 1);
    scene.pin(0, 'short', 0);
    expect(rule(scene, 0, [reclaim(), ['reclaimed', 0]])).toBe('INV-171');
  });

  test('has the number that is its turn', () => {
    expect(rule(full([0], 2), 0, [reclaim(2), ['reclaimed', 0]])).toBe('INV-4');
  });

  test('knows the stages that there are', () => {
    expect(rule(full([0], 2), 0, [['entered', 9, 1]])).toBe('INV-4');
    expect(rule(full([0], 2), 0, [['entered', STAGE_COMPACT, 1]])).not.toBeNull();
  });

  test('is not said to have been when it was not', () => {
    expect(rule(full([0], 1), NO_MEMORY, [['gaveUp', 1]])).not.toBeNull();
    expect(rule(full([], 1), NO_MEMORY, [reclaim(), kill(), ['gaveUp', 2]])).toBe('INV-4');
    expect(rule(full([], 1), NO_MEMORY, [reclaim(), kill()])).toBe('INV-4');
  });

  test('that found nothing is the last', () => {
    expect(rule(full([], 5), NO_MEMORY, [reclaim(), kill(), reclaim(2)])).toBe('INV-201');
    expect(rule(full([], 5), NO_MEMORY, [reclaim(), kill(), ['gaveUp', 1]])).toBeNull();
  });

  test('that found something is followed by another', () => {
    const drops: Effect[] = [reclaim(), ['reclaimed', 0], ['reclaimed', 1]];
    const scene = full([0, 0], 2);
    retireBetween(scene);
    const told = [compact(0), ...drops, compact(), ['gaveUp', 1]] as const;
    expect(rule(scene, NO_MEMORY, told, 'kernel', 2)).toBe('INV-3');
  });
});

/** Two single pages of a user, and nothing free but four pages that are no buddies. */
const pieces = () => {
  const scene = new Scene(plain);
  for (const pfn of [0, 1, 2, 3, 4, 5]) scene.allocate('user', pfn);
  retire(scene, 6, 16);
  for (let pfn = 16; pfn < 32; pfn += 2) retire(scene, pfn, pfn + 1);
  scene.setRetries(1);
  return scene;
};

describe('moving pages together', () => {
  const moves: readonly Effect[] = [
    ['moved', 0, 31],
    ['moved', 1, 29],
  ];

  test('comes before reclaim for kernel memory, and saves what would be dropped', () => {
    const scene = pieces();
    expect(rule(scene, 0, [compact(0), ...moves], 'kernel', 1)).toBeNull();
    expect([met(scene, 'retry-compacted'), met(scene, 'compact-made-block')]).toEqual([1, 1]);
  });

  test('is left out by nobody for whom it is due', () => {
    expect(rule(pieces(), 0, [reclaim(), ['reclaimed', 0], ['reclaimed', 1]], 'kernel', 1)).toBe('INV-3');
    expect(rule(pieces(), 0, [compact(0), reclaim()], 'kernel', 1)).toBe('INV-3');
  });

  test('is for larger blocks than a page, by whoever may start IO', () => {
    expect(rule(full([0], 1), 0, [compact(0)], 'kernel')).toBe('INV-4');
    expect(rule(pieces(), 0, [compact(0), ...moves], 'user', 1)).toBe('INV-4');
  });

  test('rests where it is put off', () => {
    const scene = pieces();
    scene.state.deferral.set([0, 2, 0], 2 * 3); // Of Node 0 Normal: put off three times, for any order.
    expect(rule(scene, 0, [compact(0), ...moves], 'kernel', 1)).toBe('INV-177');
  });

  test('ends with the block', () => {
    expect(rule(pieces(), 0, [compact(0), ...moves, ['moved', 2, 27]], 'kernel', 1)).toBe('INV-177');
  });
});

/** A hole beside the user pages, so that no larger block comes of them. */
const retireBetween = (scene: Scene) => scene.poison(2, 'injected', 4);

describe('a kill', () => {
  /** Only pages that reclaim cannot reach are left to take: user memory in ZONE_MOVABLE, for a kernel request. */
  const elsewhere = (retries: number) => {
    const scene = new Scene(mirrored);
    for (const [pfn, owner] of [
      [32, 1],
      [33, 1],
      [34, 2],
    ] as const)
      scene.allocate('user', pfn, { owner });
    retire(scene, 0, 32);
    scene.setRetries(retries);
    return scene;
  };
  const dies: readonly Effect[] = [reclaim(), kill(), ['killed', 1], ['reclaimed', 32], ['reclaimed', 33]];

  test('frees all of its victim, even in vain', () => {
    const scene = elsewhere(1);
    expect(rule(scene, NO_MEMORY, [...dies, ['gaveUp', 1]])).toBeNull();
    expect(met(scene, 'retry-killed')).toBe(1);
    expect(scene.state.findings[FINDING['killed-in-vain']]).toBe(1);
    expect([...scene.state.killable]).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
  });

  test('leaves nothing of its victim behind', () => {
    expect(rule(elsewhere(1), NO_MEMORY, [...dies.slice(0, -1), ['gaveUp', 1]])).toBe('INV-4');
  });

  test('spares the others', () => {
    const strays: Effect[] = [...dies.slice(0, -1), ['reclaimed', 34]];
    expect(rule(elsewhere(1), NO_MEMORY, [...strays, ['gaveUp', 1]])).toBe('INV-4');
  });

  test('is not left out while there is a victim', () => {
    expect(rule(elsewhere(1), NO_MEMORY, [reclaim(), ['gaveUp', 1]])).toBe('INV-3');
    expect(rule(elsewhere(1), NO_MEMORY, [reclaim(), kill(), ['gaveUp', 1]])).toBe('INV-3');
  });

  test('is a means of small requests that reach ordinary memory', () => {
    const costly = [compact(0), reclaim(), compact(), kill()];
    expect(rule(elsewhere(1), NO_MEMORY, costly, 'kernel', 4)).toBe('INV-204');
    expect(rule(elsewhere(1), NO_MEMORY, [reclaim(), kill()], 'local')).toBe('INV-204');
    expect(rule(elsewhere(1), NO_MEMORY, [reclaim(), kill()], 'light')).toBe('INV-202');
  });

  test('comes after reclaim found nothing', () => {
    const scene = full([1, 1], 1);
    retireBetween(scene);
    const drops: Effect[] = [reclaim(), ['reclaimed', 0], ['reclaimed', 1]];
    expect(rule(scene, NO_MEMORY, [compact(0), ...drops, compact(), kill()], 'kernel', 2)).toBe('INV-204');
  });

  test('goes on as long as there are processes, and then the request waits', () => {
    const scene = elsewhere(-1);
    const all: Effect[] = [
      ...dies,
      reclaim(2),
      kill(2),
      ['killed', 2],
      ['reclaimed', 34],
      reclaim(3),
      kill(3),
    ];
    expect(rule(scene, WOULD_WAIT, all)).toBeNull();
    expect(met(scene, 'retry-would-wait')).toBe(1);
  });
});

describe('a request that may not fail', () => {
  const marked = () => full([], 0, machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 8 } }));
  const dry: readonly Effect[] = [reclaim(), kill()];
  const RESERVE: Effect = ['entered', STAGE_RESERVE, 1];

  test('gets half of the min mark before it waits', () => {
    const scene = new Scene(machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 8 } }));
    retire(scene, 0, 26);
    expect(rule(scene, 26, [...dry, RESERVE], 'nofail')).toBeNull();
    expect(met(scene, 'retry-reserve')).toBe(1);
    expect(rule(scene, 27, [], 'nofail')).not.toBeNull();
  });

  test('waits only after that', () => {
    expect(rule(marked(), WOULD_WAIT, dry, 'nofail')).toBe('INV-199');
    expect(rule(marked(), WOULD_WAIT, [...dry, RESERVE], 'nofail')).toBeNull();
  });

  test('leaves the reserve to others while a round is due', () => {
    expect(rule(marked(), WOULD_WAIT, [RESERVE], 'nofail')).not.toBeNull();
    expect(rule(full([], 1), NO_MEMORY, [...dry, RESERVE], 'kernel')).toBe('INV-129');
  });
});

test('who may fail does not wait', () => {
  expect(rule(full([], 3), WOULD_WAIT, [reclaim(), kill()])).toBe('INV-201');
  expect(rule(full([], -1), WOULD_WAIT, [reclaim()], 'patient')).toBe('INV-201');
  expect(rule(full([], 0), WOULD_WAIT, [])).toBe('INV-3');
});

test('INV-123: flags that want both to wait and not to wait are refused', () => {
  expect(rule(full([], 1), INVALID, [], 'nofailAtomic')).toBeNull();
  expect(rule(full([], 1), NO_MEMORY, [], 'nofailAtomic')).toBe('INV-123');
});

test('INV-131: reclaim itself stays at the marks where a flag says so', () => {
  const atMark = () => {
    const scene = new Scene(machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 8 } }));
    retire(scene, 0, 24);
    return scene;
  };
  expect(rule(atMark(), 24, [], 'keptAtMarks')).toBe('INV-131');
  expect(rule(atMark(), NO_MEMORY, [], 'keptAtMarks')).toBeNull();
  expect(rule(atMark(), 24, [], 'memalloc')).toBeNull();
});

describe('a kill is one', () => {
  /** Kernel memory is gone, and user memory lies in ZONE_MOVABLE. */
  const asked = (owners: readonly number[], ...effects: readonly Effect[]) => {
    const scene = new Scene(mirrored);
    for (const [place, owner] of owners.entries()) scene.allocate('user', 32 + place, { owner });
    retire(scene, 0, 32);
    scene.setRetries(1);
    return rule(scene, NO_MEMORY, [reclaim(), kill(), ...effects, ['gaveUp', 1]]);
  };

  test('of a process that there is, and that holds something', () => {
    expect(asked([1], ['killed', 1], ['reclaimed', 32])).toBeNull();
    expect(asked([7], ['killed', 7], ['reclaimed', 32])).toBeNull();
    for (const owner of [-1, 0, 2, 8, 99])
      expect(asked([1], ['killed', owner], ['reclaimed', 32])).toBe('INV-204');
    expect(asked([0], ['killed', 0], ['reclaimed', 32])).toBe('INV-204');
    expect(asked([], ['killed', 1])).toBe('INV-204');
    expect([asked([0]), asked([1])]).toEqual([null, 'INV-3']);
  });

  test('of what is its own', () => {
    expect(asked([1, 2], ['killed', 1], ['reclaimed', 33])).toBe('INV-4');
    expect(asked([1, 2], ['killed', 1], ['reclaimed', 32], ['reclaimed', 33])).toBe('INV-4');
    expect(asked([1, 1], ['killed', 1], ['reclaimed', 32], ['reclaimed', 33])).toBeNull();
  });

  test('in vain where nothing of it helps, and not where one page does', () => {
    const found = (...frames: readonly number[]) => {
      const scene = new Scene(mirrored);
      for (const pfn of frames) {
        const handle = scene.allocate(pfn < 32 ? 'buffer' : 'user', pfn, { owner: 1 });
        scene.mlock(handle);
      }
      for (const [start, end] of [
        [0, 4],
        [5, 32],
      ] as const)
        retire(scene, start, end);
      scene.setRetries(1);
      const drops = frames.map((pfn): Effect => ['reclaimed', pfn]);
      const effects: Effect[] = [reclaim(), kill(), ['killed', 1], ...drops];
      if (frames.includes(4)) scene.allocate('kernel', 4, { effects });
      else scene.allocate('kernel', NO_MEMORY, { effects: [...effects, ['gaveUp', 1]] });
      return scene.state.findings[FINDING['killed-in-vain']];
    };
    expect([found(4, 32), found(4)]).toEqual([0, 0]);
  });
});

test('what a round stops at is what it may drop where it helps', () => {
  const stops = (layout: Layout, pfn: number) => {
    const scene = new Scene(layout);
    scene.allocate('user', pfn);
    retire(scene, 0, 32);
    scene.setRetries(1);
    return rule(scene, NO_MEMORY, [reclaim(), kill(), ['gaveUp', 1]]);
  };
  expect(stops(mirrored, 40)).toBeNull();
  const held = new Scene(plain);
  held.allocate('user', 31);
  retire(held, 0, 31);
  held.setRetries(1);
  expect(rule(held, NO_MEMORY, [reclaim(), kill(), ['gaveUp', 1]])).toBe('INV-3');
});

test('what gave up is counted', () => {
  const scene = full([], 1);
  const grown = counted(scene, () =>
    scene.allocate('kernel', NO_MEMORY, { effects: [reclaim(), kill(), ['gaveUp', 1]] }),
  );
  expect(grown).toEqual({ 'retry-gave-up': 1 });
});

describe('pages are moved together in one zone after the other', () => {
  /** Zone DMA32 up to 32, Normal behind; in each, six pages can move to eight free ones of which no two are neighbours. */
  const zones = (held: boolean, deferred: boolean, ...effects: readonly Effect[]) => {
    const layout = machine('U0-64');
    const scene = new Scene({ ...layout, geometry: { ...layout.geometry, dma32End: 32 } }, 'none');
    const frames = Array.from({ length: 64 }, (_, place) => place ^ 32); // The upper zone is the first to be asked.
    const handles = new Map(frames.map((pfn) => [pfn, scene.allocate('user', pfn)]));
    for (const [pfn, handle] of handles) {
      const offset = pfn & 31;
      if (offset >= 16 && offset % 2 === 1) scene.free(handle);
      else if (offset >= 6 || (held && pfn >= 32)) scene.getRef(handle);
    }
    if (deferred) scene.state.deferral.set([0, 2, 0], 2 * 3);
    scene.setRetries(1);
    return (answer: number) => rule(scene, answer, [compact(0), ...effects], 'kernel', 1);
  };
  const upper: readonly Effect[] = [
    ['moved', 32, 63],
    ['moved', 33, 61],
  ];
  const lower: readonly Effect[] = [
    ['moved', 0, 31],
    ['moved', 1, 29],
  ];

  test('until one has a block', () => {
    expect(zones(false, false, ...upper)(32)).toBeNull();
    expect(zones(false, false, ...upper, ...lower)(32)).toBe('INV-4');
    expect(zones(true, false, ...lower)(0)).toBeNull();
  });

  test('past one that rests', () => {
    expect(zones(false, true, ...lower)(0)).toBeNull();
    expect(zones(false, true, ...upper)(32)).toBe('INV-177');
  });

  test('or nowhere, and the round goes on', () => {
    const scene = pieces();
    scene.state.deferral.set([0, 2, 0], 2 * 3);
    const drops: Effect[] = [reclaim(), ['reclaimed', 0], ['reclaimed', 1]];
    expect(rule(scene, 0, [compact(0), ...drops], 'kernel', 1)).toBeNull();
  });
});
