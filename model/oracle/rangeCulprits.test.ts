import { describe, expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import { DONE, POISON_FAILED } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { machine, mirrored, plain, withCma } from '../testing/machines.ts';
import { retire, Scene } from '../testing/scene.ts';
import { expectCmaAllocate, expectCmaRelease, expectContigAllocate } from './expectRange.ts';
import { around, firstNotTaken, whyItCannotGo, whyNotTaken } from './rangeCulprits.ts';
import { holdRange } from './ranges.ts';

const where =
  (deed: (scene: Scene) => unknown, layout = mirrored, design: DesignName = 'kernelcore') =>
  (): Scene => {
    const scene = new Scene(layout, design);
    deed(scene);
    return scene;
  };

/** What keeps the range of the frames 34 to 45 from being taken, or another one. */
interface Case {
  readonly what: string;
  readonly scene: () => Scene;
  readonly frame: number;
  readonly why: string;
  readonly start?: number;
  readonly end?: number;
}

const OBSTACLES: readonly Case[] = [
  {
    what: 'a hole',
    scene: () => new Scene(machine('M0-32 U32-40 U41-64')),
    frame: 40,
    why: 'there is no memory in service',
  },
  {
    what: 'a hole around it',
    scene: () => new Scene(machine('M0-32 U32-47 U48-64')),
    frame: 47,
    why: 'there is no memory in service',
  },
  {
    what: 'another zone',
    scene: () => new Scene(machine('M0-32 U32-45 1:U45-64')),
    frame: 45,
    why: 'it lies in Node 1 Movable, the first page of the range in another zone',
  },
  {
    what: 'an isolation',
    scene: where((scene) => scene.isolate(5, DONE, [['isolated', 40]])),
    frame: 40,
    why: 'its pageblock is isolated already',
  },
  {
    what: 'the mirror reserve',
    scene: where(() => {}, mirrored, 'reserve'),
    start: 8,
    end: 9,
    frame: 8,
    why: 'its pageblock is set aside for the mirror',
  },
  {
    what: 'CMA',
    scene: where(() => {}, withCma),
    start: 24,
    end: 25,
    frame: 24,
    why: 'its pageblock is CMA',
  },
  {
    what: 'a pinned page',
    scene: where((scene) => scene.pin(scene.allocate('user', 34), 'short', 34)),
    frame: 34,
    why: 'it is pinned.shortterm',
  },
  {
    what: 'a retired page',
    scene: where((scene) => retire(scene, 45, 46)),
    frame: 45,
    why: 'it is offline.poisoned',
  },
  {
    what: 'a range',
    scene: where((scene) =>
      scene.contigAllocate(40, 2, DONE, [
        ['isolated', 40],
        ['unisolated', 40],
      ]),
    ),
    frame: 40,
    why: 'it belongs to a contiguous range',
  },
  {
    what: 'a hypervisor',
    scene: where((scene) => scene.inflate(10)),
    start: 9,
    end: 12,
    frame: 10,
    why: 'somebody references it',
  },
  {
    what: 'a mark elsewhere in an allocation',
    scene: where((scene) => {
      scene.allocate('user', 44, { order: 1 });
      scene.poison(45, 'injected', POISON_FAILED);
    }),
    frame: 44,
    why: 'its allocation is poisoned',
  },
];

test.each(OBSTACLES)(
  '$what keeps a range from being taken',
  ({ scene, frame, why, start = 34, end = 46 }) => {
    const { state } = scene();
    const range = { start, end, cma: false };
    expect([firstNotTaken(state, range), whyNotTaken(state, frame, range)]).toEqual([frame, why]);
    const said = expectContigAllocate(state, start, end - start);
    expect(said).toBe(`BUSY because of a page such as 0x${frame.toString(16)}: ${why}`);
  },
);

describe('a range', () => {
  const free = { start: 34, end: 46, cma: false };

  test('is taken out of what is free or can move, whatever lies beside it', () => {
    const busy = where((scene) => {
      scene.pin(scene.allocate('user', 33), 'short', 33);
      scene.allocate('user', 36, { order: 2 });
      scene.pin(scene.allocate('user', 46), 'short', 46);
    });
    const { state } = busy();
    expect(firstNotTaken(state, free)).toBe(-1);
    expect([33, 36, 46].map((frame) => whyNotTaken(state, frame, free))).toEqual([null, null, null]);
    expect([33, 36, 40].map((frame) => whyItCannotGo(state, frame))).toEqual([
      'it is pinned.shortterm',
      null,
      null,
    ]);
    expect(expectContigAllocate(state, 34, 12)).toBe('DONE, or NO_MEMORY if a page finds no new place');
  });

  test('reaches to the pageblocks around it', () => {
    const { state } = new Scene(mirrored);
    const reach = (start: number, end: number) => Object.values(around(state, { start, end, cma: false }));
    expect([reach(34, 46), reach(32, 48), reach(39, 41), reach(32, 33)]).toEqual([
      [32, 48],
      [32, 48],
      [32, 48],
      [32, 40],
    ]);
  });

  test('may have pageblocks of its own isolated, and no others', () => {
    const { state } = where((scene) => {
      scene.isolate(4, DONE, [['isolated', 32]]);
      scene.isolate(5, DONE, [['isolated', 40]]);
    })();
    expect([
      firstNotTaken(state, free, [32, 40]),
      firstNotTaken(state, free, [32]),
      firstNotTaken(state, free, [40]),
    ]).toEqual([-1, 40, 32]);
  });

  test('of CMA is taken from CMA', () => {
    const { state } = new Scene(withCma);
    expect(firstNotTaken(state, { start: 24, end: 26, cma: true })).toBe(-1);
  });

  test('that leaves memory, or is none, is invalid', () => {
    const { state } = new Scene(mirrored);
    const invalid = 'INVALID: the range leaves memory';
    expect([expectContigAllocate(state, 32, 0), expectContigAllocate(state, 60, 5)]).toEqual([
      invalid,
      invalid,
    ]);
    expect(expectContigAllocate(state, 60, 4)).toMatch(/^DONE/);
    expect(expectContigAllocate(state, 0, 1)).toMatch(/^DONE/);
  });
});

describe('an area of CMA', () => {
  const says = (scene: Scene, pages: number, align = 0) => expectCmaAllocate(scene.state, 0, pages, align);
  const given = (pfn: number) => `0x${pfn.toString(16)}, or NO_MEMORY if a page finds no new place`;

  test('gives the first place where nothing must stay', () => {
    const scene = new Scene(withCma);
    expect([says(scene, 8), says(scene, 9), says(scene, 0), says(scene, 1)]).toEqual([
      given(24),
      'NO_MEMORY',
      'INVALID: there is nothing to give',
      given(24),
    ]);
    expect(expectCmaAllocate(scene.state, 1, 1, 0)).toBe('INVALID: there is nothing to give');
    scene.pin(scene.allocate('buffer', 25), 'short', 25);
    expect([says(scene, 1), says(scene, 2), says(scene, 2, 2), says(scene, 7)]).toEqual([
      given(24),
      given(26),
      given(28),
      'NO_MEMORY',
    ]);
  });

  test('may begin at page 0', () => {
    const scene = new Scene(machine('U0-32', { cma: [{ start: 0, end: 16 }] }), 'none');
    expect([says(scene, 1), says(scene, 16)]).toEqual([given(0), given(0)]);
    const area = scene.cmaAllocate(2, 0, [
      ['isolated', 0],
      ['unisolated', 0],
    ]);
    expect([expectCmaRelease(scene.state, area), says(scene, 1)]).toEqual(['DONE', given(2)]);
    scene.cmaRelease(area);
    scene.pin(scene.allocate('user', 0), 'short', 0);
    expect([says(scene, 1), says(scene, 9)]).toEqual([given(1), given(1)]);
    scene.allocate('user', 4);
    expect(says(scene, 6, 1)).toBe(given(2));
    const kernel = new Scene(machine('U0-32'), 'none');
    kernel.allocate('kernel', 0);
    expect(expectContigAllocate(kernel.state, 0, 1)).toBe(
      'BUSY because of a page such as 0x0: it is pinned.kernel',
    );
  });

  test('takes back what it gave', () => {
    const scene = new Scene(withCma);
    const effects = [
      ['isolated', 24],
      ['unisolated', 24],
    ] as const;
    const area = scene.cmaAllocate(2, 24, effects);
    const elsewhere = scene.contigAllocate(32, 2, DONE, [
      ['isolated', 32],
      ['unisolated', 32],
    ]);
    const refused = 'INVALID: no area gave it out';
    const said = [area, elsewhere, 9, 1 << 20].map((handle) => expectCmaRelease(scene.state, handle));
    expect(said).toEqual(['DONE', refused, refused, refused]);
    scene.cmaRelease(area);
    expect(expectCmaRelease(scene.state, area)).toBe(refused);
  });
});

test('what lies in a range of the first operation at page 0 cannot go', () => {
  const ranged = new Scene(plain, 'none').state;
  holdRange(ranged, 0, 0, 2, CLAIMS.indexOf('driver'));
  expect([0, 1, 2].map((pfn) => whyItCannotGo(ranged, pfn))).toEqual([
    'it belongs to a contiguous range',
    'it belongs to a contiguous range',
    null,
  ]);
});

test('what is poisoned at page 0 cannot go either', () => {
  const marked = new Scene(plain, 'none');
  marked.allocate('user', 0, { order: 1 });
  expect(whyItCannotGo(marked.state, 1)).toBeNull();
  marked.poison(0, 'injected', POISON_FAILED);
  expect(whyItCannotGo(marked.state, 1)).toBe('its allocation is poisoned');
});
